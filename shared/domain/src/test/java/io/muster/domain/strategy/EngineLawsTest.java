package io.muster.domain.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.domain.contact.Tier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws that hold for every input, over generated cases, and agreement with brute force and simulation. */
class EngineLawsTest {

    private static final double ROUNDING = 1e-9;

    /** A generated campaign: its rates, whom it contacts, how many bids it needs, and how long it has. */
    private record Market(TierRates rates, List<Prospect> contacts, int needed, double hours) {

        double pSuccess() {
            var outlook = Outlook.before(needed, rates);
            contacts.forEach(contact -> outlook.add(contact, TimeToBid.PRIOR.within(hours)));
            return outlook.success();
        }

        Market withHours(double other) {
            return new Market(rates, contacts, needed, other);
        }

        Market withNeeded(int other) {
            return new Market(rates, contacts, other, hours);
        }

        Market with(Prospect another) {
            var more = new ArrayList<>(contacts);
            more.add(another);
            return new Market(rates, more, needed, hours);
        }

        Market withBids(Tier tier, double bids) {
            var better = new EnumMap<Tier, Beta>(rates.byTier());
            better.put(tier, rates.of(tier).plus(bids, 0));
            return new Market(new TierRates(better), contacts, needed, hours);
        }
    }

    @Test
    void the_chance_rises_with_contacts_rates_and_time_and_falls_with_the_need() {
        var random = seeded(11);
        for (int i = 0; i < 10_000; i++) {
            var market = market(random);
            var tier = Tier.of(1 + random.nextInt(3));
            double p = market.pSuccess();
            assertTrue(p >= 0 && p <= 1 + ROUNDING, () -> "no probability: " + market);
            assertNotBelow(p, market.with(Prospect.of(tier)).pSuccess(), market);
            assertNotBelow(p, market.withBids(tier, 5 * random.nextDouble()).pSuccess(), market);
            assertNotBelow(
                    p,
                    market.withHours(market.hours() * (1 + random.nextDouble())).pSuccess(),
                    market);
            assertNotBelow(market.withNeeded(market.needed() + 1).pSuccess(), p, market);
        }
    }

    @Test
    void the_tail_agrees_with_the_enumeration_of_every_outcome() {
        var random = seeded(12);
        for (int i = 0; i < 500; i++) {
            int wanted = random.nextInt(1, 6);
            double[] chances = random.doubles(random.nextInt(1, 11)).toArray();
            var tally = new Tally(wanted);
            for (double chance : chances) {
                tally.add(chance);
            }
            assertEquals(enumerated(chances, wanted), tally.distribution()[wanted], 1e-12);
        }
    }

    @Test
    void the_chance_agrees_with_two_hundred_thousand_simulated_campaigns() {
        var random = seeded(13);
        var rates = new double[] {9, 1, 7.5, 2.5, 5, 5};
        double inTime = TimeToBid.PRIOR.within(24);
        int successes = 0;
        int runs = 200_000;
        for (int i = 0; i < runs; i++) {
            int bids = 0;
            int[] contacts = {3, 3, 2};
            for (int tier = 0; tier < 3; tier++) {
                double theta = beta(random, rates[2 * tier], rates[2 * tier + 1]);
                for (int c = 0; c < contacts[tier]; c++) {
                    bids += random.nextDouble() < theta * inTime ? 1 : 0;
                }
            }
            successes += bids >= 4 ? 1 : 0;
        }
        var outlook = Outlook.before(4, TierRates.PRIOR);
        Prospect.of(Tier.INTERNAL, 3).forEach(contact -> outlook.add(contact, inTime));
        Prospect.of(Tier.PROSPECT, 3).forEach(contact -> outlook.add(contact, inTime));
        Prospect.of(Tier.GENERAL, 2).forEach(contact -> outlook.add(contact, inTime));
        assertEquals(successes / (double) runs, outlook.success(), 0.002);
    }

    @Test
    void the_grid_gives_the_exact_moments_without_silence_whatever_the_shape() {
        var random = seeded(14);
        for (int i = 0; i < 2_000; i++) {
            var beta = new Beta(Math.pow(10, random.nextDouble(-2, 6)), Math.pow(10, random.nextDouble(-2, 6)));
            var posterior = Posterior.of(beta);
            assertEquals(beta.mean(), posterior.mean(), 1e-6, beta::toString);
            assertEquals(beta.sd(), posterior.sd(), 1e-6, beta::toString);
        }
    }

    @Test
    void silence_that_has_lasted_for_ever_is_a_decline() {
        var silent = Posterior.of(new Beta(5, 5), Silence.of(1, 1, 1));
        assertEquals(new Beta(5, 8).mean(), silent.mean(), 1e-12);
    }

    @Test
    void silence_of_every_length_keeps_the_belief_between_no_answer_at_all_and_a_decline() {
        var random = seeded(15);
        for (int i = 0; i < 2_000; i++) {
            var beta = new Beta(Math.pow(10, random.nextDouble(-1, 4)), Math.pow(10, random.nextDouble(-1, 4)));
            double[] answered = random.doubles(random.nextInt(1, 400)).toArray();
            double mean = Posterior.of(beta, Silence.of(answered)).mean();
            double lowest = beta.plus(0, answered.length).mean();
            assertTrue(mean <= beta.mean() + 1e-6 && mean >= lowest - 1e-6, () -> beta + " gives " + mean);
        }
    }

