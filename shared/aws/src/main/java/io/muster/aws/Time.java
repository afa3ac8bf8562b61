package io.muster.aws;

import java.time.Duration;
import java.time.Instant;

/**
 * The two clocks of an installation. Business time (deadlines, check-ins, quiet hours, caps) may run fast on the embedded
 * stack; machine time (leases, visibility, backoff, the sweeper) never does.
 */
public interface Time {

    /** Returns the business moment. */
    Instant business();

    /** Returns the machine's moment. */
    Instant machine();

    /** Returns the machine's moment at which business time reaches the given one. */
    Instant machineAt(Instant business);

    /** Returns the business moment at a machine's moment; the same distance away unless business time runs fast. */
    default Instant businessAt(Instant machine) {
        return business().plus(Duration.between(machine(), machine));
    }

    /** Returns the clock of the machine, for both. */
    static Time system() {
        return new Time() {
            @Override
            public Instant business() {
                return machine();
            }

            @Override
            public Instant machine() {
                return Instant.now();
            }

            @Override
            public Instant machineAt(Instant business) {
                return business;
            }
        };
    }
}
