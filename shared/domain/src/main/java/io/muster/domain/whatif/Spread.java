package io.muster.domain.whatif;

import java.util.Arrays;

/** How a count is spread over the lives: its mean, and the values that 5, 25, 50, 75 and 95 % of them do not exceed. */
public record Spread(double mean, int p5, int p25, int p50, int p75, int p95) {

    static Spread of(int... values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return new Spread(
                Arrays.stream(sorted).average().orElse(0),
                sorted[rank(sorted.length, 0.05)],
                sorted[rank(sorted.length, 0.25)],
                sorted[rank(sorted.length, 0.50)],
                sorted[rank(sorted.length, 0.75)],
                sorted[rank(sorted.length, 0.95)]);
    }

    /** Returns the place of the smallest value that at least this share does not exceed. */
    static int rank(int count, double share) {
        return Math.max(0, (int) Math.ceil(share * count) - 1);
    }
}
