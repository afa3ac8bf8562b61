package io.muster.local.clock;

import java.time.Duration;
import java.time.Instant;

/**
 * How business time follows machine time: from a common start, {@code speed} times as fast. A whole number, so that the
 * arithmetic is exact in both directions.
 *
 * @param machineStart where machine time stood at the business start
 * @param speed business seconds in a machine second, 1 to 10,000,000
 */
public record Scale(Instant businessStart, Instant machineStart, long speed) {

    private static final long FASTEST = 10_000_000;

    public Scale {
        if (speed < 1 || speed > FASTEST) {
            throw new IllegalArgumentException("speed must be a whole number from 1 to " + FASTEST + ", not " + speed);
        }
    }

    /** Returns the business moment at a machine moment. */
    public Instant business(Instant machine) {
        return businessStart.plus(Duration.between(machineStart, machine).multipliedBy(speed));
    }

    /**
     * Returns the first machine moment, in whole milliseconds, at which a business moment is reached; timers keep
     * milliseconds.
     */
    public Instant machine(Instant business) {
        var nanos = Duration.between(businessStart, business).toNanos();
        var exact = machineStart.plusNanos(Math.ceilDiv(nanos, speed));
        var millis = Instant.ofEpochMilli(exact.toEpochMilli());
        return millis.isBefore(exact) ? millis.plusMillis(1) : millis;
    }
}
