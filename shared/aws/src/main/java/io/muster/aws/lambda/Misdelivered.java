package io.muster.aws.lambda;

import io.muster.aws.message.Message;

/** A message came to a queue that is not its own: a fault of the installation, which the dead letters keep visible. */
public final class Misdelivered extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Misdelivered(Message message) {
        super("the message " + message.id() + " is not for this queue");
    }
}