    @Test
    void a_contact_with_a_history_counts_by_itself() {
        var own = new Prospect(Tier.GENERAL, new Beta(8, 2));
        var outlook = Outlook.before(2, TierRates.PRIOR);
        outlook.add(own, 0.5);
        outlook.add(own, 0.5);
        assertEquals(0.16, outlook.success(), 1e-12);
    }

    @Test
    void nobody_is_added_while_the_chance_is_good() {
        var contacted = Collections.nCopies(20, Contacted.of(Tier.INTERNAL, new Standing.Planned(0)));
        var forecast = Forecast.of(new Progress(
                4, 24, 0.95, TierRates.PRIOR, TimeToBid.PRIOR, contacted, Prospect.of(Tier.GENERAL, 50), null));
        assertEquals(0, forecast.wave());
        assertTrue(forecast.pSuccess() > 0.99);
    }

    @Test
    void with_costs_the_next_wave_grows_while_a_contact_earns_its_own_whatever_the_confidence() {
        var thrifty = midway(new Costs(1, 2, 0));
        assertEquals(0, thrifty.wave());
        assertTrue(thrifty.restored());
        var lavish = midway(new Costs(1, 10_000, 10));
        assertTrue(lavish.pWithWave() > 0.99, () -> "lavish reaches " + lavish.pWithWave());
        var usual = midway(new Costs(1, 100, 10));
        assertTrue(usual.wave() > 0 && usual.wave() < lavish.wave(), () -> usual + " against " + lavish);
    }

    @Test
    void with_costs_nobody_is_added_to_a_goal_that_is_met() {
        assertEquals(
                0,
                Forecast.of(new Progress(
                                0,
                                18,
                                0.95,
                                TierRates.PRIOR,
                                TimeToBid.PRIOR,
                                List.of(),
                                Prospect.of(Tier.GENERAL, 50),
                                new Costs(0.1, 1_000, 1)))
                        .wave());
    }

    private static Forecast midway(Costs costs) {
        return Forecast.of(new Progress(
                2, 18, 0.95, TierRates.PRIOR, TimeToBid.PRIOR, List.of(), Prospect.of(Tier.GENERAL, 50), costs));
    }

    @Test
    void a_goal_that_is_met_is_certain() {
        var forecast = Forecast.of(new Progress(
                0, 0, 0.95, TierRates.PRIOR, TimeToBid.PRIOR, List.of(), Prospect.of(Tier.GENERAL, 50), null));
        assertEquals(1, forecast.pSuccess());
        assertEquals(0, forecast.wave());
    }

    @Test
    void without_hours_left_nobody_is_added_in_vain() {
        var forecast = Forecast.of(new Progress(
                2, 0, 0.95, TierRates.PRIOR, TimeToBid.PRIOR, List.of(), Prospect.of(Tier.GENERAL, 50), null));
        assertEquals(new Forecast(0, forecast.beliefs(), 0, 0, false), forecast);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY})
    void a_confidence_that_is_none_is_refused(double confidence) {
        assertThrows(
                InvalidProbability.class,
                () -> new Progress(4, 24, confidence, TierRates.PRIOR, TimeToBid.PRIOR, List.of(), List.of(), null));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void a_rate_without_meaning_is_refused(double parameter) {
        assertThrows(IllegalArgumentException.class, () -> new Beta(parameter, 1));
        assertThrows(IllegalArgumentException.class, () -> new Beta(1, parameter));
    }

    @Test
    void quantiles_undo_the_distribution() {
        var random = seeded(16);
        for (int i = 0; i < 200; i++) {
            var beta = new Beta(random.nextDouble(0.5, 500), random.nextDouble(0.5, 500));
            double probability = random.nextDouble(0.01, 0.99);
            assertEquals(probability, beta.cdf(beta.quantile(probability)), 1e-7, beta::toString);
        }
    }

    private static Market market(RandomGenerator random) {
        var rates = new EnumMap<Tier, Beta>(Tier.class);
        for (var tier : Tier.values()) {
            rates.put(tier, new Beta(random.nextDouble(0.2, 30), random.nextDouble(0.2, 30)));
        }
        var contacts = random.ints(random.nextInt(12), 1, 4)
                .mapToObj(number -> Prospect.of(Tier.of(number)))
                .toList();
        return new Market(new TierRates(rates), contacts, random.nextInt(1, 9), random.nextDouble(0.1, 100));
    }

    private static void assertNotBelow(double low, double high, Market market) {
        assertTrue(high >= low - 1e-7, () -> low + " should not exceed " + high + " for " + market);
    }

    private static double enumerated(double[] chances, int wanted) {
        double sum = 0;
        for (int outcome = 0; outcome < 1 << chances.length; outcome++) {
            double chance = 1;
            for (int i = 0; i < chances.length; i++) {
                chance *= (outcome >> i & 1) == 1 ? chances[i] : 1 - chances[i];
            }
            sum += Integer.bitCount(outcome) >= wanted ? chance : 0;
        }
        return sum;
    }

    /** Draws from a Beta distribution: the share of one gamma variate in the sum of two. */
    private static double beta(RandomGenerator random, double alpha, double beta) {
        double a = gamma(random, alpha);
        return a / (a + gamma(random, beta));
    }

    /** Draws a gamma variate of shape at least 1 (Marsaglia and Tsang). */
    private static double gamma(RandomGenerator random, double shape) {
        double d = shape - 1.0 / 3;
        while (true) {
            double x = random.nextGaussian();
            double v = Math.pow(1 + x / Math.sqrt(9 * d), 3);
            if (v > 0 && Math.log(1 - random.nextDouble()) < x * x / 2 + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }

    private static RandomGenerator seeded(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }
}
