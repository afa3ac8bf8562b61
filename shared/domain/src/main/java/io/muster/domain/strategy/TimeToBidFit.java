package io.muster.domain.strategy;

import java.util.List;

/**
 * Fits the time to bid by censored maximum likelihood: a bid at u contributes θ·f(u), a silence of u hours 1 − θ·F(u).
 * The share θ that ever bids is profiled out; shape and scale are sought by a compass search on their logarithms inside
 * wide bounds, which needs no derivatives, cannot diverge, and gives the same result every time.
 */
final class TimeToBidFit {

    private static final double SHORTEST = 1.0 / 60;
    private static final double[] SHAPES = {Math.log(0.2), Math.log(5)};
    private static final double[] SCALES = {Math.log(0.05), Math.log(1_000)};
    private static final double[][] DIRECTIONS = {{1, 0}, {-1, 0}, {0, 1}, {0, -1}, {1, 1}, {1, -1}, {-1, 1}, {-1, -1}};
    private static final double SMALLEST_STEP = 1e-6;

    private final double[] bids;
    private final double[] silences;

    TimeToBidFit(List<Wait> waits) {
        bids = hours(waits, true);
        silences = hours(waits, false);
    }

    TimeToBid from(TimeToBid start) {
        double[] best = {Math.log(start.shape()), Math.log(start.scale())};
        double highest = logLikelihood(best);
        double step = 0.5;
        while (step > SMALLEST_STEP) {
            double[] better = null;
            for (double[] direction : DIRECTIONS) {
                double[] next = {
                    Math.clamp(best[0] + step * direction[0], SHAPES[0], SHAPES[1]),
                    Math.clamp(best[1] + step * direction[1], SCALES[0], SCALES[1])
                };
                double value = logLikelihood(next);
                if (value > highest) {
                    highest = value;
                    better = next;
                }
            }
            best = better != null ? better : best;
            step = better != null ? step : step / 2;
        }
        return of(best);
    }

    private double logLikelihood(double[] logs) {
        var time = of(logs);
        var silentByNow = new double[silences.length];
        for (int i = 0; i < silences.length; i++) {
            silentByNow[i] = time.within(silences[i]);
        }
        double theta = share(silentByNow);
        double sum = bids.length * Math.log(theta);
        for (double hours : bids) {
            double x = hours / time.scale();
            sum += logs[0] - logs[1] + (time.shape() - 1) * Math.log(x) - Math.pow(x, time.shape());
        }
        for (double byNow : silentByNow) {
            sum += Math.log1p(-theta * byNow);
        }
        return sum;
    }

    /** Returns the most likely share that ever bids: where bids/θ equals the sum of F/(1 − θF) over the silent. */
    private double share(double[] silentByNow) {
        double low = 0;
        double high = 1 - 1e-9;
        for (int step = 0; step < 50; step++) {
            double theta = (low + high) / 2;
            double slope = bids.length / theta;
            for (double byNow : silentByNow) {
                slope -= byNow / (1 - theta * byNow);
            }
            if (slope > 0) {
                low = theta;
            } else {
                high = theta;
            }
        }
        return (low + high) / 2;
    }

    private static TimeToBid of(double[] logs) {
        return new TimeToBid(Math.exp(logs[0]), Math.exp(logs[1]));
    }

    private static double[] hours(List<Wait> waits, boolean bid) {
        return waits.stream()
                .filter(wait -> wait.bid() == bid)
                .mapToDouble(wait -> Math.max(wait.hours(), SHORTEST))
                .toArray();
    }
}
