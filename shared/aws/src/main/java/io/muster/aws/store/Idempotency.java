package io.muster.aws.store;

import io.muster.aws.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What requests with an idempotency key made, for a day: the answer is written in the transaction that does the work, so
 * that it stands exactly when the work is done.
 */
public final class Idempotency {

    /** How long a key is remembered (machine time). */
    public static final Duration REMEMBERED = Duration.ofHours(24);

    private final Table table;
    private final Platform platform;

    public Idempotency(Platform platform) {
        this.platform = platform;
        this.table = new Table(platform.dynamoDb(), platform.installation().table());
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
     */
    public record Entry(String fingerprint, String result) {}

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
        var now = platform.time().machine();
        var item = Items.write(Keys.idempotency(workspace, request.key()), new Entry(request.fingerprint(), result));
        item.put("ttl", seconds(now.plus(REMEMBERED)));
        return transaction.put(
                item, "attribute_not_exists(pk) OR #ttl <= :now", Map.of("#ttl", "ttl"), Map.of(":now", seconds(now)));
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
