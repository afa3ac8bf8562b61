package io.muster.domain.whatif;

import io.muster.domain.campaign.CampaignState;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.ClaimDecision.Verdict;
import io.muster.domain.touch.Obstacle;
import io.muster.domain.touch.Slice;
import io.muster.domain.touch.Touch;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/** Counts in one run which touches could not go when they were due, and why; each once for each reason. */
final class HeldBack {

    /** What became of a touch that was held back. */
    enum Turn {
        /** It waited. */
        MOVED,
        /** No moment before the deadline would do: it became work for a person. */
        BY_PERSON,
        /** It will never go. */
        LOST
    }

    private record Case(int wave, int index, int position, Obstacle.Kind because, Turn turn) {}

    private final Set<Case> seen = new HashSet<>();
    private final Map<Turn, Map<Obstacle.Kind, Integer>> counts = new EnumMap<>(Turn.class);

    /** Returns the same counts, to be counted on. */
    HeldBack copy() {
        var copy = new HeldBack();
        seen.forEach(copy::note);
        return copy;
    }

    /** Returns how many touches took a turn, by reason. */
    Map<Obstacle.Kind, Integer> counts(Turn turn) {
        return counts.getOrDefault(turn, Map.of());
    }

    /** Notes whom the hours of its channel and place keep waiting from the moment when it was planned. */
    void planned(CampaignState state, List<Slice> slices, Instant at) {
        for (var slice : slices) {
            for (int position = 0; position < slice.touches().size(); position++) {
                var touch = slice.touches().get(position);
                var notBefore = touch.notBefore();
                if (touch.kind().notice()) {
                    continue;
                }
                if (notBefore != null && notBefore.isAfter(at)) {
                    note(slice, position, Obstacle.Kind.QUIET_HOURS, Turn.MOVED);
                } else if (insteadOfMessage(state, touch)) {
                    note(slice, position, Obstacle.Kind.QUIET_HOURS, Turn.BY_PERSON);
                }
            }
        }
    }

    /** A touch is planned by hand for want of an open hour, unless its campaign or its contact is served by hand anyway. */
    private static boolean insteadOfMessage(CampaignState state, Touch touch) {
        return touch.channel() == Channel.MANUAL
                && !state.campaign().channels().contains(Channel.MANUAL)
                && state.touches()
                        .noneMatch(earlier -> earlier.contactId().equals(touch.contactId())
                                && earlier.channel() == Channel.MANUAL
                                && !earlier.equals(touch));
    }

    /** Notes what the gates said of a slice. */
    void judged(Slice slice, SortedMap<Integer, Verdict> verdicts) {
        verdicts.forEach((position, verdict) -> {
            switch (verdict) {
                case Verdict.Held(var _, var because) ->
                    because.forEach(obstacle -> note(slice, position, obstacle.kind(), Turn.MOVED));
                case Verdict.ForPerson(var because) ->
                    because.stream()
                            .limit(1)
                            .forEach(obstacle -> note(slice, position, obstacle.kind(), Turn.BY_PERSON));
                case Verdict.Skipped(var reason) -> {
                    if (reason != Obstacle.Kind.ANSWERED) {
                        note(slice, position, reason, Turn.LOST);
                    }
                }
                case Verdict.Failed(var reason) -> note(slice, position, reason, Turn.LOST);
                case Verdict.Claimable _, Verdict.Gone _ -> {}
            }
        });
    }

    private void note(Slice slice, int position, Obstacle.Kind because, Turn turn) {
        note(new Case(slice.wave(), slice.index(), position, because, turn));
    }

    private void note(Case held) {
        if (seen.add(held)) {
            counts.computeIfAbsent(held.turn(), _ -> new EnumMap<>(Obstacle.Kind.class))
                    .merge(held.because(), 1, Integer::sum);
        }
    }
}
