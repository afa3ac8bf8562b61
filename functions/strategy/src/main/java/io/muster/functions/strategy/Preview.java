package io.muster.functions.strategy;

import io.muster.domain.campaign.CampaignCreated;
import io.muster.domain.campaign.CampaignTerms;
import io.muster.domain.campaign.Considered;
import io.muster.domain.strategy.BidRange;
import io.muster.domain.strategy.CheckIn;
import io.muster.domain.strategy.Feasibility;
import io.muster.domain.strategy.TierPlan;
import io.muster.domain.strategy.Urgency;
import io.muster.domain.touch.Channel;
import io.muster.domain.whatif.WhatIf;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign would do, and what would probably come of it.
 *
 * @param zone of the place where the work is
 * @param missing how many contractors of the general pool would be needed on top; absent when not even a thousand would
 *     do
 * @param contractors everybody who was looked at, with the reason why chosen or passed over
 * @param simulation what came of it in simulated lives, where some were asked for
 */
record Preview(
        String bidCardId,
        String title,
        List<String> categories,
        int bidsNeeded,
        double confidence,
        Urgency urgency,
        List<Channel> channels,
        ZoneId zone,
        Instant startAt,
        Instant deadline,
        double reachableHours,
        Feasibility feasibility,
        @Nullable Integer missing,
        double pSuccess,
        BidRange range,
        int toContact,
        double expectedBids,
        List<TierPlan> tiers,
        List<CheckIn> checkIns,
        List<String> risks,
        List<String> recommendations,
        List<Considered> contractors,
        @Nullable WhatIf simulation) {

    static Preview of(CampaignTerms terms, CampaignCreated created, @Nullable WhatIf simulation) {
        var strategy = Objects.requireNonNull(created.strategy(), "a campaign that starts has a strategy");
        var plan = Objects.requireNonNull(created.event().plan(), "a campaign that starts has a plan");
        return new Preview(
                terms.bidCardId(),
                terms.request().title(),
                terms.request().categories(),
                terms.needed(),
                terms.confidence(),
                terms.urgency(),
                terms.channels(),
                terms.request().zone(),
                terms.startAt(),
                terms.deadline(),
                strategy.reachableHours(),
                strategy.feasibility(),
                orNull(strategy.missing()),
                strategy.pSuccess(),
                strategy.range(),
                strategy.total(),
                strategy.forecast(),
                strategy.tiers(),
                strategy.checkIns(),
                plan.risks(),
                plan.recommendations(),
                created.considered(),
                simulation);
    }

    private static @Nullable Integer orNull(OptionalInt number) {
        return number.isPresent() ? number.getAsInt() : null;
    }
}
