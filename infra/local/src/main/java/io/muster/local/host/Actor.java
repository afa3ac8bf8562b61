package io.muster.local.host;

import java.time.Instant;
import java.util.Optional;

/** Somebody outside who does things at moments of business time, such as the simulated market. */
public interface Actor {

    /** Returns the business moment of the next thing to do; one that has passed means now. */
    Optional<Instant> nextDue();

    /** Does everything that is due at a moment; returns how many things that were. */
    int act(Instant now);
}
