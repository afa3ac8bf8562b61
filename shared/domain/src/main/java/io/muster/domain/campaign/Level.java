package io.muster.domain.campaign;

/** How far a campaign has fallen behind: the escalation table's rows, mildest first. */
public enum Level {
    NONE(0.90),
    MILD(0.75),
    MODERATE(0.50),
    SEVERE(0.25),
    CRITICAL(0);

    private final double floor;

    Level(double floor) {
        this.floor = floor;
    }

    /** Returns the level for a performance: bids received over bids expected by now. */
    public static Level of(double performance) {
        for (var level : values()) {
            if (performance >= level.floor) {
                return level;
            }
        }
        return CRITICAL;
    }

    /** Returns whether this level is at least as bad as the other. */
    public boolean atLeast(Level other) {
        return compareTo(other) >= 0;
    }

    /** Returns the worse of the two. */
    public Level worse(Level other) {
        return atLeast(other) ? this : other;
    }

    /** Returns the next worse level. */
    public Level next() {
        return switch (this) {
            case NONE -> MILD;
            case MILD -> MODERATE;
            case MODERATE -> SEVERE;
            case SEVERE, CRITICAL -> CRITICAL;
        };
    }
}
