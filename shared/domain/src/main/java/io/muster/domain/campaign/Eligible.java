package io.muster.domain.campaign;

import io.muster.domain.campaign.CampaignInput.Pool;
import io.muster.domain.campaign.Prospect.Exclusion;
import io.muster.domain.contact.Tier;
import io.muster.domain.strategy.Strategy;
import io.muster.domain.strategy.TierRates;
import io.muster.domain.touch.Channel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whom a wave may ask, tier by tier in rank order, and how many are passed over for which reason.
 *
 * @param open those who may be asked
 * @param passedOver how many may not, by reason
 */
record Eligible(List<Prospect> open, Map<String, Integer> passedOver, Set<Channel> enabled) {

    static Eligible of(CampaignState state, Pool pool) {
        var open = new ArrayList<Prospect>();
        var passedOver = new TreeMap<String, Integer>();
        for (var tier : Tier.values()) {
            for (var prospect : pool.prospects()) {
                if (prospect.tier() == tier) {
                    var reason = passOver(state, pool, prospect);
                    if (reason == null) {
                        open.add(prospect);
                    } else {
                        passedOver.merge(reason.name(), 1, Integer::sum);
                    }
                }
            }
        }
        return new Eligible(List.copyOf(open), passedOver, pool.enabled());
    }

    /** Returns only those of some tiers; the others count as passed over. */
    Eligible in(Set<Tier> tiers) {
        var left = new TreeMap<>(passedOver);
        var others = (int) open.stream()
                .filter(prospect -> !tiers.contains(prospect.tier()))
                .count();
        if (others > 0) {
            left.put("TIER_NOT_DUE", others);
        }
        return new Eligible(
                open.stream()
                        .filter(prospect -> tiers.contains(prospect.tier()))
                        .toList(),
                left,
                enabled);
    }

    /** Returns only so many of the first; the others count as passed over. */
    Eligible first(int most) {
        if (open.size() <= most) {
            return this;
        }
        var left = new TreeMap<>(passedOver);
        left.put("WAVE_FULL", open.size() - most);
        return new Eligible(List.copyOf(open.subList(0, most)), left, enabled);
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

    private static Exclusion.@Nullable Reason passOver(CampaignState state, Pool pool, Prospect prospect) {
        var exclusion = prospect.exclusion();
        if (exclusion != null) {
            return exclusion.reason();
        }
        if (state.asked(prospect.contactId())) {
            return Exclusion.Reason.ALREADY_IN_THIS_CAMPAIGN;
        }
        return channel(state, pool.enabled(), prospect.channels()).isEmpty() ? Exclusion.Reason.NO_CHANNEL : null;
    }
}
