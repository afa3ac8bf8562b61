package io.muster.functions.dispatch;

import org.jspecify.annotations.Nullable;

/** A message that must not be handed to any provider, whatever the moment: the touch fails instead. */
public final class Unsendable extends RuntimeException {

    private static final long serialVersionUID = 1;

    public Unsendable(String touchId, String why) {
        super("touch " + touchId + " cannot be sent: " + why);
    }

    /** Refuses a header value with which somebody could add headers of their own. */
    static void ifBroken(String touchId, @Nullable String line) {
        if (line != null && line.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
            throw new Unsendable(touchId, "a line break in a header value");
        }
    }
}
