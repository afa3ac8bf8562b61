package io.muster.domain.contact;

import java.time.Instant;

/** The proof that a contact agreed to be reached on a channel: without a source and a time it proves nothing. */
public record Consent(String source, Instant at) {
    public Consent {
        if (source.isBlank()) {
            throw new IllegalArgumentException("a consent needs the source it was given at");
        }
    }
}
