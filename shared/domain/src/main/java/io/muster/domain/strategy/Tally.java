package io.muster.domain.strategy;

import java.util.Arrays;

/**
 * How many bids some contacts bring: a Poisson-binomial distribution for each node of a grid, with an absorbing state
 * at the number that is wanted, so that n contacts cost O(n · wanted).
 */
final class Tally {

    private final double[] weight;
    private final double[][] chance;

    Tally(int wanted, Posterior posterior) {
        this(wanted, weights(posterior));
    }

    /** A tally of contacts that are independent of each other. */
    Tally(int wanted) {
        this(wanted, new double[] {1});
    }

    private Tally(int wanted, double[] weight) {
        this.weight = weight;
        chance = new double[wanted + 1][weight.length];
        Arrays.fill(chance[0], 1);
    }

    /** Adds a contact with this chance to bid at each node. */
    void add(double... bids) {
        int wanted = chance.length - 1;
        if (wanted == 0) {
            return;
        }
        for (int j = 0; j < bids.length; j++) {
            chance[wanted][j] += chance[wanted - 1][j] * bids[j];
        }
        for (int k = wanted - 1; k > 0; k--) {
            shift(chance[k - 1], chance[k], bids);
        }
        for (int j = 0; j < bids.length; j++) {
            chance[0][j] *= 1 - bids[j];
        }
    }

    /** Returns the chances of 0, 1, … bids, and of the wanted number or more. */
    double[] distribution() {
        var total = new double[chance.length];
        for (int k = 0; k < chance.length; k++) {
            for (int j = 0; j < weight.length; j++) {
                total[k] += weight[j] * chance[k][j];
            }
        }
        return total;
    }

    /** Returns the chance that one more contact bids while the others and these together stay below the wanted. */
    double bidsWhileShort(double[] bids, double[] others) {
        double sum = 0;
        double otherAtMost = 0;
        for (int k = chance.length - 2; k >= 0; k--) {
            otherAtMost += others[chance.length - 2 - k];
            for (int j = 0; j < weight.length; j++) {
                sum += weight[j] * bids[j] * chance[k][j] * otherAtMost;
            }
        }
        return sum;
    }

    /** Returns the mean over the grid of a value given at each node. */
    double mean(double[] values) {
        double sum = 0;
        for (int j = 0; j < weight.length; j++) {
            sum += weight[j] * values[j];
        }
        return sum;
    }

    private static void shift(double[] fewer, double[] here, double[] bids) {
        for (int j = 0; j < bids.length; j++) {
            here[j] += (fewer[j] - here[j]) * bids[j];
        }
    }

    private static double[] weights(Posterior posterior) {
        var weights = new double[posterior.size()];
        for (int j = 0; j < weights.length; j++) {
            weights[j] = posterior.weight(j);
        }
        return weights;
    }
}
