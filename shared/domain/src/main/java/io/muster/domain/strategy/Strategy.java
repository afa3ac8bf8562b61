package io.muster.domain.strategy;

import io.muster.domain.contact.Tier;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Whom a campaign contacts first and what is to be expected of it.
 *
 * @param reachableHours hours until the deadline in which contacts may be reached
 * @param tiers one plan for each tier, in tier order; take the first of each tier in rank order
 * @param pSuccess chance of the needed bids by the deadline
 * @param range the 5–95 % range of bids
 * @param missing when infeasible: how many more contractors of the general pool would do, empty when a thousand would
 *     not; when feasible 0
 */
public record Strategy(
        int needed,
        double confidence,
        Timeline timeline,
        double reachableHours,
        Feasibility feasibility,
        OptionalInt missing,
        double pSuccess,
        BidRange range,
        List<TierPlan> tiers,
        List<CheckIn> checkIns,
        Set<RiskFactor> risks,
        Set<Recommendation> recommendations) {

    public Strategy {
        tiers = List.copyOf(tiers);
        checkIns = List.copyOf(checkIns);
        risks = inOrder(RiskFactor.class, risks);
        recommendations = inOrder(Recommendation.class, recommendations);
    }

    /**
     * Returns the same strategy with or without a risk, for whoever plans its messages knows more of them than the engine
     * does; hours that hold most of them up call for other hours.
     */
    public Strategy with(RiskFactor risk, boolean there) {
        var other = EnumSet.noneOf(RiskFactor.class);
        other.addAll(risks);
        var advice = EnumSet.noneOf(Recommendation.class);
        advice.addAll(recommendations);
        if (there) {
            other.add(risk);
        } else {
            other.remove(risk);
        }
        if (risk == RiskFactor.QUIET_HOURS && there) {
            advice.add(Recommendation.MOVE_INTO_HOURS);
        }
        return new Strategy(
                needed,
                confidence,
                timeline,
                reachableHours,
                feasibility,
                missing,
                pSuccess,
                range,
                tiers,
                checkIns,
                other,
                advice);
    }

    public TierPlan tier(Tier tier) {
        return tiers.get(tier.number() - 1);
    }

    /** Returns how many are contacted in all. */
    public int total() {
        return tiers.stream().mapToInt(TierPlan::toContact).sum();
    }

    /** Returns how many bids are expected by the deadline. */
    public double forecast() {
        return tiers.stream().mapToDouble(TierPlan::forecast).sum();
    }

    private static <E extends Enum<E>> Set<E> inOrder(Class<E> type, Set<E> values) {
        var copy = EnumSet.noneOf(type);
        copy.addAll(values);
        return Collections.unmodifiableSet(copy);
    }
}
