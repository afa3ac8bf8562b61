package io.muster.memory.dynamodb;

import io.muster.memory.Journal;
import io.muster.memory.World;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** All tables of one account: the only place where effects are journaled and applied. */
final class Store {

    static final String SERVICE = "dynamodb";

    private static final int ROWS_PER_RECORD = 100;

    private final World world;
    private final ConcurrentSkipListMap<String, Table> tables = new ConcurrentSkipListMap<>();

    /** The oldest first: all last equally long, so that those that have expired are the first. */
    private final Map<String, Effect.Token> tokens = new LinkedHashMap<>();

    Store(World world) {
        this.world = world;
    }

    World world() {
        return world;
    }

    ConcurrentSkipListMap<String, Table> tables() {
        return tables;
    }

    Table table(@Nullable String name) {
        if (name == null) {
            throw Errors.validation("1 validation error detected: Value null at 'tableName' failed to satisfy"
                    + " constraint: Member must not be null");
        }
        var table = tables.get(name);
        if (table == null) {
            throw Errors.notFound();
        }
        return table;
    }

    /** Runs an operation at one moment of the world. */
    <T> T atomically(Supplier<T> operation) {
        world.lock().lock();
        try {
            return operation.get();
        } finally {
            world.lock().unlock();
        }
    }

    /** Makes an effect durable, then true; called with the lock held. */
    void commit(Effect effect) {
        world.journal().append(SERVICE, Codec.encode(effect));
        apply(effect);
    }

    /** One item's change, null meaning deletion. */
    record Change(
            Table table,
            Map<String, AttributeValue> keyAttributes,
            Key key,
            @Nullable Stored item) {}

    /** Makes changes durable as one record, then true; called with the lock held. */
    void commit(List<Change> changes, Effect.@Nullable Token token) {
        if (!world.journal().equals(Journal.NONE)) {
            var rows = changes.stream()
                    .map(c -> new Effect.Row(
                            c.table.name(), c.keyAttributes, c.item == null ? null : c.item.attributes()))
                    .toList();
            world.journal().append(SERVICE, Codec.encode(new Effect.Written(rows, token)));
        }
        for (var change : changes) {
            change.table.apply(change.key, change.item);
        }
        remember(token);
    }

    void apply(Effect effect) {
        switch (effect) {
            case Effect.TableCreated(var name, var created, var schema, var indexes) ->
                tables.put(name, new Table(name, created, schema, indexes));
            case Effect.TableDeleted(var name) -> tables.remove(name);
            case Effect.TimeToLiveSet(var name, var attribute) -> table(name).timeToLive(attribute);
            case Effect.Written(var rows, var token) -> {
                rows.forEach(this::apply);
                remember(token);
            }
        }
    }

    private void apply(Effect.Row row) {
        var table = table(row.table());
        var item = row.item();
        if (item == null) {
            table.apply(table.schema().keyOf(row.key()), null);
        } else {
            var key = table.schema().keyOf(item);
            table.apply(key, new Stored(key, Map.copyOf(item), Values.size(item)));
        }
    }

    /** Returns the token under which a transaction has been done in the last ten minutes; called with the lock held. */
    Effect.@Nullable Token token(String token) {
        var now = world.clock().instant();
        var oldest = tokens.values().iterator();
        while (oldest.hasNext() && !oldest.next().until().isAfter(now)) {
            oldest.remove();
        }
        return tokens.get(token);
    }

    private void remember(Effect.@Nullable Token token) {
        if (token != null) {
            tokens.put(token.token(), token);
        }
    }

    /** Gives records that make the present state; called with the lock held. */
    void snapshot(Consumer<byte[]> sink) {
        for (var table : tables.values()) {
            var indexes = table.indexes().stream().map(Table.Entries::index).toList();
            sink.accept(Codec.encode(new Effect.TableCreated(table.name(), table.created(), table.schema(), indexes)));
            if (table.timeToLive() != null) {
                sink.accept(Codec.encode(new Effect.TimeToLiveSet(table.name(), table.timeToLive())));
            }
            var items = table.items().values().iterator();
            while (items.hasNext()) {
                sink.accept(Codec.encode(new Effect.Written(rows(table, items), null)));
            }
        }
        for (var token : tokens.values()) {
            sink.accept(Codec.encode(new Effect.Written(List.of(), token)));
        }
    }

    private static List<Effect.Row> rows(Table table, Iterator<Stored> items) {
        var rows = new ArrayList<Effect.Row>();
        while (items.hasNext() && rows.size() < ROWS_PER_RECORD) {
            rows.add(new Effect.Row(table.name(), Map.of(), items.next().attributes()));
        }
        return rows;
    }
}
