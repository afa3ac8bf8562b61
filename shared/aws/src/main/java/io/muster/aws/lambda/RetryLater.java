package io.muster.aws.lambda;

import io.muster.aws.error.Contention;

/** A message cannot be handled now, since others write what it is about; it is to be delivered again. */
public final class RetryLater extends RuntimeException implements Contention {
    private static final long serialVersionUID = 1;

    public RetryLater(String why) {
        super(why);
    }
}
