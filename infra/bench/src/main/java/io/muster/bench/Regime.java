package io.muster.bench;

import io.muster.domain.contact.Tier;
import io.muster.domain.strategy.TierRates;
import io.muster.domain.strategy.TimeToBid;

/** How the truth of simulated markets relates to what the engine supposes. */
enum Regime {
    AS_SUPPOSED("as supposed", 1, 1, 1, 1),
    HIGHER("rates higher", 1.05, 1.15, 1.4, 1),
    LOWER("rates lower", 0.75, 0.7, 0.6, 1),
    MIXED("tiers mixed up", 0.6, 1.1, 1.3, 1),
    SLOWER("answers twice as slow", 1, 1, 1, 2);

    private static final double HIGHEST = 0.97;
    private static final double STRENGTH = 10;

    private final String title;
    private final double internal;
    private final double prospect;
    private final double general;
    private final double slowness;

    Regime(String title, double internal, double prospect, double general, double slowness) {
        this.title = title;
        this.internal = internal;
        this.prospect = prospect;
        this.general = general;
        this.slowness = slowness;
    }

    String title() {
        return title;
    }

    /** Returns the shape of the distribution from which a tier's true rate is drawn. */
    double alpha(Tier tier) {
        return STRENGTH * mean(tier);
    }

    double beta(Tier tier) {
        return STRENGTH * (1 - mean(tier));
    }

    TimeToBid time() {
        return new TimeToBid(TimeToBid.PRIOR.shape(), TimeToBid.PRIOR.scale() * slowness);
    }

    private double mean(Tier tier) {
        double factor = switch (tier) {
            case INTERNAL -> internal;
            case PROSPECT -> prospect;
            case GENERAL -> general;
        };
        return Math.min(HIGHEST, TierRates.priorMean(tier) * factor);
    }
}
