package io.muster.aws.api;

import java.util.Locale;

/** What a token allows; none includes another, so that a token says plainly all that it opens. */
public enum Scope {
    READ,
    OPERATE,
    APPROVE,
    ADMIN;

    /** Returns the scope as tokens spell it. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
