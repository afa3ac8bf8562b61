package io.muster.domain.strategy;

/**
 * A stretch of (0, 1) with Gauss–Legendre nodes on it. At an end where the density's exponent is below 2 it may be
 * infinite or not smooth, so the stretch is opened up by θ = reach·x^(2/A): θ^(A−1) dθ becomes a constant times x dx,
 * exactly. The other end works on 1 − θ in the same way.
 */
final class Segment {

    /** An exponent from which on the density is smooth enough for plain nodes. */
    static final double SMOOTH = 2;

    private final Beta beta;
    private final Silence silence;
    private final End end;
    private final double low;
    private final double high;

    private enum End {
        ZERO,
        ONE,
        NEITHER
    }

    private Segment(Beta beta, Silence silence, End end, double low, double high) {
        this.beta = beta;
        this.silence = silence;
        this.end = end;
        this.low = low;
        this.high = high;
    }

    static Segment between(Beta beta, Silence silence, double low, double high) {
        return new Segment(beta, silence, End.NEITHER, low, high);
    }

    static Segment fromZero(Beta beta, Silence silence, double reach) {
        return new Segment(beta, silence, End.ZERO, 0, reach);
    }

    static Segment fromOne(Beta beta, Silence silence, double reach) {
        return new Segment(beta, silence, End.ONE, 1 - reach, 1);
    }

    /** Writes the nodes and the logarithms of their weights. */
    void writeTo(double[] theta, double[] logWeight, int offset) {
        for (int i = 0; i < GaussLegendre.NODES; i++) {
            switch (end) {
                case NEITHER -> plain(i, theta, logWeight, offset + i);
                case ZERO -> {
                    double log = fromEnd(i, beta.alpha(), high);
                    theta[offset + i] = Math.exp(log);
                    logWeight[offset + i] = opened(i, beta.alpha(), high) + (beta.beta() - 1) * logOneMinusExp(log);
                }
                case ONE -> {
                    double log = fromEnd(i, beta.beta(), 1 - low);
                    theta[offset + i] = -Math.expm1(log);
                    logWeight[offset + i] = opened(i, beta.beta(), 1 - low) + (beta.alpha() - 1) * logOneMinusExp(log);
                }
            }
            logWeight[offset + i] += silence.logChance(theta[offset + i]);
        }
    }

    private void plain(int i, double[] theta, double[] logWeight, int at) {
        double width = high - low;
        theta[at] = low + width * GaussLegendre.X[i];
        double rest = 1 - high + width * GaussLegendre.ONE_MINUS_X[i];
        logWeight[at] = GaussLegendre.LOG_WEIGHT[i]
                + (beta.alpha() - 1) * Math.log(theta[at])
                + (beta.beta() - 1) * Math.log(rest);
    }

    /** Returns the logarithm of the node's distance from the opened end. */
    private static double fromEnd(int i, double exponent, double reach) {
        return Math.log(reach) + SMOOTH / exponent * GaussLegendre.LOG_X[i];
    }

    /** Returns the logarithm of weight, Jacobian and the opened end's power together. */
    private static double opened(int i, double exponent, double reach) {
        return GaussLegendre.LOG_WEIGHT[i]
                + GaussLegendre.LOG_X[i]
                + Math.log(SMOOTH / exponent)
                + exponent * Math.log(reach);
    }

    private static double logOneMinusExp(double log) {
        return Math.log(-Math.expm1(log));
    }
}
