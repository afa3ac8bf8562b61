package io.muster.bench;

import io.muster.domain.contact.Tier;
import io.muster.domain.strategy.Beta;
import io.muster.domain.strategy.Forecast;
import io.muster.domain.strategy.Progress;
import io.muster.domain.strategy.Prospect;
import io.muster.domain.strategy.TierRates;
import io.muster.domain.strategy.TimeToBid;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * One simulated market: true rates, which no policy but the oracle is told, and for each contractor what it will do.
 * Every policy meets the same contractors in the same order, so that they differ by their decisions alone.
 */
record Market(int needed, double hours, TierRates truth, TimeToBid time, List<Contractor> pool) {

    private static final int[] NEEDED = {2, 4, 6, 10};
    private static final double[] HOURS = {6, 24, 72};
    private static final double DECLINING = 0.3;
    private static final double SURE = 1e6;

    /**
     * What a contractor does once contacted.
     *
     * @param bids whether it bids in the end
     * @param answers whether it answers at all
     * @param delay hours until its answer
     */
    record Contractor(Tier tier, boolean bids, boolean answers, double delay) {

        Prospect prospect() {
            return Prospect.of(tier);
        }
    }

    Market {
        pool = List.copyOf(pool);
    }

    static Market draw(Regime regime, long seed) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        var rates = new EnumMap<Tier, Beta>(Tier.class);
        for (var tier : Tier.values()) {
            double rate = beta(random, regime.alpha(tier), regime.beta(tier));
            rates.put(tier, Beta.ofMean(Math.clamp(rate, 0.001, 0.999), SURE));
        }
        return of(new TierRates(rates), regime.time(), random);
    }

    /** Returns a market of the same true rates with other contractors and another need. */
    Market another(long seed) {
        return of(truth, time, RandomGeneratorFactory.of("L64X128MixRandom").create(seed));
    }

    private static Market of(TierRates truth, TimeToBid time, RandomGenerator random) {
        var pool = new ArrayList<Contractor>();
        for (var tier : Tier.values()) {
            int size = switch (tier) {
                case INTERNAL -> random.nextInt(6);
                case PROSPECT -> random.nextInt(11);
                case GENERAL -> random.nextInt(20, 81);
            };
            for (int i = 0; i < size; i++) {
                boolean bids = random.nextDouble() < truth.of(tier).mean();
                boolean declines = random.nextDouble() < DECLINING;
                boolean answers = bids || declines;
                pool.add(new Contractor(tier, bids, answers, delay(random, time)));
            }
        }
        int needed = NEEDED[random.nextInt(NEEDED.length)];
        return new Market(needed, HOURS[random.nextInt(HOURS.length)], truth, time, pool);
    }

    /** Returns whether contacting the whole pool at once would reach the chance, to somebody who knows the truth. */
    boolean feasible(double confidence) {
        var all = pool.stream().map(Contractor::prospect).toList();
        var known = new Progress(needed, hours, confidence, truth, time, List.of(), all, null);
        return Forecast.of(known).restored();
    }

    private static double delay(RandomGenerator random, TimeToBid time) {
        return time.scale() * Math.pow(-Math.log(1 - random.nextDouble()), 1 / time.shape());
    }

    private static double beta(RandomGenerator random, double alpha, double beta) {
        double a = gamma(random, alpha);
        return a / (a + gamma(random, beta));
    }

    /** Draws a gamma variate (Marsaglia and Tsang; a shape below 1 is drawn one higher and scaled down). */
    private static double gamma(RandomGenerator random, double shape) {
        if (shape < 1) {
            return gamma(random, shape + 1) * Math.pow(1 - random.nextDouble(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        while (true) {
            double x = random.nextGaussian();
            double v = Math.pow(1 + x / Math.sqrt(9 * d), 3);
            if (v > 0 && Math.log(1 - random.nextDouble()) < x * x / 2 + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }
}
