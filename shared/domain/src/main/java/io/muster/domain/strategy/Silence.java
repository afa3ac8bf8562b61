package io.muster.domain.strategy;

import java.util.TreeMap;

/** The contacts of one tier that have not answered, counted by the chance F(u) that an answer would have come by now. */
final class Silence {

    static final Silence NONE = new Silence();

    private static final double CERTAIN = 1 - 1e-12;

    private final double[] answered;
    private final int[] count;
    private final int lost;

    private Silence(double... answeredEach) {
        var groups = new TreeMap<Double, Integer>();
        int certain = 0;
        for (double chance : answeredEach) {
            if (chance >= CERTAIN) {
                certain++;
            } else if (chance > 0) {
                groups.merge(chance, 1, Integer::sum);
            }
        }
        answered = groups.keySet().stream().mapToDouble(Double::doubleValue).toArray();
        count = groups.values().stream().mapToInt(Integer::intValue).toArray();
        lost = certain;
    }

    static Silence of(double... answeredEach) {
        return answeredEach.length == 0 ? NONE : new Silence(answeredEach);
    }

    /** Returns how many have been silent for so long that they count as declines. */
    int lost() {
        return lost;
    }

    int total() {
        int total = 0;
        for (int each : count) {
            total += each;
        }
        return total;
    }

    /** Returns the logarithm of the chance of this silence, given the chance to bid. */
    double logChance(double theta) {
        double sum = 0;
        for (int i = 0; i < answered.length; i++) {
            sum += count[i] * Math.log1p(-theta * answered[i]);
        }
        return sum;
    }

    /** Returns how fast that logarithm falls as the chance to bid rises. */
    double slope(double theta) {
        double sum = 0;
        for (int i = 0; i < answered.length; i++) {
            sum += count[i] * answered[i] / (1 - theta * answered[i]);
        }
        return sum;
    }

    /** Returns the curvature of that logarithm, as a positive number. */
    double curvature(double theta) {
        double sum = 0;
        for (int i = 0; i < answered.length; i++) {
            double each = answered[i] / (1 - theta * answered[i]);
            sum += count[i] * each * each;
        }
        return sum;
    }
}
