package io.muster.domain.strategy;

/** Refuses numbers that are no usable probability, NaN among them, before they spoil a computation. */
final class Probability {

    private Probability() {}

    /** Returns the value if it lies strictly between 0 and 1. */
    static double requireInside(double value, String name) {
        if (!(value > 0 && value < 1)) {
            throw new InvalidProbability(name, value);
        }
        return value;
    }
}
