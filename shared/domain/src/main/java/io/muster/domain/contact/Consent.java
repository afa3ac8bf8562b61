package io.muster.domain.contact;

import java.time.Duration;
import java.time.Instant;

/** The proof that a contact agreed to be reached on a channel: without a source and a time it proves nothing. */
public record Consent(String source, Instant at) {

    /** What clocks may differ by: a consent of so much later than now is one of now. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    public Consent {
        if (source.isBlank()) {
            throw new IllegalArgumentException("a consent needs the source it was given at");
        }
    }

    /** Returns whether it has been given by a moment. */
    public boolean given(Instant by) {
        return !at.isAfter(by.plus(CLOCKS_DIFFER));
    }
}
