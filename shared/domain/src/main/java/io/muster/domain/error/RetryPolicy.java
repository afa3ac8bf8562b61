package io.muster.domain.error;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a failure of a category is retried, one row of the table:
 *
 * <pre>
 * category                             waits                                       failures in all, at most
 * DATABASE                             1, 4 s, full jitter, then the queue         10
 * API                                  1, 5, 15 s, then the queue                  10
 * TIMEOUT                              10 s each                                   10
 * RATE_LIMIT                           what the provider asks for, else 60 s       10
 * UNKNOWN                              5, 15 s                                     3
 * INTEGRATION, VALIDATION, PERMISSION  none                                        1
 * </pre>
 *
 * A message of a queue is a dead letter after {@link #MOST_DELIVERIES} all the same, so that what is down for a minute
 * or two must have been left to the queue's own pace before: short waits are fewer than deliveries. A message of a batch is retried
 * alone, so that what timed out comes again in a smaller batch. What a DATABASE failure waits inside a function is {@link
 * Backoff}.
 *
 * @param delays the wait after the first failure, the second, and so on
 * @param repeating whether the last wait is repeated; else the queue redelivers after it
 * @param jittered whether a wait is drawn between nothing and its length
 * @param mostFailures how many failures there may be in all
 */
public record RetryPolicy(List<Duration> delays, boolean repeating, boolean jittered, int mostFailures) {

    /** The deliveries that a queue makes of a message before it is a dead letter. */
    public static final int MOST_DELIVERIES = 5;

    /** The longest that a provider's wish is heeded, so that a wrong header holds nothing for days. */
    public static final Duration LONGEST_ASKED = Duration.ofMinutes(15);

    private static final int MOST_FAILURES = 10;

    private static final RetryPolicy DATABASE = new RetryPolicy(seconds(1, 4), false, true, MOST_FAILURES);
    private static final RetryPolicy API = new RetryPolicy(seconds(1, 5, 15), false, false, MOST_FAILURES);
    private static final RetryPolicy TIMEOUT = new RetryPolicy(seconds(10), true, false, MOST_FAILURES);
    private static final RetryPolicy RATE_LIMIT = new RetryPolicy(seconds(60), true, false, MOST_FAILURES);
    private static final RetryPolicy UNKNOWN = new RetryPolicy(seconds(5, 15), false, false, 3);
    private static final RetryPolicy NONE = new RetryPolicy(List.of(), false, false, 1);

    public RetryPolicy {
        delays = List.copyOf(delays);
        if (mostFailures < 1) {
            throw new IllegalArgumentException("something fails once at least before it is not tried again");
        }
    }

    /** Returns the row of a category. */
    public static RetryPolicy of(Category category) {
        return switch (category) {
            case DATABASE -> DATABASE;
            case API -> API;
            case TIMEOUT -> TIMEOUT;
            case RATE_LIMIT -> RATE_LIMIT;
            case UNKNOWN -> UNKNOWN;
            case INTEGRATION, VALIDATION, PERMISSION -> NONE;
        };
    }

    /**
     * Returns what follows a failure.
     *
     * @param failures how many there have been, this one among them
     * @param asked how long whoever refused wants to be left alone; absent when it did not say
     * @param draw what a jittered wait is drawn with, from 0 up to but not including 1
     */
    public Retry next(int failures, @Nullable Duration asked, double draw) {
        if (failures >= mostFailures) {
            return new Retry.Never();
        }
        if (asked != null) {
            return new Retry.After(asked.compareTo(LONGEST_ASKED) < 0 ? asked : LONGEST_ASKED);
        }
        if (failures > delays.size() && !repeating) {
            return new Retry.Redelivery();
        }
        var delay = delays.get(Math.min(failures, delays.size()) - 1);
        return new Retry.After(jittered ? Backoff.drawn(delay, draw) : delay);
    }

    /** Returns what is left of a retry under a deadline: one whose moment is at or after it is too late. */
    public static Retry within(Retry retry, Instant now, Instant deadline) {
        if (retry instanceof Retry.After(var delay) && !now.plus(delay).isBefore(deadline)) {
            return new Retry.TooLate(now.plus(delay));
        }
        return retry;
    }

    private static List<Duration> seconds(long... seconds) {
        return Arrays.stream(seconds).mapToObj(Duration::ofSeconds).toList();
    }
}
