package io.muster.domain.whatif;

import io.muster.domain.campaign.Ranking;
import io.muster.domain.campaign.Reachable;
import io.muster.domain.contact.Tier;
import io.muster.domain.strategy.Beta;
import io.muster.domain.strategy.LearnedRates;
import io.muster.domain.strategy.Observed;
import io.muster.domain.strategy.TierRates;
import io.muster.domain.strategy.TimeToBid;
import io.muster.domain.touch.Touch;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Everybody whom a campaign could ask, and what is believed of them: the very distributions that the strategy engine
 * reckons with, drawn from by their quantiles.
 */
final class Crowd {

    /** A draw of exactly 0 would be no quantile. */
    private static final double LEAST = 0x1p-53;

    private static final int DRAWS_EACH = 3;

    private final TierRates rates;
    private final TimeToBid time;
    private final Map<Tier, Double> declining = new EnumMap<>(Tier.class);
    private final List<Person> people = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();

    /** Somebody, with the chance that its own history gives it; without a history it shares its tier's. */
    private record Person(Tier tier, @Nullable Beta own) {}

    /**
     * What somebody does once it is asked.
     *
     * @param bids whether it bids; otherwise it declines
     * @param hours reachable hours until then
     */
    record Fate(boolean bids, double hours) {}

    Crowd(Scenario scenario) {
        var state = scenario.start();
        var project = Reachable.project(state);
        rates = TierRates.of(project, scenario.pool().rates());
        time = scenario.pool().timeToBid();
        for (var tier : Tier.values()) {
            declining.put(tier, declining(scenario.pool().rates(), project.categories(), tier));
        }
        state.touches().forEach(touch -> {
            if (touch.tier() != null) {
                add(touch.contactId(), touch.tier(), touch.earlier());
            }
        });
        scenario.pool()
                .prospects()
                .forEach(prospect -> add(prospect.contactId(), prospect.tier(), Ranking.earlier(prospect)));
    }

    private void add(String contactId, Tier tier, Touch.@Nullable Earlier earlier) {
        if (places.putIfAbsent(contactId, people.size()) == null) {
            people.add(new Person(tier, Ranking.own(rates, tier, earlier)));
        }
    }

    /** Of those who do not bid, the share that says so, as far as the workspace knows. */
    private static double declining(LearnedRates learned, List<String> categories, Tier tier) {
        Observed observed = learned.in(categories, tier);
        double without = observed.declines() + observed.silent();
        return without > 0 ? observed.declines() / without : 0;
    }

    /** Returns what everybody would do in one run, decided before anybody is asked, so that every plan meets the same people. */
    Fates fates(SplittableRandom random) {
        var chances = new EnumMap<Tier, Double>(Tier.class);
        for (var tier : Tier.values()) {
            chances.put(tier, rates.of(tier).quantile(random.nextDouble(LEAST, 1)));
        }
        var draws = new double[DRAWS_EACH * people.size()];
        for (int i = 0; i < draws.length; i++) {
            draws[i] = random.nextDouble(LEAST, 1);
        }
        return new Fates(chances, draws);
    }

    /** What everybody would do in one run. */
    final class Fates {

        private final Map<Tier, Double> chances;
        private final double[] draws;

        private Fates(Map<Tier, Double> chances, double... draws) {
            this.chances = chances;
            this.draws = draws;
        }

        /** Returns what a contact does once it is asked; null when it stays silent. */
        @Nullable
        Fate of(String contactId) {
            int place = places.getOrDefault(contactId, -1);
            if (place < 0) {
                return null;
            }
            var person = people.get(place);
            int first = DRAWS_EACH * place;
            double chance = person.own() == null
                    ? chances.getOrDefault(person.tier(), 0.0)
                    : person.own().mean();
            boolean bids = draws[first] < chance;
            boolean declines = draws[first + 1] < declining.getOrDefault(person.tier(), 0.0);
            return bids || declines ? new Fate(bids, time.hours(draws[first + 2])) : null;
        }
    }
}
