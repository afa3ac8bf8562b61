package io.muster.domain.error;

import java.time.Duration;

/**
 * How long a function waits before it tries the table again: from 50 ms, doubling, with full jitter, since many who were
 * refused together would otherwise come back together.
 */
public final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofMillis(800);

    private Backoff() {}

    /**
     * Returns the wait before an attempt.
     *
     * @param attempt 0 for the first, which waits for nothing
     * @param draw from 0 up to but not including 1
     */
    public static Duration before(int attempt, double draw) {
        if (attempt <= 0) {
            return Duration.ZERO;
        }
        var most = FIRST.multipliedBy(1L << Math.min(attempt - 1, 10));
        return drawn(most.compareTo(LONGEST) < 0 ? most : LONGEST, draw);
    }

    /** Returns a wait drawn between nothing and its length. */
    static Duration drawn(Duration most, double draw) {
        if (draw < 0 || draw >= 1) {
            throw new IllegalArgumentException("a draw is from 0 up to 1, not " + draw);
        }
        return Duration.ofNanos((long) (most.toNanos() * draw));
    }
}
