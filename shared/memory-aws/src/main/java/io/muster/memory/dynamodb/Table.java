package io.muster.memory.dynamodb;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One table: its items and indexes in key order. Everything that is not final is touched under the world's lock only. */
final class Table {

    private final String name;
    private final Instant created;
    private final KeySchema schema;
    private final List<Entries> indexes = new ArrayList<>();
    private final TreeMap<Key, Stored> items = new TreeMap<>();
    private @Nullable String timeToLive;
    private long bytes;

    /** An index and what stands in it. */
    record Entries(Index index, NavigableMap<Key, Stored> items) {}

    Table(String name, Instant created, KeySchema schema, List<Index> indexes) {
        this.name = name;
        this.created = created;
        this.schema = schema;
        indexes.forEach(index -> this.indexes.add(new Entries(index, new TreeMap<>())));
    }

    String name() {
        return name;
    }

    Instant created() {
        return created;
    }

    KeySchema schema() {
        return schema;
    }

    List<Entries> indexes() {
        return indexes;
    }

    Entries index(String wanted) {
        for (var entries : indexes) {
            if (entries.index.name().equals(wanted)) {
                return entries;
            }
        }
        throw Errors.validation("The table does not have the specified index: " + wanted);
    }

    NavigableMap<Key, Stored> items() {
        return items;
    }

    long bytes() {
        return bytes;
    }

    @Nullable
    String timeToLive() {
        return timeToLive;
    }

    void timeToLive(@Nullable String attribute) {
        timeToLive = attribute;
    }

    /** Returns an item ready to be stored; refuses one that table or indexes cannot take. */
    Stored stored(Map<String, AttributeValue> attributes, String whenTooLarge) {
        for (var entries : indexes) {
            entries.index.check(attributes);
        }
        var size = Values.size(attributes);
        if (size > Stored.LARGEST) {
            throw Errors.validation(whenTooLarge);
        }
        return new Stored(schema.keyOf(attributes), attributes, size);
    }

    /** Puts, replaces or, given null, deletes the item of a key. */
    void apply(Key key, @Nullable Stored item) {
        var old = item == null ? items.remove(key) : items.put(key, item);
        bytes += (item == null ? 0 : item.size()) - (old == null ? 0 : old.size());
        for (var entries : indexes) {
            var from = old == null ? null : entries.index.schema().entryOf(old.attributes(), key);
            var to = item == null ? null : entries.index.schema().entryOf(item.attributes(), key);
            if (from != null && !from.equals(to)) {
                entries.items.remove(from);
            }
            if (to != null && item != null) {
                entries.items.put(to, item);
            }
        }
    }
}
