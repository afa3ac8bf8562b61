package io.muster.domain.strategy;

/** A campaign's stated time cannot be used; the message says which part and what would do. */
public final class InvalidTimeline extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidTimeline(String message) {
        super(message);
    }
}
