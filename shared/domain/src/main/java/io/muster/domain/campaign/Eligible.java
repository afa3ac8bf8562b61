package io.muster.domain.campaign;

import io.muster.domain.campaign.CampaignInput.Pool;
import io.muster.domain.campaign.Prospect.Exclusion;
import io.muster.domain.contact.Tier;
import io.muster.domain.strategy.Strategy;
import io.muster.domain.strategy.TierRates;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Touch;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whom a wave may ask, tier by tier in rank order, and who is passed over for which reason.
 *
 * @param open those who may be asked
 * @param passedOver those who may not
 */
record Eligible(List<Prospect> open, List<PassedOver> passedOver, Set<Channel> enabled) {

    Eligible {
        open = List.copyOf(open);
        passedOver = List.copyOf(passedOver);
    }

    /** A contractor that may not be asked, and why. */
    record PassedOver(Prospect prospect, Exclusion exclusion) {}

    static Eligible of(CampaignState state, Pool pool) {
        var open = new ArrayList<Prospect>();
        var passedOver = new ArrayList<PassedOver>();
        var asked = state.touches().map(Touch::contactId).collect(Collectors.toSet());
        for (var tier : Tier.values()) {
            for (var prospect : pool.prospects()) {
                if (prospect.tier() == tier) {
                    var exclusion = passOver(state, asked, pool, prospect);
                    if (exclusion == null) {
                        open.add(prospect);
                    } else {
                        passedOver.add(new PassedOver(prospect, exclusion));
                    }
                }
            }
        }
        return new Eligible(open, passedOver, pool.enabled());
    }

    /** Returns only those of some tiers; the others are passed over. */
    Eligible in(Set<Tier> tiers) {
        var due = new ArrayList<Prospect>();
        var passed = new ArrayList<>(passedOver);
        for (var prospect : open) {
            if (tiers.contains(prospect.tier())) {
                due.add(prospect);
            } else {
                passed.add(new PassedOver(prospect, Exclusion.of(Exclusion.Reason.TIER_NOT_DUE)));
            }
        }
        return new Eligible(due, passed, enabled);
    }

    /** Returns how many are passed over, by reason. */
    Map<String, Integer> counts() {
        var counts = new TreeMap<String, Integer>();
        passedOver.forEach(passed -> counts.merge(passed.exclusion().reason().name(), 1, Integer::sum));
        return counts;
    }

    /** Returns only so many of the first; the others count as passed over. */
    Eligible first(int most) {
        if (open.size() <= most) {
            return this;
        }
        var passed = new ArrayList<>(passedOver);
        open.subList(most, open.size())
                .forEach(prospect -> passed.add(new PassedOver(prospect, Exclusion.of(Exclusion.Reason.WAVE_FULL))));
        return new Eligible(open.subList(0, most), passed, enabled);
    }

    /** Returns them as the strategy engine sees them: a tier, and a rate of their own if they have a history. */
    List<io.muster.domain.strategy.Prospect> chances(CampaignState state, Pool pool) {
        var rates = TierRates.of(Reachable.project(state), pool.rates());
        return open.stream()
                .map(prospect -> new io.muster.domain.strategy.Prospect(prospect.tier(), Ranking.own(rates, prospect)))
                .toList();
    }

    /** Returns the first of each tier, as many as the strategy contacts. */
    List<Prospect> first(Strategy strategy) {
        var left = new EnumMap<Tier, Integer>(Tier.class);
        strategy.tiers().forEach(plan -> left.put(plan.tier(), plan.toContact()));
        return open.stream()
                .filter(prospect -> left.merge(prospect.tier(), -1, Integer::sum) >= 0)
                .toList();
    }

    /** Returns the channel that an eligible prospect is asked on. */
    Channel channel(CampaignState state, Prospect prospect) {
        return channel(state, enabled, prospect.channels()).orElseThrow();
    }

    /** Returns the first channel that the campaign, the installation and the contact allow. */
    private static Optional<Channel> channel(CampaignState state, Set<Channel> enabled, List<Channel> reachable) {
        return state.campaign().channels().stream()
                .filter(enabled::contains)
                .filter(reachable::contains)
                .findFirst();
    }

    private static @Nullable Exclusion passOver(CampaignState state, Set<String> asked, Pool pool, Prospect prospect) {
        var exclusion = prospect.exclusion();
        if (exclusion != null) {
            return exclusion;
        }
        if (asked.contains(prospect.contactId())) {
            return Exclusion.of(Exclusion.Reason.ALREADY_IN_THIS_CAMPAIGN);
        }
        return channel(state, pool.enabled(), prospect.channels()).isEmpty()
                ? Exclusion.of(Exclusion.Reason.NO_CHANNEL)
                : null;
    }
}
