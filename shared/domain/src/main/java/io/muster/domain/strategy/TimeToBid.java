package io.muster.domain.strategy;

import java.util.List;

/**
 * How long those who will bid take: F(u) = 1 − exp(−(u/λ)^k), a Weibull distribution inside a cure model, since some
 * never bid.
 *
 * @param shape k, below 1 when most answers come soon
 * @param scale λ in hours in which the contact may be reached
 */
public record TimeToBid(double shape, double scale) {

    /** Observed bids from which on the prior gives way. */
    public static final int ENOUGH_BIDS = 30;

    public static final TimeToBid PRIOR = new TimeToBid(0.7, 4);

    public TimeToBid {
        if (!(shape > 0) || !(scale > 0) || Double.isInfinite(shape) || Double.isInfinite(scale)) {
            throw new IllegalArgumentException(
                    "Shape and scale must be positive and finite, not " + shape + " and " + scale);
        }
    }

    /** Returns F(u), the chance that a bid that will come has come within so many reachable hours. */
    public double within(double hours) {
        if (Double.isNaN(hours)) {
            throw new IllegalArgumentException("Hours since contact are not a number");
        }
        return hours <= 0 ? 0 : -Math.expm1(-Math.pow(hours / scale, shape));
    }

    /** Returns the hours within which this share of the bids that will come has come: the inverse of F. */
    public double hours(double share) {
        Probability.requireInside(share, "share");
        return scale * Math.pow(-Math.log(1 - share), 1 / shape);
    }

    /** Returns what was learned from these contacts, or the prior while fewer than 30 of them bid. */
    public static TimeToBid learned(List<Wait> waits) {
        return waits.stream().filter(Wait::bid).count() < ENOUGH_BIDS ? PRIOR : new TimeToBidFit(waits).from(PRIOR);
    }
}
