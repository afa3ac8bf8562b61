package io.muster.domain.touch;

import java.time.ZoneId;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How a contact stands towards a campaign that wants to reach it.
 *
 * @param channels those for which it has an address, and consent where the channel needs it
 * @param zone where it is; absent when unknown
 * @param state its US state, two letters, where it is in one
 * @param answered whether it has answered this campaign in any way
 * @param holderLives whether the campaign that holds it, if one does, still runs: an ended one holds nobody
 */
public record Standing(
        Gate gate,
        Set<Channel> channels,
        @Nullable ZoneId zone,
        @Nullable String state,
        boolean answered,
        boolean holderLives) {

    public Standing {
        channels = Collections.unmodifiableSet(new TreeSet<>(channels));
    }

    /** Returns the same contact behind another gate. */
    public Standing with(Gate next) {
        return new Standing(next, channels, zone, state, answered, holderLives);
    }
}
