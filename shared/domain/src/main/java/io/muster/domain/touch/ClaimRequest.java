package io.muster.domain.touch;

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
 * @param carried the channels that a provider carries; a call that none carries is work for a person
 * @param claimId the invocation's, fresh for every attempt
 * @param lease how long the claim lives without being renewed
 * @param now business time
 * @param machineNow machine time
 * @param closed ways that were looked at and found closed, by the touch's position in the slice
 */
public record ClaimRequest(
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

    public ClaimRequest {
        standings = Map.copyOf(standings);
        usedToday = Map.copyOf(new TreeMap<>(usedToday));
        closed = Map.copyOf(new TreeMap<>(closed));
        carried = Set.copyOf(carried);
    }

    /** Makes a request with no way found closed. */
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
}
