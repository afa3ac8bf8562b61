package io.muster.memory.sqs;

/**
 * How many messages there are, so that a stack can tell whether there is work in hand.
 *
 * @param visible ready to be received
 * @param inFlight received, and neither deleted nor visible again
 * @param delayed not yet visible for the first time
 */
public record Counts(int visible, int inFlight, int delayed) {
    /** Returns how many there are in all. */
    public int all() {
        return visible + inFlight + delayed;
    }

    /** Returns these and those. */
    public Counts plus(Counts other) {
        return new Counts(visible + other.visible, inFlight + other.inFlight, delayed + other.delayed);
    }
}
