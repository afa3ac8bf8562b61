package io.muster.domain.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.domain.contact.Tier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures computed independently, to the digits given. */
class CheckValuesTest {

    private static final double ALL_IN_TIME = 1;

    @Test
    void five_unequal_contacts_give_the_known_poisson_binomial() {
        var tally = new Tally(5);
        for (double chance : new double[] {.5, .3, .7, .3, .9}) {
            tally.add(chance);
        }
        var distribution = tally.distribution();
        assertEquals(.3167, distribution[2], 5e-5);
        assertEquals(.5790, distribution[3] + distribution[4] + distribution[5], 5e-5);
    }

    @Test
    void sixty_contacts_of_an_uncertain_tier_give_the_beta_binomial_tail() {
        var outlook = outlook(10, new Beta(3, 7));
        for (int i = 0; i < 60; i++) {
            outlook.add(Prospect.of(Tier.GENERAL), ALL_IN_TIME);
        }
        assertEquals(.8165373412, outlook.success(), 5e-11);
    }

    @ParameterizedTest
    @CsvSource({"300, 700, 50", "30, 70, 54", "3, 7, 108"})
    void the_less_is_known_of_a_tier_the_more_are_contacted(double alpha, double beta, int contacts) {
        assertEquals(contacts, wave(outlook(10, new Beta(alpha, beta)), Prospect.of(Tier.GENERAL), 0.95));
    }

    @Test
    void three_groups_of_known_chances_give_the_known_tail() {
        var tally = new Tally(10);
        Collections.nCopies(5, .6).forEach(tally::add);
        Collections.nCopies(10, .4).forEach(tally::add);
        Collections.nCopies(20, .2).forEach(tally::add);
        assertEquals(.712759, tally.distribution()[10], 5e-7);
    }

    @ParameterizedTest
    @CsvSource({
        "0.4, 200, 0.99, 567",
        "0.3, 10, 0.80, 40",
        "0.3, 10, 0.90, 45",
        "0.3, 10, 0.95, 49",
        "0.3, 10, 0.99, 58"
    })
    void a_known_chance_needs_the_known_number_of_contacts(double p, int wanted, double confidence, int contacts) {
        assertEquals(contacts, wave(outlook(wanted, new Beta(1, 1)), known(p), confidence));
    }

    @Test
    void with_costs_the_wave_grows_while_a_contact_earns_its_own() {
        var goal = new Wave.Goal(0.95, ALL_IN_TIME, new Costs(1, 100, 10));
        var candidates = Collections.nCopies(1_000, known(.3));
        assertEquals(
                44,
                Wave.grow(outlook(10, new Beta(1, 1)), candidates, known(.3), goal)
                        .taken());
    }

    @Test
    void silence_lowers_what_is_thought_of_a_tier() {
        var belief = beliefOf(sixHoursIn(List.of(), 0.95));
        assertEquals(.27413, belief.mean(), 5e-6);
        assertEquals(.08871, belief.sd(), 5e-6);
    }

    @ParameterizedTest
    @CsvSource({"0, .00163", "20, .56227", "40, .90369"})
    void at_six_hours_more_contacts_bring_the_known_chance(int more, double chance) {
        var forecast = Forecast.of(sixHoursIn(Prospect.of(Tier.GENERAL, more), 0.999));
        assertEquals(more, forecast.wave());
        assertEquals(chance, forecast.pWithWave(), 5e-6);
    }

    @ParameterizedTest
    @CsvSource({"0.80, 31", "0.90, 40", "0.95, 50"})
    void at_six_hours_the_next_wave_is_the_known_one(double confidence, int wave) {
        var forecast = Forecast.of(sixHoursIn(Prospect.of(Tier.GENERAL, 200), confidence));
        assertEquals(wave, forecast.wave());
        assertTrue(forecast.restored());
    }

    /** Twenty contacted at 0 h with 24 h to go; after 6 h four bids, three declines, thirteen silent; ten wanted. */
    private static Progress sixHoursIn(List<Prospect> candidates, double confidence) {
        var contacted = new ArrayList<Contacted>();
        contacted.addAll(Collections.nCopies(4, Contacted.of(Tier.GENERAL, new Standing.Bid())));
        contacted.addAll(Collections.nCopies(3, Contacted.of(Tier.GENERAL, new Standing.Declined())));
        contacted.addAll(Collections.nCopies(13, Contacted.of(Tier.GENERAL, new Standing.Silent(6))));
        return new Progress(6, 18, confidence, rates(new Beta(3, 7)), TimeToBid.PRIOR, contacted, candidates, null);
    }

    private static TierBelief beliefOf(Progress progress) {
        var belief = Forecast.of(progress).beliefs().get(Tier.GENERAL);
        if (belief == null) {
            throw new AssertionError("no belief about the tier");
        }
        return belief;
    }

    private static int wave(Outlook outlook, Prospect kind, double confidence) {
        var goal = new Wave.Goal(confidence, ALL_IN_TIME, null);
        var wave = Wave.grow(outlook, Collections.nCopies(1_000, kind), kind, goal);
        assertTrue(wave.reached());
        return wave.taken();
    }

    private static Prospect known(double p) {
        return new Prospect(Tier.GENERAL, Beta.ofMean(p, 100));
    }

    private static Outlook outlook(int wanted, Beta rate) {
        return Outlook.before(wanted, rates(rate));
    }

    private static TierRates rates(Beta rate) {
        var rates = new EnumMap<Tier, Beta>(Map.of(Tier.INTERNAL, rate, Tier.PROSPECT, rate, Tier.GENERAL, rate));
        return new TierRates(rates);
    }
}
