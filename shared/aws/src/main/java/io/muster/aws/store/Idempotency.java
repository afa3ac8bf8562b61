package io.muster.aws.store;

import io.muster.aws.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * What requests with an idempotency key made, for a day: the answer is written in the transaction that does the work, so
 * that it stands exactly when the work is done.
 */
public final class Idempotency {

    /** How long a key is remembered (machine time). */
    public static final Duration REMEMBERED = Duration.ofHours(24);

    private static final String FREE = "attribute_not_exists(pk) OR #ttl <= :now";

    private final Table table;
    private final Platform platform;

    public Idempotency(Platform platform) {
        this.platform = platform;
        this.table = Table.of(platform);
    }

    /**
     * A request that may come twice.
     *
     * @param key what the client calls it
     * @param fingerprint a hash of what it asks, so that the same key with another request is noticed
     */
    public record Request(String key, String fingerprint) {}

    /**
     * What a request made.
     *
     * @param result the id of what was made, or the answer itself
     * @param details what the answer said beside what is stored of the thing, packed; absent where it said no more
     */
    public record Entry(
            String fingerprint, String result, @Nullable String details) {

        Entry(String fingerprint, String result) {
            this(fingerprint, result, null);
        }

        /** Returns the details as they were told. */
        public Optional<String> told() {
            return Optional.ofNullable(details).map(Packed::unpack);
        }
    }

    /** Writes the answer of a request whose work repeats harmlessly; returns the answer that stands, maybe another's. */
    public Entry remember(String workspace, Request request, String result) {
        var transaction = table.transaction();
        int index = remember(transaction, workspace, request, result);
        return switch (transaction.commit()) {
            case Transaction.Result.Committed _ -> new Entry(request.fingerprint(), result);
            case Transaction.Result.Rejected rejected ->
                entry(rejected.item(index).orElseThrow());
            case Transaction.Result.Conflict _ ->
                find(workspace, request.key()).orElse(new Entry(request.fingerprint(), result));
        };
    }

    /** Adds the answer of a request to the transaction that does its work; returns the write's index. */
    public int remember(Transaction transaction, String workspace, Request request, String result) {
        return remember(transaction, workspace, new Entry(request.fingerprint(), result), request.key());
    }

    /** As the other, with what the answer says beside what is stored. */
    public int remember(Transaction transaction, String workspace, Request request, String result, String details) {
        var entry = new Entry(request.fingerprint(), result, details.isEmpty() ? null : Packed.pack(details));
        return remember(transaction, workspace, entry, request.key());
    }

    private int remember(Transaction transaction, String workspace, Entry entry, String key) {
        var now = platform.time().machine();
        return transaction.put(item(workspace, key, entry), FREE, Map.of("#ttl", "ttl"), Map.of(":now", seconds(now)));
    }

    private Map<String, AttributeValue> item(String workspace, String key, Entry entry) {
        var item = Items.write(Keys.idempotency(workspace, key), entry);
        item.put("ttl", seconds(platform.time().machine().plus(REMEMBERED)));
        return item;
    }

    /** Takes a key for a request whose work may begin once this returns nothing; else returns what the key stands for. */
    public Optional<Entry> begin(String workspace, Request request, String result) {
        try {
            table.client()
                    .putItem(put -> put.tableName(table.name())
                            .item(item(workspace, request.key(), new Entry(request.fingerprint(), result)))
                            .conditionExpression(FREE)
                            .expressionAttributeNames(Map.of("#ttl", "ttl"))
                            .expressionAttributeValues(
                                    Map.of(":now", seconds(platform.time().machine()))));
            return Optional.empty();
        } catch (ConditionalCheckFailedException taken) {
            return Optional.of(find(workspace, request.key()).orElseThrow(() -> taken));
        }
    }

    /** Replaces the answer of a request that had begun by what became of it. */
    public void settle(String workspace, Request request, String result) {
        table.put(item(workspace, request.key(), new Entry(request.fingerprint(), result)));
    }

    /** Gives back a key that was taken for work which certainly did not happen, so that it may be tried again. */
    public void release(String workspace, Request request) {
        var item = item(workspace, request.key(), new Entry(request.fingerprint(), ""));
        item.put("ttl", seconds(platform.time().machine()));
        table.put(item);
    }

    /** Returns what a key made in the last day. */
    public Optional<Entry> find(String workspace, String key) {
        return table.get(Keys.idempotency(workspace, key))
                .filter(item ->
                        Items.number(item, "ttl") > platform.time().machine().getEpochSecond())
                .map(Idempotency::entry);
    }

    /** Returns what an item of this store holds. */
    public static Entry entry(Map<String, AttributeValue> item) {
        return Items.read(Entry.class, item);
    }

    private static AttributeValue seconds(Instant moment) {
        return AttributeValue.fromN(Long.toString(moment.getEpochSecond()));
    }
}
