package io.muster.simulation;

/**
 * What a seed decides, place by place. Every place draws a lot of its own, whatever was drawn elsewhere, so that a run
 * in which something does not happen is the same run in all else: that is what makes a failure shrink.
 *
 * @param seed the same lots for the same seed
 */
record Lots(long seed) {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final long PRIME = 1_099_511_628_211L;
    private static final double UNIT = 0x1.0p-53;

    /** Returns a place as a number: its name, and which of its name it is. */
    static long place(String name, long number) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * PRIME;
        }
        return mixed(hash + number * GOLDEN);
    }

    /** Returns a place inside a place. */
    static long place(long outer, String name) {
        return mixed(outer ^ place(name, 0));
    }

    /** Returns the lot of a place. */
    long lot(long place) {
        return mixed(mixed(seed + GOLDEN) ^ place);
    }

    /** Returns a place's lot from 0 up to but not including 1. */
    double unit(long place) {
        return (lot(place) >>> 11) * UNIT;
    }

    /** Returns a place's lot from a number to another, both included. */
    long between(long least, long most, long place) {
        return least + (long) (unit(place) * (most - least + 1));
    }

    /** The finalizer of SplitMix64 (Steele, Lea and Flood, 2014). */
    private static long mixed(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
