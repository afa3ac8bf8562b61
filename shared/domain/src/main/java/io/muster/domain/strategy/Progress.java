package io.muster.domain.strategy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A running campaign at one moment, as far as chances go.
 *
 * @param remaining bids still missing; 0 or less when the goal is met
 * @param hoursLeft reachable hours until the deadline
 * @param rates what was known of the tiers when the campaign began
 * @param contacted everybody contacted so far, touches planned or under way included
 * @param candidates who could still be taken, in the order in which they would be
 * @param costs given: the next wave grows while a contact earns its cost, whatever the confidence
 */
public record Progress(
        int remaining,
        double hoursLeft,
        double confidence,
        TierRates rates,
        TimeToBid timeToBid,
        List<Contacted> contacted,
        List<Prospect> candidates,
        @Nullable Costs costs) {

    public Progress {
        Probability.requireInside(confidence, "confidence");
        if (!(hoursLeft >= 0)) {
            throw new IllegalArgumentException("Hours left cannot be " + hoursLeft);
        }
        contacted = List.copyOf(contacted);
        candidates = List.copyOf(candidates);
    }
}
