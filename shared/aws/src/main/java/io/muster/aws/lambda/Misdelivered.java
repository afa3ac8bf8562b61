package io.muster.aws.lambda;

import io.muster.aws.error.Categorized;
import io.muster.aws.message.Message;
import io.muster.domain.error.Category;

/** A message came to a queue that is not its own: a fault of the installation, which the dead letters keep visible. */
public final class Misdelivered extends RuntimeException implements Categorized {
    private static final long serialVersionUID = 1;

    public Misdelivered(Message message) {
        super("the message " + message.id() + " is not for this queue");
    }

    @Override
    public Category category() {
        return Category.INTEGRATION;
    }

    @Override
    public String code() {
        return "misdelivered";
    }
}
