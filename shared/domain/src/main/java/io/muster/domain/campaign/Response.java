package io.muster.domain.campaign;

import io.muster.domain.contact.Tier;
import io.muster.domain.reply.ReplyClass;
import io.muster.domain.reply.Sentiment;
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

    /**
     * Returns whether this answer keeps its contact from further messages of its campaign: every one does, until somebody
     * who takes up a sequence again settles it; a no is never settled.
     */
    public boolean holds(Campaign campaign) {
        return answer.negative() || !campaign.sequenceOrStart().settled(at);
    }

    /** Returns whether somebody has said something that nobody has settled; who merely opted out has said no more. */
    public boolean toBeRead(Campaign campaign) {
        return answer != Answer.OPTED_OUT && !campaign.sequenceOrStart().settled(at);
    }

    /** What an answer says, weakest first. */
    public enum Answer {
        NEUTRAL,
        POSITIVE,
        DECLINED,
        OPTED_OUT,
        BID;

        /**
         * Returns what a campaign makes of a reply: who wants out is out, sure or not; a meeting is a good sign, and so is
         * whatever sounds glad; a mere question, and a bad mood without a no, are an answer and no more.
         */
        public static Answer of(ReplyClass reply) {
            return switch (reply.intent()) {
                case UNSUBSCRIBE -> OPTED_OUT;
                case NOT_INTERESTED -> DECLINED;
                case WANTS_MEETING -> POSITIVE;
                case WANTS_INFO, OTHER -> reply.sentiment() == Sentiment.POSITIVE ? POSITIVE : NEUTRAL;
            };
        }

        /** Returns the stronger of the two. */
        public Answer stronger(Answer other) {
            return compareTo(other) >= 0 ? this : other;
        }

        /** Returns whether the contact will not bid any more. */
        public boolean negative() {
            return this == DECLINED || this == OPTED_OUT;
        }
    }

    /**
     * A bid.
     *
     * @param id the bid's id where it was made
     * @param receivedAt when the contact's first bid was received, which decides whether it was in time
     */
    public record Bid(
            String id, @Nullable Money amount, @Nullable String note, Instant receivedAt) {}

    /** How a bid stood when it was recorded. */
    public enum Standing {
        /** In time and towards the goal. */
        COUNTED,
        /** In time, with the goal met already. */
        SURPLUS,
        /** After the deadline or the cancellation. */
        LATE
    }
}
