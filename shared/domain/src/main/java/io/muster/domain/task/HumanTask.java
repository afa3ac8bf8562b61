package io.muster.domain.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Work that only a person can do: a call, an outreach by hand, a warning to look at.
 *
 * @param id deterministic: the same cause makes the same task once
 * @param campaignId the campaign that needs it
 * @param contactId whom it concerns, if one contact
 * @param subject one line
 * @param instructions what to do, with the text to read or paste
 * @param dueAt when it stops being useful
 */
public record HumanTask(
        String id,
        Kind kind,
        String campaignId,
        @Nullable String contactId,
        String subject,
        String instructions,
        Instant createdAt,
        @Nullable Instant dueAt,
        State state,
        @Nullable Instant doneAt) {

    /** What kind of work it is. */
    public enum Kind {
        CALL,
        OUTREACH,
        ALERT
    }

    /** Whether it waits for somebody. */
    public enum State {
        OPEN,
        DONE
    }

    /** Returns this task as done. */
    public HumanTask done(Instant at) {
        return new HumanTask(id, kind, campaignId, contactId, subject, instructions, createdAt, dueAt, State.DONE, at);
    }
}
