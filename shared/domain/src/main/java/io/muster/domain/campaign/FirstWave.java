package io.muster.domain.campaign;

import io.muster.domain.campaign.CampaignInput.Pool;
import io.muster.domain.campaign.Prospect.Exclusion;
import io.muster.domain.campaign.Prospect.Exclusion.Reason;
import io.muster.domain.contact.Tier;
import io.muster.domain.strategy.Feasibility;
import io.muster.domain.strategy.Recommendation;
import io.muster.domain.strategy.RiskFactor;
import io.muster.domain.strategy.Strategy;
import io.muster.domain.strategy.StrategyEngine;
import io.muster.domain.strategy.StrategyRequest;
import io.muster.domain.strategy.TierCaps;
import io.muster.domain.strategy.Timeline;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The wave that a campaign starts with: the smallest that reaches the wanted chance, within the tiers' caps.
 *
 * @param considered everybody who was looked at, with the reason why chosen or passed over; chosen first in each tier
 */
public record FirstWave(Strategy strategy, Wave wave, List<Considered> considered) {

    public FirstWave {
        considered = List.copyOf(considered);
    }

    /** Returns the first wave of a campaign that starts at a moment. */
    public static FirstWave plan(CampaignState state, Instant at, Instant deadline, Pool pool) {
        var campaign = state.campaign();
        var request = state.request();
        var eligible = Eligible.of(state, pool);
        var planned = StrategyEngine.plan(new StrategyRequest(
                campaign.needed(),
                campaign.confidence(),
                new Timeline(campaign.urgency(), at, deadline),
                Reachable.hours(state),
                eligible.chances(state, pool),
                Reachable.project(state),
                pool.rates(),
                pool.timeToBid(),
                TierCaps.DEFAULT,
                request.costs(),
                pool.checkIns()));
        var chosen = eligible.first(planned);
        var strategy = planned.with(RiskFactor.QUIET_HOURS, mostlyHeld(state, eligible, chosen, at));
        var outcome = new Wave.Outcome(
                strategy.pSuccess(),
                strategy.feasibility() == Feasibility.FEASIBLE,
                strategy.missing().isPresent() ? strategy.missing().getAsInt() : null,
                strategy.risks().stream().map(RiskFactor::sentence).toList(),
                strategy.recommendations().stream()
                        .map(Recommendation::sentence)
                        .toList());
        var wave = Wave.of(state, at, deadline, chosen, eligible, outcome);
        return new FirstWave(strategy, wave, considered(eligible, strategy, wave.plan()));
    }

    /** Each message has its own hours: its channel's, where its contact is. */
    private static boolean mostlyHeld(CampaignState state, Eligible eligible, List<Prospect> chosen, Instant at) {
        long held = chosen.stream()
                .filter(prospect -> !Reachable.open(state, eligible.channel(state, prospect), prospect.zone(), at))
                .count();
        return 2 * held > chosen.size();
    }

    private static List<Considered> considered(Eligible eligible, Strategy strategy, WavePlan plan) {
        var open = eligible.open().stream().map(prospect -> {
            var why = plan.reasons().get(prospect.contactId());
            return why == null
                    ? Considered.passedOver(prospect, Exclusion.of(left(strategy, prospect.tier())))
                    : Considered.chosen(prospect, why);
        });
        var passedOver = eligible.passedOver().stream()
                .map(passed -> Considered.passedOver(passed.prospect(), passed.exclusion()));
        return Stream.concat(open, passedOver)
                .sorted(Comparator.comparing(Considered::tier))
                .toList();
    }

    /** Whoever is left of a tier was kept out by its cap if the wave had to go on without it. */
    private static Reason left(Strategy strategy, Tier tier) {
        boolean full = strategy.tiers().stream()
                .anyMatch(plan ->
                        plan.tier() == tier && plan.toContact() >= TierCaps.DEFAULT.of(tier, strategy.needed()));
        boolean goesOn = strategy.feasibility() == Feasibility.INFEASIBLE
                || strategy.tiers().stream().anyMatch(plan -> plan.tier().compareTo(tier) > 0 && plan.toContact() > 0);
        return full && goesOn ? Reason.TIER_FULL : Reason.NOT_NEEDED;
    }
}
