package io.muster.domain.strategy;

import io.muster.domain.contact.Tier;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** The chance to bid of each tier as it is known before a campaign, worth storing with it. */
public record TierRates(Map<Tier, Beta> byTier) {

    /** Pseudo-observations that a prior counts as. */
    public static final double STRENGTH = 10;

    private static final double HIGHEST_MEAN = 0.95;

    /** The priors without any project in mind. */
    public static final TierRates PRIOR = prior(1);

    public TierRates {
        var copy = new EnumMap<Tier, Beta>(Tier.class);
        copy.putAll(byTier);
        if (copy.size() < Tier.values().length) {
            throw new IllegalArgumentException("Rates are needed for every tier, given: " + byTier.keySet());
        }
        byTier = Collections.unmodifiableMap(copy);
    }

    /** Returns the priors moved by the project's facts, with all that was learned added. */
    public static TierRates of(Project project, LearnedRates learned) {
        var prior = prior(project.multiplier());
        var rates = new EnumMap<Tier, Beta>(Tier.class);
        prior.byTier.forEach((tier, beta) ->
                rates.put(tier, learned.in(project.categories(), tier).addedTo(beta)));
        return new TierRates(rates);
    }

    public static double priorMean(Tier tier) {
        return switch (tier) {
            case INTERNAL -> 0.90;
            case PROSPECT -> 0.75;
            case GENERAL -> 0.50;
        };
    }

    public Beta of(Tier tier) {
        var rate = byTier.get(tier);
        if (rate == null) {
            throw new IllegalStateException("No rate for tier " + tier);
        }
        return rate;
    }

    /** Returns what is known of one contractor: its tier's mean as a prior, its own record added. */
    public Beta own(Tier tier, Observed record) {
        return record.addedTo(Beta.ofMean(of(tier).mean(), STRENGTH));
    }

    private static TierRates prior(double multiplier) {
        var rates = new EnumMap<Tier, Beta>(Tier.class);
        for (var tier : Tier.values()) {
            rates.put(tier, Beta.ofMean(Math.min(HIGHEST_MEAN, priorMean(tier) * multiplier), STRENGTH));
        }
        return new TierRates(rates);
    }
}
