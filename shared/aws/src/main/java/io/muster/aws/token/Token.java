package io.muster.aws.token;

import java.time.Instant;

/**
 * What a signed link is good for.
 *
 * @param touchId the touch that carried it
 * @param expiresAt when it stops working (machine time, whole seconds)
 */
public record Token(Purpose purpose, String workspace, String contactId, String touchId, Instant expiresAt) {

    /** The one thing that a token may be used for. */
    public enum Purpose {
        OPT_OUT,
        REPLY
    }
}
