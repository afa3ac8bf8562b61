package io.muster.domain.whatif;

/** Where a chance lies with 95 % confidence, both ends between 0 and 1. */
public record Interval(double low, double high) {

    /** The two-sided 95 % point of the normal distribution. */
    private static final double Z = 1.959963984540054;

    /** Returns the interval by Wilson's score, which holds for few trials and for chances near 0 and 1 as well. */
    static Interval of(int successes, int trials) {
        double share = (double) successes / trials;
        double z2 = Z * Z / trials;
        double middle = (share + z2 / 2) / (1 + z2);
        double reach = Z / (1 + z2) * Math.sqrt(share * (1 - share) / trials + z2 / (4 * trials));
        return new Interval(Math.max(0, middle - reach), Math.min(1, middle + reach));
    }

    /** Returns whether a chance lies in it. */
    public boolean contains(double chance) {
        return low <= chance && chance <= high;
    }
}
