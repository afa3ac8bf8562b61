package io.muster.aws.store;

import io.muster.aws.token.KeyRing;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * The keys of contacts and of suppressed addresses, in a table of their own without a backup: what was sealed with a key
 * that is destroyed stays unreadable, whatever is restored. They lie there sealed in turn, by a key that follows from a
 * secret in the other table, so that neither table alone can be read. A key is read whenever it is used and never kept.
 */
public final class DataKeys {

    private static final String WRAPPED = "dataKey";
    private static final String DESTROYED_AT = "destroyedAt";

    private final Table table;
    private final KeyRing ring;

    public DataKeys(Table table, KeyRing ring) {
        this.table = table;
        this.ring = ring;
    }

    /** Returns the key that an item holds; empty when there is none, and when it was destroyed. */
    public Optional<DataKey> read(String workspace, @Nullable Map<String, AttributeValue> item) {
        var wrapped = item == null ? null : item.get(WRAPPED);
        return wrapped == null || item == null
                ? Optional.empty()
                : DataKey.unwrapped(
                        wrapped.b().asByteArray(),
                        wrapping(workspace),
                        Key.of(item).pk());
    }

    /** Returns whether a transaction destroys keys, so that whoever keeps copies of them must forget those too. */
    public static boolean destroys(TransactWriteItemsRequest transaction) {
        return transaction.transactItems().stream()
                .map(TransactWriteItem::put)
                .anyMatch(put -> put != null && destroyed(put.item()));
    }

    /** Returns whether an item says that there was a key, which was destroyed. */
    public static boolean destroyed(@Nullable Map<String, AttributeValue> item) {
        return item != null && item.containsKey(DESTROYED_AT);
    }

    /** Adds to a transaction that a new key is there, where none is or it was destroyed; returns the key. */
    public DataKey make(Transaction transaction, String workspace, Key place) {
        var fresh = DataKey.fresh();
        var writes = table.keys().transaction();
        writes.put(item(workspace, place, fresh), "attribute_not_exists(" + WRAPPED + ")", Map.of(), Map.of());
        writes.writes().forEach(transaction::add);
        return fresh;
    }

    /** Returns the keys of these places, making those that are missing; one that was destroyed is absent. */
    public Map<Key, DataKey> having(String workspace, Collection<Key> places) {
        var stored = table.getAll(List.of(), places).keys();
        var keys = new HashMap<Key, DataKey>();
        for (var place : places) {
            var item = stored.get(place);
            (item == null ? Optional.of(made(workspace, place)) : read(workspace, item))
                    .ifPresent(key -> keys.put(place, key));
        }
        return keys;
    }

    private DataKey made(String workspace, Key place) {
        var fresh = DataKey.fresh();
        try {
            table.client()
                    .putItem(put -> put.tableName(table.keysName())
                            .item(item(workspace, place, fresh))
                            .conditionExpression("attribute_not_exists(pk)"));
            return fresh;
        } catch (ConditionalCheckFailedException somebodyWasFaster) {
            var theirs = table.getAll(List.of(), List.of(place)).keys().get(place);
            return read(workspace, theirs).orElseThrow(() -> somebodyWasFaster);
        }
    }

    /** Adds to a transaction that a contact's key is destroyed, for good: no key is made in its place but with the contact. */
    public void destroy(Transaction transaction, Key place, Instant at) {
        var tomb = new HashMap<>(place.attributes());
        tomb.put(DESTROYED_AT, AttributeValue.fromS(at.toString()));
        var writes = table.keys().transaction();
        writes.put(tomb);
        writes.writes().forEach(transaction::add);
    }

    /** Adds to a transaction that there is no such key any more. */
    public void delete(Transaction transaction, Key place) {
        var writes = table.keys().transaction();
        writes.delete(place, null, Map.of());
        writes.writes().forEach(transaction::add);
    }

    private Map<String, AttributeValue> item(String workspace, Key place, DataKey key) {
        var item = new HashMap<>(place.attributes());
        item.put(WRAPPED, AttributeValue.fromB(SdkBytes.fromByteArray(key.wrapped(wrapping(workspace), place.pk()))));
        return item;
    }

    private DataKey wrapping(String workspace) {
        return DataKey.wrapping(ring.wrapping(workspace));
    }
}
