package io.muster.domain.strategy;

import io.muster.domain.contact.Tier;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bids still to come from everybody added so far, counted up to the number wanted. Contacts of a tier share its
 * unknown chance; tiers, and contacts with a history of their own, are independent of each other.
 */
final class Outlook {

    private final int wanted;
    private final Map<Tier, Posterior> posteriors;
    private final Map<Tier, Part> tiers = new EnumMap<>(Tier.class);
    private final Part individuals;

    Outlook(int wanted, Map<Tier, Posterior> posteriors) {
        this.wanted = wanted;
        this.posteriors = posteriors;
        individuals = new Part(new Tally(wanted));
    }

    static Outlook before(int wanted, TierRates rates) {
        var posteriors = new EnumMap<Tier, Posterior>(Tier.class);
        rates.byTier().forEach((tier, rate) -> posteriors.put(tier, Posterior.of(rate)));
        return new Outlook(wanted, posteriors);
    }

    /** Adds a contact that is reached anew and answers in time with the chance F(D − t). */
    void add(Prospect prospect, double inTime) {
        part(prospect).add(bids(prospect.tier(), prospect.own(), 0, inTime));
    }

    /** Adds a contact that has been silent although a bid would have come by now with the chance F(t − s). */
    void addSilent(Tier tier, @Nullable Beta own, double byNow, double inTime) {
        part(new Prospect(tier, own)).add(bids(tier, own, byNow, inTime));
    }

    /** Returns the chance of the wanted number. */
    double success() {
        return distribution(null)[wanted];
    }

    /** Returns the chances of 0, 1, … bids, the last of them of the wanted number or more. */
    double[] distribution() {
        return distribution(null);
    }

    /** Returns what one more contact saves less what it costs. */
    double worth(Prospect prospect, double inTime, Costs costs) {
        var part = part(prospect);
        var bids = bids(prospect.tier(), prospect.own(), 0, inTime);
        double needed = part.tally.bidsWhileShort(bids, distribution(part));
        double surplus = part.tally.mean(bids) - needed;
        return costs.missingBid() * needed - costs.surplusBid() * surplus - costs.perContact();
    }

    private Part part(Prospect prospect) {
        return prospect.own() != null
                ? individuals
                : tiers.computeIfAbsent(prospect.tier(), tier -> new Part(new Tally(wanted, posterior(tier))));
    }

    private Posterior posterior(Tier tier) {
        var posterior = posteriors.get(tier);
        if (posterior == null) {
            throw new IllegalArgumentException("No rate for tier " + tier);
        }
        return posterior;
    }

    private double[] bids(Tier tier, @Nullable Beta own, double byNow, double inTime) {
        if (own != null) {
            return new double[] {bids(own.mean(), byNow, inTime)};
        }
        var posterior = posterior(tier);
        var bids = new double[posterior.size()];
        for (int j = 0; j < bids.length; j++) {
            bids[j] = bids(posterior.theta(j), byNow, inTime);
        }
        return bids;
    }

    private static double bids(double theta, double byNow, double inTime) {
        double open = 1 - theta * byNow;
        return open > 0 ? Math.clamp(theta * (inTime - byNow) / open, 0, 1) : 0;
    }

    private double[] distribution(@Nullable Part without) {
        var total = new double[wanted + 1];
        total[0] = 1;
        for (var part : tiers.values()) {
            total = part == without ? total : sum(total, part.distribution());
        }
        return individuals == without ? total : sum(total, individuals.distribution());
    }

    private double[] sum(double[] a, double[] b) {
        var sum = new double[wanted + 1];
        for (int i = 0; i <= wanted; i++) {
            for (int j = 0; j <= wanted && a[i] > 0; j++) {
                sum[Math.min(i + j, wanted)] += a[i] * b[j];
            }
        }
        return sum;
    }

    private static final class Part {
        private final Tally tally;
        private double @Nullable [] distribution;

        Part(Tally tally) {
            this.tally = tally;
        }

        void add(double[] bids) {
            tally.add(bids);
            distribution = null;
        }

        double[] distribution() {
            var known = distribution;
            if (known == null) {
                known = tally.distribution();
                distribution = known;
            }
            return known;
        }
    }
}
