package io.muster.local.clock;

import io.muster.aws.Time;
import java.time.Instant;
import java.time.InstantSource;

/** Business time at a chosen speed over a machine clock. */
public final class AcceleratedClock implements Time {

    private final Scale scale;
    private final InstantSource machine;

    /** Makes the clock of a scale; the machine clock must never run backwards. */
    public AcceleratedClock(Scale scale, InstantSource machine) {
        this.scale = scale;
        this.machine = machine;
    }

    @Override
    public Instant business() {
        return scale.business(machine.instant());
    }

    @Override
    public Instant machine() {
        return machine.instant();
    }

    @Override
    public Instant machineAt(Instant business) {
        return scale.machine(business);
    }

    @Override
    public Instant businessAt(Instant moment) {
        return scale.business(moment);
    }
}
