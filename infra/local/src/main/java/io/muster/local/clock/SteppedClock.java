package io.muster.local.clock;

import io.muster.aws.Time;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that stands still until it is moved: both times are one. With it everything that happens at one moment is
 * finished before the next moment comes, which makes a whole campaign reproducible.
 */
public final class SteppedClock implements Time {

    private final AtomicReference<Instant> now;

    /** Makes a clock that stands at a moment. */
    public SteppedClock(Instant start) {
        now = new AtomicReference<>(start);
    }

    /** Moves on to a moment; a moment that has passed changes nothing. */
    public void moveTo(Instant moment) {
        now.accumulateAndGet(moment, (present, next) -> next.isAfter(present) ? next : present);
    }

    @Override
    public Instant business() {
        return now.get();
    }

    @Override
    public Instant machine() {
        return now.get();
    }

    @Override
    public Instant machineAt(Instant business) {
        return business;
    }
}
