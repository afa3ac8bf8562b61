package io.muster.domain.touch;

import io.muster.domain.error.Circuit;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Everything that a claim looks at, as it was read; what of it decides is checked again in the write.
 *
 * @param standings of every contact that has a touch in the slice; a contact that is absent is not known any more
 * @param usedToday touches that each channel with a cap has carried on the UTC date of {@code now}
 * @param usedThisMinute messages that the sender of each channel with a cap has offered in the minute of {@code now}
 * @param passages what the circuit of each channel that is not simply closed lets through, in business time
 * @param carried the channels that a provider carries; a call that none carries is work for a person
 * @param claimId the invocation's, fresh for every attempt
 * @param lease how long the claim lives without being renewed
 * @param now business time
 * @param machineNow machine time
 * @param answersSince how old an answer to a contact's own text may be: the business moment of {@link
 *     Claims#ANSWER_WITHIN} ago by the machine's clock, since people wait in real time
 * @param closed ways that were looked at and found closed, by the touch's position in the slice
 * @param left those of the {@linkplain Occasion#pausing occasion's} contacts who want to be left alone by now
 */
public record ClaimRequest(
        Occasion occasion,
        Slice slice,
        Map<String, Standing> standings,
        Limits limits,
        Map<Channel, Integer> usedToday,
        Map<Channel, Integer> usedThisMinute,
        Map<Channel, Circuit.Passage> passages,
        Set<Channel> carried,
        String claimId,
        Duration lease,
        Instant now,
        Instant machineNow,
        Instant answersSince,
        Map<Integer, Obstacle.Kind> closed,
        Set<String> left) {

    public ClaimRequest {
        left = Set.copyOf(left);
        standings = Map.copyOf(standings);
        usedToday = Map.copyOf(new TreeMap<>(usedToday));
        usedThisMinute = Map.copyOf(usedThisMinute);
        passages = Map.copyOf(passages);
        closed = Map.copyOf(new TreeMap<>(closed));
        carried = Set.copyOf(carried);
    }

    /** A request where no sender has a cap on its minute, every provider may be called no way was found closed, and both clocks run alike. */
    public ClaimRequest(
            Occasion occasion,
            Slice slice,
            Map<String, Standing> standings,
            Limits limits,
            Map<Channel, Integer> usedToday,
            Set<Channel> carried,
            String claimId,
            Duration lease,
            Instant now,
            Instant machineNow) {
        this(occasion, slice, standings, limits, usedToday, carried, claimId, lease, now, machineNow, Map.of());
    }

    /** A request where no sender has a cap on its minute, every provider may be called and both clocks run alike. */
    public ClaimRequest(
            Occasion occasion,
            Slice slice,
            Map<String, Standing> standings,
            Limits limits,
            Map<Channel, Integer> usedToday,
            Set<Channel> carried,
            String claimId,
            Duration lease,
            Instant now,
            Instant machineNow,
            Map<Integer, Obstacle.Kind> closed) {
        this(
                occasion,
                slice,
                standings,
                limits,
                usedToday,
                Map.of(),
                Map.of(),
                carried,
                claimId,
                lease,
                now,
                machineNow,
                now.minus(Claims.ANSWER_WITHIN),
                closed,
                Set.of());
    }
}
