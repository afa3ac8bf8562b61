package io.muster.domain.strategy;

/**
 * The 128-node Gauss–Legendre rule on (0, 1). Nodes come with their mirror image 1 − x and their logarithm, so that
 * nothing is lost near the ends.
 */
final class GaussLegendre {

    static final int NODES = 128;
    static final double[] X = new double[NODES];
    static final double[] ONE_MINUS_X = new double[NODES];
    static final double[] LOG_X = new double[NODES];
    static final double[] LOG_WEIGHT = new double[NODES];

    static {
        for (int i = 0; i < NODES / 2; i++) {
            double root = root(Math.cos(Math.PI * (i + 0.75) / (NODES + 0.5)));
            double slope = slope(root);
            double weight = 1 / ((1 - root) * (1 + root) * slope * slope);
            place(i, (1 - root) / 2, (1 + root) / 2, weight);
            place(NODES - 1 - i, (1 + root) / 2, (1 - root) / 2, weight);
        }
    }

    private GaussLegendre() {}

    private static void place(int i, double x, double oneMinusX, double weight) {
        X[i] = x;
        ONE_MINUS_X[i] = oneMinusX;
        LOG_X[i] = Math.log(x);
        LOG_WEIGHT[i] = Math.log(weight);
    }

    private static double root(double guess) {
        double x = guess;
        for (int step = 0; step < 20; step++) {
            double[] last = legendre(x);
            x -= last[1] / (NODES * (x * last[1] - last[0]) / (x * x - 1));
        }
        return x;
    }

    private static double slope(double x) {
        double[] last = legendre(x);
        return NODES * (x * last[1] - last[0]) / (x * x - 1);
    }

    /** Returns the Legendre polynomials of degree NODES − 1 and NODES at x, by Bonnet's recursion. */
    private static double[] legendre(double x) {
        double before = 1;
        double value = x;
        for (int n = 2; n <= NODES; n++) {
            double next = ((2 * n - 1) * x * value - (n - 1) * before) / n;
            before = value;
            value = next;
        }
        return new double[] {before, value};
    }
}
