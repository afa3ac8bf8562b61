package io.muster.aws.store;

import io.muster.aws.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Texts and mails that came in, each with what its first delivery found out: a second one, however late, goes where the
 * first went, although the contact may have been touched by another campaign meanwhile.
 */
public final class ArrivalStore {

    /** Longer than any queue keeps a message. */
    private static final Duration KEPT = Duration.ofDays(30);

    private final Platform platform;
    private final Table table;

    public ArrivalStore(Platform platform) {
        this.platform = platform;
        this.table = Table.of(platform);
    }

    /**
     * One text or mail that came in. Neither its words nor its sender's number or address are kept.
     *
     * @param campaignId the campaign that it answers; absent where no campaign has touched its sender
     * @param contactId who sent it; absent where nobody is known by its number
     * @param at when it arrived (business time)
     * @param textedAt when it was sent, as far as its provider says, else when it arrived (machine time)
     */
    public record Arrival(
            String messageId,
            @Nullable String campaignId,
            @Nullable String contactId,
            Instant at,
            Instant textedAt) {}

    /** Returns what the first delivery found out, if there was one. */
    public Optional<Arrival> find(String workspace, String messageId) {
        return table.get(Keys.arrival(workspace, messageId)).map(item -> Items.read(Arrival.class, item));
    }

    /** Returns what the first delivery found out, which is now if there was none before. */
    public Arrival first(String workspace, String messageId, Supplier<Arrival> found) {
        var known = find(workspace, messageId);
        if (known.isPresent()) {
            return known.get();
        }
        var key = Keys.arrival(workspace, messageId);
        var arrival = found.get();
        var item = Items.write(key, arrival);
        item.put(
                "ttl",
                AttributeValue.fromN(
                        Long.toString(platform.time().machine().plus(KEPT).getEpochSecond())));
        var transaction = table.transaction();
        transaction.putIfAbsent(item);
        return transaction.commit() instanceof Transaction.Result.Committed
                ? arrival
                : Items.read(Arrival.class, table.get(key).orElseThrow());
    }
}
