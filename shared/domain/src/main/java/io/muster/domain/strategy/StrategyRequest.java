package io.muster.domain.strategy;

import io.muster.domain.time.ContactHours;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a strategy follows from.
 *
 * @param needed bids wanted, 1 to 50
 * @param confidence wanted chance of them, strictly between 0 and 1
 * @param hours hours in which the contacts may be reached
 * @param prospects those really available, in rank order inside each tier
 * @param costs if given, they decide the size of the wave
 * @param checkIns fractions of the reachable hours, rising, the last one 1
 */
public record StrategyRequest(
        int needed,
        double confidence,
        Timeline timeline,
        ContactHours hours,
        List<Prospect> prospects,
        Project project,
        LearnedRates learned,
        TimeToBid timeToBid,
        TierCaps caps,
        @Nullable Costs costs,
        List<Double> checkIns) {

    public static final int MOST_NEEDED = 50;
    public static final double USUAL_CONFIDENCE = 0.95;
    public static final List<Double> USUAL_CHECK_INS = List.of(0.25, 0.5, 0.75, 1.0);

    public StrategyRequest {
        if (needed < 1 || needed > MOST_NEEDED) {
            throw new IllegalArgumentException("Bids needed must be 1 to " + MOST_NEEDED + ", not " + needed);
        }
        Probability.requireInside(confidence, "confidence");
        prospects = List.copyOf(prospects);
        checkIns = rising(checkIns);
    }

    /** Returns a request with the usual settings, priors only. */
    public static StrategyRequest of(int needed, Timeline timeline, ContactHours hours, List<Prospect> prospects) {
        return new StrategyRequest(
                needed,
                USUAL_CONFIDENCE,
                timeline,
                hours,
                prospects,
                Project.of(""),
                LearnedRates.NOTHING,
                TimeToBid.PRIOR,
                TierCaps.DEFAULT,
                null,
                USUAL_CHECK_INS);
    }

    public StrategyRequest withConfidence(double wanted) {
        return new StrategyRequest(
                needed, wanted, timeline, hours, prospects, project, learned, timeToBid, caps, costs, checkIns);
    }

    public StrategyRequest withProject(Project other) {
        return new StrategyRequest(
                needed, confidence, timeline, hours, prospects, other, learned, timeToBid, caps, costs, checkIns);
    }

    public StrategyRequest withLearned(LearnedRates rates, TimeToBid time) {
        return new StrategyRequest(
                needed, confidence, timeline, hours, prospects, project, rates, time, caps, costs, checkIns);
    }

    public StrategyRequest withCosts(@Nullable Costs given) {
        return new StrategyRequest(
                needed, confidence, timeline, hours, prospects, project, learned, timeToBid, caps, given, checkIns);
    }

    public StrategyRequest withCaps(TierCaps others) {
        return new StrategyRequest(
                needed, confidence, timeline, hours, prospects, project, learned, timeToBid, others, costs, checkIns);
    }

    public StrategyRequest withCheckIns(List<Double> fractions) {
        return new StrategyRequest(
                needed, confidence, timeline, hours, prospects, project, learned, timeToBid, caps, costs, fractions);
    }

    private static List<Double> rising(List<Double> fractions) {
        double before = 0;
        for (double fraction : fractions) {
            if (!(fraction > before)) {
                throw new IllegalArgumentException("Check-in fractions must be above 0 and rise: " + fractions);
            }
            before = fraction;
        }
        if (before != 1) {
            throw new IllegalArgumentException("The last check-in must be at the deadline, fraction 1: " + fractions);
        }
        return List.copyOf(fractions);
    }
}
