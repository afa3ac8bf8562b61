package io.muster.domain.strategy;

import io.muster.domain.contact.Tier;
import io.muster.domain.time.ContactHours;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads the risks of a plan off its figures, and what would help against them. */
final class Risks {

    /** Below this chance of success a requester must be warned. */
    static final double LOW_CHANCE = 0.70;

    private static final int ENOUGH_INTERNAL = 2;
    private static final double TOO_GENERAL = 0.60;
    private static final double WORTH_THE_HOURS = 0.80;

    private Risks() {}

    static Set<RiskFactor> of(StrategyRequest request, Wave wave, List<TierPlan> tiers) {
        var risks = EnumSet.noneOf(RiskFactor.class);
        addIf(risks, RiskFactor.LOW_CHANCE, wave.pSuccess() < LOW_CHANCE);
        addIf(risks, RiskFactor.FEW_INTERNAL, plan(tiers, Tier.INTERNAL).available() < ENOUGH_INTERNAL);
        addIf(risks, RiskFactor.MOSTLY_GENERAL, mostlyGeneral(wave, tiers));
        addIf(risks, RiskFactor.TIER_AT_CAP, tiers.stream().anyMatch(tier -> atCap(request, tier)));
        addIf(risks, RiskFactor.SHORT_TIMELINE, request.timeline().urgency().ignoresBusinessHours());
        addIf(
                risks,
                RiskFactor.QUIET_HOURS,
                !request.hours().open(request.timeline().start()));
        return risks;
    }

    static Set<Recommendation> advice(StrategyRequest request, Wave wave, List<TierPlan> tiers) {
        boolean weak = !wave.reached() || wave.pSuccess() < LOW_CHANCE;
        boolean fewInternal = plan(tiers, Tier.INTERNAL).available() < ENOUGH_INTERNAL;
        boolean pressing = request.timeline().urgency().ignoresBusinessHours();
        var advice = EnumSet.noneOf(Recommendation.class);
        addIf(advice, Recommendation.WIDEN_RADIUS, weak);
        addIf(advice, Recommendation.PREPARE_MANUAL_OUTREACH, weak);
        addIf(
                advice,
                Recommendation.PHONE_INTERNAL_FIRST,
                pressing && plan(tiers, Tier.INTERNAL).toContact() > 0);
        addIf(advice, Recommendation.OFFER_INCENTIVE, weak || mostlyGeneral(wave, tiers));
        addIf(advice, Recommendation.MOVE_INTO_HOURS, weak && hoursAreTheCause(request));
        addIf(advice, Recommendation.RECRUIT_THIN_TIER, fewInternal || mostlyGeneral(wave, tiers));
        return advice;
    }

    /** Hours are to blame where they cost more than a fifth of the answers that would come in time without them. */
    private static boolean hoursAreTheCause(StrategyRequest request) {
        var start = request.timeline().start();
        var deadline = request.timeline().deadline();
        double open = request.hours().hoursBetween(start, deadline);
        double all = ContactHours.ALWAYS.hoursBetween(start, deadline);
        return request.timeToBid().within(open)
                < WORTH_THE_HOURS * request.timeToBid().within(all);
    }

    private static boolean mostlyGeneral(Wave wave, List<TierPlan> tiers) {
        return plan(tiers, Tier.GENERAL).toContact() > TOO_GENERAL * wave.taken();
    }

    private static boolean atCap(StrategyRequest request, TierPlan plan) {
        return plan.toContact() > 0 && plan.toContact() == request.caps().of(plan.tier(), request.needed());
    }

    private static TierPlan plan(List<TierPlan> tiers, Tier tier) {
        return tiers.get(tier.number() - 1);
    }

    private static <T> void addIf(Set<T> set, T value, boolean condition) {
        if (condition) {
            set.add(value);
        }
    }
}
