package io.muster.domain.campaign;

import io.muster.domain.account.Conflict;
import io.muster.domain.account.Meeting;
import io.muster.domain.account.Role;
import io.muster.domain.reply.ReplyClass;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is to be told of an account beside what every campaign's report tells: of its people and of how its sequence went.
 *
 * @param people everybody whom it may touch, the best first, whether or not anybody touched them
 * @param answers what people answered, in the order in which it was heard
 * @param conflicts what spoke against going on, each time that it was found
 * @param pauses when nothing was sent, and why
 * @param meetings that were ever entered, by when they were first
 * @param deals what was told of a deal, in order; the last holds
 * @param references messages that named a colleague and went out, or may have
 */
public record AccountReport(
        List<PersonLine> people,
        List<AnswerLine> answers,
        List<ConflictLine> conflicts,
        List<PauseLine> pauses,
        List<MeetingLine> meetings,
        List<DealLine> deals,
        List<ReferenceLine> references) {

    public AccountReport {
        people = List.copyOf(people);
        answers = List.copyOf(answers);
        conflicts = List.copyOf(conflicts);
        pauses = List.copyOf(pauses);
        meetings = List.copyOf(meetings);
        deals = List.copyOf(deals);
        references = List.copyOf(references);
    }

    /**
     * Somebody of the account.
     *
     * @param priority by title, 10 to 100
     * @param inquired whether they came to us with a question of their own
     * @param reached touches that reached them, or may have
     * @param lastReachedAt when the latest of these went
     * @param answer their strongest answer
     */
    public record PersonLine(
            String contactId,
            Role role,
            int priority,
            boolean inquired,
            int reached,
            @Nullable Instant lastReachedAt,
            Response.@Nullable Answer answer) {}

    /**
     * Something that somebody answered.
     *
     * @param reading what their words were read as; absent for a text of one word, and where somebody else has judged them
     */
    public record AnswerLine(
            Instant at,
            String contactId,
            @Nullable Role role,
            Response.Answer answer,
            @Nullable ReplyClass reading) {}

    /**
     * Something that spoke against going on.
     *
     * @param contactId who caused it; absent where nobody of the account did
     */
    public record ConflictLine(
            Instant at, Conflict conflict, @Nullable String contactId) {}

    /**
     * A time in which nothing was sent.
     *
     * @param until when it went on or ended; absent while it lasts
     * @param conflicts what was found before or while it lasted
     * @param said what whoever paused it gave as the reason
     */
    public record PauseLine(
            Instant from,
            @Nullable Instant until,
            Set<Conflict> conflicts,
            @Nullable String said) {

        public PauseLine {
            conflicts = Collections.unmodifiableSet(new TreeSet<>(conflicts));
        }
    }

    /** What became of a meeting. */
    public enum Fate {
        /** It stands in the calendar, or stood there when the campaign was called off. */
        SCHEDULED,
        /** Its time has passed, and nobody had taken it out: the campaign's goal. */
        HELD,
        /** Somebody took it out. */
        REMOVED
    }

    /** A meeting as it was last entered. */
    public record MeetingLine(Meeting meeting, Fate fate) {}

    /** What was told of a deal. */
    public record DealLine(Instant at, boolean won) {}

    /**
     * A message that named a colleague.
     *
     * @param contactId who read it
     * @param colleagueId who was named
     * @param inquired whether it said that the colleague came with a question, and was not only written to
     */
    public record ReferenceLine(@Nullable Instant at, String contactId, String colleagueId, boolean inquired) {}
}
