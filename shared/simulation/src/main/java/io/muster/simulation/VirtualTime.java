package io.muster.simulation;

import io.muster.aws.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** Time that is moved by hand: the true one for the world, and for each process what its own clock makes of it. */
final class VirtualTime implements Time {

    private final Supplier<Duration> skew;
    private Instant now;

    /** Makes a clock; {@code skew} is how far the clock of whoever asks is ahead. */
    VirtualTime(Instant start, Supplier<Duration> skew) {
        this.now = start;
        this.skew = skew;
    }

    /** Returns the true moment. */
    Instant now() {
        return now;
    }

    void moveTo(Instant moment) {
        if (moment.isAfter(now)) {
            now = moment;
        }
    }

    @Override
    public Instant business() {
        return machine();
    }

    @Override
    public Instant machine() {
        var wrong = skew.get();
        return wrong.isZero() ? now : now.plus(wrong);
    }

    @Override
    public Instant machineAt(Instant business) {
        return business;
    }
}
