package io.muster.aws.api;

import java.util.Locale;
import java.util.Set;

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

    /** Returns how a token may spell it: as it is, or behind the name of Cognito's resource server. */
    public Set<String> spellings() {
        return Set.of(wire(), "muster/" + wire());
    }
}
