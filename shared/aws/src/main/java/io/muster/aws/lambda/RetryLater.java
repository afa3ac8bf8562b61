package io.muster.aws.lambda;

/** A message cannot be handled now and is to be delivered again; nothing is wrong with it. */
public final class RetryLater extends RuntimeException {
    private static final long serialVersionUID = 1;

    public RetryLater(String why) {
        super(why);
    }
}
