package io.muster.domain.account;

import io.muster.domain.touch.Touch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How far an account campaign has come, beside what every campaign's head tells.
 *
 * @param steps touches planned so far; another channel in place of one that failed is no step of its own
 * @param conflicts what was found and nobody has settled
 * @param meetings in the calendar, by when they end
 * @param byHand whether somebody, and not only a conflict, has paused it
 * @param settledAt when somebody last resumed it, which settles what came back before; absent while nobody has
 * @param gone contacts whose leaving pauses it, and has, or who had left before it began: each pauses it once
 * @param looked contacts of whom a person has been asked to look at an answer since somebody last resumed it
 */
public record Sequence(
        int steps,
        Set<Conflict> conflicts,
        List<Meeting> meetings,
        boolean byHand,
        @Nullable Instant settledAt,
        Set<String> gone,
        Set<String> looked) {

    /** The most meetings in the calendar at once. */
    public static final int MOST_MEETINGS = 10;

    /** Of a campaign that has not begun. */
    public static final Sequence START = new Sequence(0, Set.of(), List.of(), false, null, Set.of(), Set.of());

    public Sequence {
        conflicts = Collections.unmodifiableSet(new TreeSet<>(conflicts));
        meetings = List.copyOf(meetings);
        gone = Collections.unmodifiableSet(new TreeSet<>(gone));
        looked = Collections.unmodifiableSet(new TreeSet<>(looked));
    }

    /** Returns it one touch later. */
    public Sequence stepped() {
        return new Sequence(steps + 1, conflicts, meetings, byHand, settledAt, gone, looked);
    }

    /** Returns it with more conflicts. */
    public Sequence with(Set<Conflict> found) {
        var all = EnumSet.noneOf(Conflict.class);
        all.addAll(conflicts);
        all.addAll(found);
        return new Sequence(steps, all, meetings, byHand, settledAt, gone, looked);
    }

    /** Returns it with what became of a deal, in place of what was told of one before. */
    public Sequence withDeal(Conflict deal) {
        var rest = new TreeSet<>(conflicts);
        rest.removeAll(Set.of(Conflict.DEAL_WON, Conflict.DEAL_LOST));
        return new Sequence(steps, rest, meetings, byHand, settledAt, gone, looked).with(Set.of(deal));
    }

    /** Returns it knowing that these contacts have left, too. */
    public Sequence leftBy(Set<String> contactIds) {
        var all = new TreeSet<>(gone);
        all.addAll(contactIds);
        return new Sequence(steps, conflicts, meetings, byHand, settledAt, all, looked);
    }

    /** Returns it as a person is asked to look at an answer of these contacts, too. */
    public Sequence lookedAt(Set<String> contactIds) {
        var all = new TreeSet<>(looked);
        all.addAll(contactIds);
        return new Sequence(steps, conflicts, meetings, byHand, settledAt, gone, all);
    }

    /** Returns it with a meeting in the calendar, in place of the one of the same id. */
    public Sequence meeting(Meeting next) {
        var all = without(next.id());
        all.add(next);
        all.sort(Comparator.comparing(Meeting::endsAt).thenComparing(Meeting::id));
        return new Sequence(steps, conflicts, all, byHand, settledAt, gone, looked)
                .with(Set.of(Conflict.MEETING_SCHEDULED));
    }

    /** Returns it without a meeting, and without what the last one stood for. */
    public Sequence withoutMeeting(String id) {
        var others = without(id);
        var rest = new TreeSet<>(conflicts);
        if (others.isEmpty()) {
            rest.remove(Conflict.MEETING_SCHEDULED);
        }
        return new Sequence(steps, rest, others, byHand, settledAt, gone, looked);
    }

    /** Returns whether a meeting is in the calendar. */
    public boolean meets(String id) {
        return meeting(id).isPresent();
    }

    /** Returns a meeting in the calendar. */
    public Optional<Meeting> meeting(String id) {
        return meetings.stream().filter(meeting -> meeting.id().equals(id)).findFirst();
    }

    /** Returns when the last meeting will have been held; empty where none is in the calendar. */
    public Optional<Instant> met() {
        return meetings.stream().map(Meeting::endsAt).max(Comparator.naturalOrder());
    }

    private List<Meeting> without(String id) {
        return new ArrayList<>(
                meetings.stream().filter(meeting -> !meeting.id().equals(id)).toList());
    }

    /** Returns it paused by somebody's hand. */
    public Sequence paused() {
        return new Sequence(steps, conflicts, meetings, true, settledAt, gone, looked);
    }

    /** Returns it as somebody takes it up again: what has been found and what came back is settled. */
    public Sequence resumed(Instant at) {
        return new Sequence(steps, Set.of(), meetings, false, at, gone, Set.of());
    }

    /** Returns whether a touch that waits was due before somebody resumed, and is planned anew. */
    public boolean overtaken(Touch touch) {
        return touch.overtaken(settledAt);
    }

    /** Returns whether an answer of a moment has been settled. */
    public boolean settled(Instant answeredAt) {
        return settledAt != null && !answeredAt.isAfter(settledAt);
    }
}
