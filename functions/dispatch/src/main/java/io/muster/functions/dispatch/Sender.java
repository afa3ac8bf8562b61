package io.muster.functions.dispatch;

import io.muster.domain.touch.Receipt;

/** A channel's provider. It is called once for a touch and never retries by itself. */
public interface Sender {

    /** Offers the message to the provider and returns what became of it; never throws for what a provider may do. */
    Receipt send(OutgoingMessage message);
}
