package io.muster.domain.strategy;

import java.util.Arrays;

/**
 * What became of the contacts of ended campaigns; it is added to a prior as it is.
 *
 * @param silent lasting silences; one that was cut short counts in part, to a hundredth
 */
public record Observed(long bids, long declines, double silent) {

    public static final Observed NOTHING = new Observed(0, 0, 0);

    public Observed {
        if (bids < 0 || declines < 0 || !(silent >= 0)) {
            throw new IllegalArgumentException(
                    "Counts cannot be negative: bids " + bids + ", declines " + declines + ", silent " + silent);
        }
    }

    /**
     * Returns what an ended campaign taught of contacts of one belief. Not all who were silent at the end would never
     * have bid: some were cut off, and one that had no time to answer teaches nothing. Each counts as the part of a
     * failure that moves θ as its likelihood 1−θ·F(u) does at the belief: F(u)·(1−θ)/(1−θ·F(u)), summed, in hundredths.
     * So campaigns that end early teach the same rate as those that wait, only less firmly.
     *
     * @param belief what was thought of them before
     * @param silentHours reachable hours that each silence lasted
     */
    public static Observed ended(Beta belief, long bids, long declines, TimeToBid time, double... silentHours) {
        double theta = belief.mean();
        double lasting = Arrays.stream(silentHours)
                .map(time::within)
                .map(byNow -> byNow * (1 - theta) / (1 - theta * byNow))
                .sum();
        return new Observed(bids, declines, Math.round(lasting * 100) / 100.0);
    }

    public double contacted() {
        return bids + declines + silent;
    }

    public Observed plus(Observed other) {
        return new Observed(bids + other.bids, declines + other.declines, silent + other.silent);
    }

    /** Returns the prior with these counts added: a bid is a success, a decline and a lasting silence are failures. */
    public Beta addedTo(Beta prior) {
        return contacted() == 0 ? prior : prior.plus((double) bids, declines + silent);
    }
}
