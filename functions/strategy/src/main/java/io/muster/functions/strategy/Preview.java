package io.muster.functions.strategy;

import io.muster.domain.campaign.CampaignCreated;
import io.muster.domain.campaign.CampaignInput.Pool;
import io.muster.domain.campaign.CampaignTerms;
import io.muster.domain.campaign.Prospect;
import io.muster.domain.campaign.WavePlan;
import io.muster.domain.contact.Tier;
import io.muster.domain.strategy.BidRange;
import io.muster.domain.strategy.CheckIn;
import io.muster.domain.strategy.Feasibility;
import io.muster.domain.strategy.Strategy;
import io.muster.domain.strategy.TierPlan;
import io.muster.domain.strategy.Urgency;
import io.muster.domain.touch.Channel;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign would do, and what would probably come of it.
 *
 * @param missing how many contractors of the general pool would be needed on top; absent when not even a thousand would
 *     do
 * @param contractors everybody who was looked at, with the reason why chosen or passed over
 */
record Preview(
        String bidCardId,
        String title,
        List<String> categories,
        int bidsNeeded,
        double confidence,
        Urgency urgency,
        List<Channel> channels,
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
        List<Considered> contractors) {

    /**
     * A contractor that was looked at.
     *
     * @param until when it may be asked again, where that is known
     */
    record Considered(
            String contactId,
            String name,
            Tier tier,
            boolean chosen,
            String reason,
            @Nullable Instant until) {}

    static Preview of(CampaignTerms terms, Pool pool, CampaignCreated created) {
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
                considered(terms, pool, plan, strategy));
    }

    private static List<Considered> considered(CampaignTerms terms, Pool pool, WavePlan plan, Strategy strategy) {
        return pool.prospects().stream()
                .map(prospect -> {
                    var chosen = plan.reasons().get(prospect.contactId());
                    var exclusion = prospect.exclusion();
                    var reason = chosen != null ? chosen : passedOver(terms, pool, prospect, strategy);
                    return new Considered(
                            prospect.contactId(),
                            prospect.name(),
                            prospect.tier(),
                            chosen != null,
                            reason,
                            exclusion == null ? null : exclusion.until());
                })
                .toList();
    }

    private static String passedOver(CampaignTerms terms, Pool pool, Prospect prospect, Strategy strategy) {
        var exclusion = prospect.exclusion();
        if (exclusion != null) {
            return exclusion.reason().name().toLowerCase(Locale.ROOT);
        }
        boolean reachable = prospect.channels().stream()
                .anyMatch(channel ->
                        terms.channels().contains(channel) && pool.enabled().contains(channel));
        if (!reachable) {
            return "no_channel";
        }
        return strategy.feasibility() == Feasibility.FEASIBLE ? "not_needed" : "beyond_the_cap_of_its_tier";
    }

    private static @Nullable Integer orNull(OptionalInt number) {
        return number.isPresent() ? number.getAsInt() : null;
    }
}
