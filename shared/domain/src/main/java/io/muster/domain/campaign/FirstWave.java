package io.muster.domain.campaign;

import io.muster.domain.campaign.CampaignInput.Pool;
import io.muster.domain.strategy.Feasibility;
import io.muster.domain.strategy.Recommendation;
import io.muster.domain.strategy.RiskFactor;
import io.muster.domain.strategy.Strategy;
import io.muster.domain.strategy.StrategyEngine;
import io.muster.domain.strategy.StrategyRequest;
import io.muster.domain.strategy.TierCaps;
import io.muster.domain.strategy.Timeline;
import java.time.Instant;

/** The wave that a campaign starts with: the smallest that reaches the wanted chance, within the tiers' caps. */
public record FirstWave(Strategy strategy, Wave wave) {

    /** Returns the first wave of a campaign that starts at a moment. */
    public static FirstWave plan(CampaignState state, Instant at, Instant deadline, Pool pool) {
        var campaign = state.campaign();
        var request = state.request();
        var eligible = Eligible.of(state, pool);
        var strategy = StrategyEngine.plan(new StrategyRequest(
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
                StrategyRequest.USUAL_CHECK_INS));
        var chosen = eligible.first(strategy);
        var outcome = new Wave.Outcome(
                strategy.pSuccess(),
                strategy.feasibility() == Feasibility.FEASIBLE,
                strategy.missing().orElse(-1),
                strategy.risks().stream().map(RiskFactor::sentence).toList(),
                strategy.recommendations().stream()
                        .map(Recommendation::sentence)
                        .toList());
        return new FirstWave(strategy, Wave.of(state, at, deadline, chosen, eligible, outcome));
    }
}
