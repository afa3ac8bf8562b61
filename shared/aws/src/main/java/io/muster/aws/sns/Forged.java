package io.muster.aws.sns;

import io.muster.aws.error.Malformed;

/** A message that does not prove to come from a topic of ours. What it holds is not repeated: it may be anybody's data. */
public final class Forged extends RuntimeException implements Malformed {
    private static final long serialVersionUID = 1;

    Forged(String why) {
        super("The message does not prove to come from a topic of ours: " + why);
    }
}
