package io.muster.aws.store;

import io.muster.domain.error.Category;
import io.muster.domain.error.Severity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message that was given up: what an operator needs to decide whether it is to be tried again. Never what it says about
 * a person, and never the text of an exception.
 *
 * @param id follows from the message's, so that one is filed once
 * @param queue the queue that it was for
 * @param type what kind of message it says it is; absent when it does not
 * @param campaignId the campaign that it says it is about; absent when it does not
 * @param code the reason's stable word
 * @param failure class of the last failure
 * @param firstFailureAt machine time, as are all moments here
 * @param body the body with everything taken out that may be somebody's
 * @param decidedBy who redrove or discarded it
 * @param why what whoever discarded it said
 * @param version raised by every write
 */
public record DeadLetter(
        String id,
        String queue,
        String messageId,
        @Nullable String type,
        @Nullable String campaignId,
        Category category,
        Severity severity,
        String code,
        String failure,
        int receives,
        Instant firstFailureAt,
        Instant lastFailureAt,
        Instant filedAt,
        String body,
        State state,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String why,
        long version) {

    /** What became of it. */
    public enum State {
        /** Waits for somebody to decide. */
        OPEN,
        /** Went back to its queue. */
        REDRIVEN,
        /** Was put away for good. */
        DISCARDED
    }

    /** Returns it with what somebody decided. */
    DeadLetter decided(State next, String by, Instant at, @Nullable String reason) {
        return new DeadLetter(
                id,
                queue,
                messageId,
                type,
                campaignId,
                category,
                severity,
                code,
                failure,
                receives,
                firstFailureAt,
                lastFailureAt,
                filedAt,
                body,
                next,
                by,
                at,
                reason,
                version + 1);
    }
}
