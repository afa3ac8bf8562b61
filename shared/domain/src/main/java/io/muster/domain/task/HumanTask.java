package io.muster.domain.task;

import io.muster.domain.touch.Channel;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Work that only a person can do: a call, an outreach by hand, a warning to look at.
 *
 * @param id deterministic: the same cause makes the same task once; a touch's id where the task is one
 * @param campaignId the campaign that needs it
 * @param contactId whom it concerns, if one contact
 * @param subject one line
 * @param instructions what to do, with the text to read or paste
 * @param dueAt when it stops being useful
 * @param doneAt when it was closed, in whatever way
 * @param channel on which the contact is to be reached, where it is one contact's
 * @param profileUrl where the contact can be written to, where that is known
 * @param assignee who took it on
 * @param outcome what came of it, once it is done
 * @param comment what whoever did it had to say
 * @param closedBy who closed it
 * @param closedBecause why it was closed without being done
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
        @Nullable Instant doneAt,
        @Nullable Channel channel,
        @Nullable String profileUrl,
        @Nullable String assignee,
        @Nullable Outcome outcome,
        @Nullable String comment,
        @Nullable String closedBy,
        @Nullable String closedBecause) {

    /** A task that nobody has taken on or closed. */
    public HumanTask(
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
        this(
                id,
                kind,
                campaignId,
                contactId,
                subject,
                instructions,
                createdAt,
                dueAt,
                state,
                doneAt,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** What kind of work it is. */
    public enum Kind {
        CALL,
        OUTREACH,
        ALERT
    }

    /** Whether it waits for somebody. */
    public enum State {
        OPEN,
        DONE,
        /** Nobody needs it any more. */
        CANCELLED,
        /** Its time ran out before anybody did it. */
        EXPIRED
    }

    /** What came of it. */
    public enum Outcome {
        REACHED,
        NO_ANSWER,
        WRONG_NUMBER,
        SENT,
        NOT_POSSIBLE,
        DECLINED,
        OPTED_OUT,
        OTHER
    }

    /** Returns what can come of this task; only a contact can decline or opt out. */
    public Set<Outcome> outcomes() {
        return Collections.unmodifiableSet(
                switch (kind) {
                    case CALL -> EnumSet.complementOf(EnumSet.of(Outcome.SENT));
                    case OUTREACH ->
                        contactId == null
                                ? EnumSet.of(Outcome.SENT, Outcome.REACHED, Outcome.NOT_POSSIBLE, Outcome.OTHER)
                                : EnumSet.complementOf(EnumSet.of(Outcome.WRONG_NUMBER));
                    case ALERT -> EnumSet.of(Outcome.SENT, Outcome.REACHED, Outcome.NOT_POSSIBLE, Outcome.OTHER);
                });
    }

    /** Returns this task with the way on which its contact is to be reached. */
    public HumanTask reaching(@Nullable Channel by, @Nullable String url) {
        return with(state, doneAt, by, url, assignee, outcome, comment, closedBy, closedBecause);
    }

    /** Returns this task with everything that may say who its contact is put otherwise. */
    public HumanTask retold(UnaryOperator<String> telling) {
        return new HumanTask(
                id,
                kind,
                campaignId,
                contactId,
                telling.apply(subject),
                telling.apply(instructions),
                createdAt,
                dueAt,
                state,
                doneAt,
                channel,
                profileUrl == null ? null : telling.apply(profileUrl),
                assignee,
                outcome,
                comment == null ? null : telling.apply(comment),
                closedBy,
                closedBecause);
    }

    HumanTask assigned(String to) {
        return with(state, doneAt, channel, profileUrl, to, outcome, comment, closedBy, closedBecause);
    }

    HumanTask done(Outcome result, @Nullable String remark, String by, Instant at) {
        return with(State.DONE, at, channel, profileUrl, assignee, result, remark, by, null);
    }

    HumanTask closed(State as, String because, String by, Instant at) {
        return with(as, at, channel, profileUrl, assignee, null, null, by, because);
    }

    HumanTask reopened() {
        return with(State.OPEN, null, channel, profileUrl, assignee, null, null, null, null);
    }

    private HumanTask with(
            State nextState,
            @Nullable Instant closedAt,
            @Nullable Channel by,
            @Nullable String url,
            @Nullable String who,
            @Nullable Outcome result,
            @Nullable String remark,
            @Nullable String closer,
            @Nullable String because) {
        return new HumanTask(
                id,
                kind,
                campaignId,
                contactId,
                subject,
                instructions,
                createdAt,
                dueAt,
                nextState,
                closedAt,
                by,
                url,
                who,
                result,
                remark,
                closer,
                because);
    }
}
