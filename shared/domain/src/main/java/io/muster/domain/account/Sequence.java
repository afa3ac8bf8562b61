package io.muster.domain.account;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How far an account campaign has come, beside what every campaign's head tells.
 *
 * @param steps touches planned so far; another channel in place of one that failed is no step of its own
 * @param conflicts what was found and nobody has settled
 * @param byHand whether somebody, and not only a conflict, has paused it
 * @param settledAt when somebody last resumed it, which settles what came back before; absent while nobody has
 */
public record Sequence(
        int steps,
        Set<Conflict> conflicts,
        @Nullable Meeting meeting,
        boolean byHand,
        @Nullable Instant settledAt) {

    /** Of a campaign that has not begun. */
    public static final Sequence START = new Sequence(0, Set.of(), null, false, null);

    public Sequence {
        conflicts = Collections.unmodifiableSet(new TreeSet<>(conflicts));
    }

    /** Returns it one touch later. */
    public Sequence stepped() {
        return new Sequence(steps + 1, conflicts, meeting, byHand, settledAt);
    }

    /** Returns it with more conflicts. */
    public Sequence with(Set<Conflict> found) {
        var all = EnumSet.noneOf(Conflict.class);
        all.addAll(conflicts);
        all.addAll(found);
        return new Sequence(steps, all, meeting, byHand, settledAt);
    }

    /** Returns it with a meeting in the calendar. */
    public Sequence meeting(Meeting next) {
        return new Sequence(steps, conflicts, next, byHand, settledAt).with(Set.of(Conflict.MEETING_SCHEDULED));
    }

    /** Returns it without a meeting, and without what it stood for. */
    public Sequence withoutMeeting() {
        var rest = new TreeSet<>(conflicts);
        rest.remove(Conflict.MEETING_SCHEDULED);
        return new Sequence(steps, rest, null, byHand, settledAt);
    }

    /** Returns it paused by somebody's hand. */
    public Sequence paused() {
        return new Sequence(steps, conflicts, meeting, true, settledAt);
    }

    /** Returns it as somebody takes it up again: what has been found and what came back is settled. */
    public Sequence resumed(Instant at) {
        return new Sequence(steps, Set.of(), meeting, false, at);
    }

    /** Returns whether an answer of a moment has been settled. */
    public boolean settled(Instant answeredAt) {
        return settledAt != null && !answeredAt.isAfter(settledAt);
    }
}
