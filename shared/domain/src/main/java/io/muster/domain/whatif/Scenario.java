package io.muster.domain.whatif;

import io.muster.domain.campaign.CampaignInput.Pool;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.Prospect;
import io.muster.domain.campaign.Status;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Limits;
import io.muster.domain.touch.Standing;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A campaign on the point of starting, with all of its surroundings that matter to it: what a simulation runs.
 *
 * @param start the campaign with its first wave, of which nothing has been sent
 * @param pool what its check-ins would find, at the start; whoever is passed over for a while only may be asked later
 * @param standings of everybody in the wave and in the pool
 * @param usedToday touches that each channel has carried on the UTC date of the start, in the whole workspace
 * @param carried the channels that a provider carries; on others people do the work
 * @param prices of one message, by channel; empty where the workspace gives none
 */
public record Scenario(
        CampaignState start,
        Pool pool,
        Map<String, Standing> standings,
        Limits limits,
        Map<Channel, Integer> usedToday,
        Set<Channel> carried,
        Map<Channel, Double> prices) {

    public Scenario {
        if (start.campaign().status() != Status.ACTIVE) {
            throw new IllegalArgumentException("only a campaign that starts can be simulated, and "
                    + start.campaign().key() + " is " + start.campaign().status());
        }
        standings = Map.copyOf(standings);
        usedToday = Map.copyOf(new TreeMap<>(usedToday));
        carried = Set.copyOf(carried);
        prices = Map.copyOf(new TreeMap<>(prices));
    }

    /** Returns the pool as a check-in at a moment finds it: what held somebody back for a while may be over. */
    Pool poolAt(Instant now) {
        if (pool.prospects().stream().noneMatch(prospect -> lapsed(prospect, now))) {
            return pool;
        }
        var prospects = pool.prospects().stream()
                .map(prospect -> lapsed(prospect, now) ? prospect.free() : prospect)
                .toList();
        return new Pool(prospects, pool.rates(), pool.timeToBid(), pool.enabled(), pool.checkIns(), pool.adviserAt());
    }

    private static boolean lapsed(Prospect prospect, Instant now) {
        var exclusion = prospect.exclusion();
        var until = exclusion == null ? null : exclusion.until();
        return until != null && !until.isAfter(now);
    }
}
