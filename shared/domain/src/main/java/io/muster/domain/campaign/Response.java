package io.muster.domain.campaign;

import io.muster.domain.contact.Tier;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one contact did back, in one campaign: one record a contact, however often it answers.
 *
 * @param tier the contact's tier when it was asked; absent when it was never asked
 * @param answer the strongest answer so far: a bid outweighs everything
 * @param firstAt when the first answer came
 * @param at when the latest answer came
 * @param bid the bid, its latest revision
 */
public record Response(
        String contactId,
        @Nullable Tier tier,
        Answer answer,
        Instant firstAt,
        Instant at,
        @Nullable Bid bid) {

    /** What an answer says, weakest first. */
    public enum Answer {
        NEUTRAL,
        POSITIVE,
        DECLINED,
        OPTED_OUT,
        BID
    }

    /**
     * A bid.
     *
     * @param id the bid's id where it was made
     * @param receivedAt when it was received, which decides whether it was in time
     * @param standing whether it counts
     */
    public record Bid(
            String id, @Nullable Money amount, @Nullable String note, Instant receivedAt, Standing standing) {}

    /** Whether a bid counts towards the goal. */
    public enum Standing {
        COUNTED,
        SURPLUS,
        LATE
    }
}
