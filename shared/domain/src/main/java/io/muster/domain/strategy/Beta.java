package io.muster.domain.strategy;

/**
 * What is known of a chance: a Beta distribution, so that a record of successes and failures is simply added to it.
 *
 * @param alpha successes, pseudo-observations included
 * @param beta failures, pseudo-observations included
 */
public record Beta(double alpha, double beta) {

    private static final double SMALLEST = 1e-6;
    private static final double LARGEST = 1e9;

    public Beta {
        if (!usable(alpha) || !usable(beta)) {
            throw new IllegalArgumentException(
                    "Beta(" + alpha + ", " + beta + "): both must lie between " + SMALLEST + " and " + LARGEST);
        }
    }

    /** Returns the distribution with this mean that counts as so many observations. */
    public static Beta ofMean(double mean, double strength) {
        return new Beta(mean * strength, (1 - mean) * strength);
    }

    public Beta plus(double successes, double failures) {
        return new Beta(alpha + successes, beta + failures);
    }

    public double mean() {
        return alpha / (alpha + beta);
    }

    public double sd() {
        double n = alpha + beta;
        return Math.sqrt(alpha / n * (beta / n) / (n + 1));
    }

    /** Returns the chance that the unknown chance is at most x. */
    public double cdf(double x) {
        return new IncompleteBeta(alpha, beta).at(x);
    }

    /** Returns the value below which the unknown chance lies with this probability; by bisection, to 1e-10. */
    public double quantile(double probability) {
        Probability.requireInside(probability, "probability");
        var below = new IncompleteBeta(alpha, beta);
        double low = 0;
        double high = 1;
        while (high - low > 1e-10) {
            double middle = (low + high) / 2;
            if (below.at(middle) < probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    private static boolean usable(double parameter) {
        return parameter >= SMALLEST && parameter <= LARGEST;
    }
}
