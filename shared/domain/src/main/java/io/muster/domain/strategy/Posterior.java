package io.muster.domain.strategy;

/**
 * The chance to bid as a distribution on a grid, silence taken into account: a weight for each of the chances θ. The
 * density is θ^(A−1)·(1−θ)^(B−1)·Π(1 − θ·F(u)) over the silent; see {@link Segment} for how its ends are handled.
 */
final class Posterior {

    private static final double SHARP = 1000;

    private final double[] theta;
    private final double[] weight;

    private Posterior(Segment... segments) {
        int size = segments.length * GaussLegendre.NODES;
        theta = new double[size];
        weight = new double[size];
        for (int s = 0; s < segments.length; s++) {
            segments[s].writeTo(theta, weight, s * GaussLegendre.NODES);
        }
        normalise(weight);
    }

    static Posterior of(Beta beta) {
        return of(beta, Silence.NONE);
    }

    /** Returns what is known after this silence; bids and declines are already counted in the distribution. */
    static Posterior of(Beta answered, Silence silence) {
        var beta = answered.plus(0, silence.lost());
        if (beta.alpha() + beta.beta() + silence.total() > SHARP) {
            return sharp(beta, silence);
        }
        boolean openAtZero = beta.alpha() < Segment.SMOOTH;
        boolean openAtOne = beta.beta() < Segment.SMOOTH;
        if (openAtZero && openAtOne) {
            return new Posterior(Segment.fromZero(beta, silence, 0.5), Segment.fromOne(beta, silence, 0.5));
        }
        return new Posterior(
                openAtZero
                        ? Segment.fromZero(beta, silence, 1)
                        : openAtOne ? Segment.fromOne(beta, silence, 1) : Segment.between(beta, silence, 0, 1));
    }

    int size() {
        return theta.length;
    }

    double theta(int node) {
        return theta[node];
    }

    double weight(int node) {
        return weight[node];
    }

    double mean() {
        double sum = 0;
        for (int i = 0; i < theta.length; i++) {
            sum += weight[i] * theta[i];
        }
        return sum;
    }

    double sd() {
        double mean = mean();
        double sum = 0;
        for (int i = 0; i < theta.length; i++) {
            sum += weight[i] * (theta[i] - mean) * (theta[i] - mean);
        }
        return Math.sqrt(sum);
    }

    /** Puts the nodes on mean ± 8 standard deviations, and 32/n further for the tail of a skewed one. */
    private static Posterior sharp(Beta beta, Silence silence) {
        double middle = middle(beta, silence);
        double sd = 1
                / Math.sqrt(beta.alpha() / (middle * middle)
                        + beta.beta() / ((1 - middle) * (1 - middle))
                        + silence.curvature(middle));
        double reach = 8 * sd + 32 / (beta.alpha() + beta.beta());
        double low = Math.max(0, middle - reach);
        double high = Math.min(1, middle + reach);
        if (low == 0 && beta.alpha() < Segment.SMOOTH) {
            return new Posterior(Segment.fromZero(beta, silence, high));
        }
        return high == 1 && beta.beta() < Segment.SMOOTH
                ? new Posterior(Segment.fromOne(beta, silence, 1 - low))
                : new Posterior(Segment.between(beta, silence, low, high));
    }

    /** Returns the θ where A/θ = B/(1−θ) + the slope of the silence: without silence the mean. */
    private static double middle(Beta beta, Silence silence) {
        double low = 0;
        double high = 1;
        for (int step = 0; step < 60; step++) {
            double theta = (low + high) / 2;
            if (beta.alpha() * (1 - theta) > theta * (beta.beta() + (1 - theta) * silence.slope(theta))) {
                low = theta;
            } else {
                high = theta;
            }
        }
        return (low + high) / 2;
    }

    private static void normalise(double[] logWeights) {
        double highest = Double.NEGATIVE_INFINITY;
        for (double log : logWeights) {
            highest = Math.max(highest, log);
        }
        double sum = 0;
        for (int i = 0; i < logWeights.length; i++) {
            logWeights[i] = Math.exp(logWeights[i] - highest);
            sum += logWeights[i];
        }
        for (int i = 0; i < logWeights.length; i++) {
            logWeights[i] /= sum;
        }
    }
}
