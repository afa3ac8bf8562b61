package io.muster.functions.dispatch;

import io.muster.domain.touch.Receipt;
import java.time.Duration;

/** A channel's provider. It is called once for a touch and never retries by itself. */
public interface Sender {

    /** How long a claim lives where nothing else is said. */
    Duration USUAL_LEASE = Duration.ofSeconds(5);

    /** Offers the message to the provider and returns what became of it; never throws for what a provider may do. */
    Receipt send(OutgoingMessage message);

    /** Returns how long a claim of its messages lives without being renewed: longer than the provider is waited for. */
    default Duration lease() {
        return USUAL_LEASE;
    }

    /** Returns whether each message needs a look at its way before the claim, so that the lease covers the sending alone. */
    default boolean prepares() {
        return false;
    }

    /** Looks at the way to an address; never throws for what may be found there. */
    default Preparation prepare(String address) {
        return new Preparation.Open(this);
    }
}
