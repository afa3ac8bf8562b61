package io.muster.domain.contact;

/** How far a contractor is proven: the lower the level, the sooner it is taken. */
public enum Tier {
    /** Internal and proven. */
    INTERNAL(1),
    /** Vetted, but without a record with us. */
    PROSPECT(2),
    /** The general pool. */
    GENERAL(3);

    private final int level;

    Tier(int level) {
        this.level = level;
    }

    public int level() {
        return level;
    }

    /** Returns the tier of the level 1, 2 or 3. */
    public static Tier ofLevel(int level) {
        return switch (level) {
            case 1 -> INTERNAL;
            case 2 -> PROSPECT;
            case 3 -> GENERAL;
            default -> throw new IllegalArgumentException("Tier " + level + " does not exist; use 1, 2 or 3");
        };
    }
}
