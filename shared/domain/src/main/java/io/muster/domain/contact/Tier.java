package io.muster.domain.contact;

/** How well a contractor is known: 1 internal and proven, 2 vetted prospect, 3 general pool. */
public enum Tier {
    INTERNAL(1),
    PROSPECT(2),
    GENERAL(3);

    private final int number;

    Tier(int number) {
        this.number = number;
    }

    /** Returns 1, 2 or 3. */
    public int number() {
        return number;
    }

    /** Returns the tier with this number. */
    public static Tier of(int number) {
        return switch (number) {
            case 1 -> INTERNAL;
            case 2 -> PROSPECT;
            case 3 -> GENERAL;
            default -> throw new IllegalArgumentException("a tier is 1, 2 or 3, not " + number);
        };
    }
}
