package io.muster.functions.dispatch;

import io.muster.domain.touch.Obstacle;

/** What a look at the way to a recipient showed, before the claim. */
public sealed interface Preparation {

    /**
     * A message may go.
     *
     * @param way sends the one message that this was prepared for
     */
    record Open(Sender way) implements Preparation {}

    /** No message goes this way. */
    record Closed(Obstacle.Kind because) implements Preparation {}
}
