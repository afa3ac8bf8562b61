package io.muster.domain.strategy;

/** A probability that must lie strictly between 0 and 1 does not. */
public final class InvalidProbability extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidProbability(String name, double value) {
        super(name + " must lie strictly between 0 and 1, not " + value);
    }
}
