package io.muster.bench;

import io.muster.bench.Market.Contractor;
import io.muster.domain.contact.Tier;
import io.muster.domain.strategy.Forecast;
import io.muster.domain.strategy.LearnedRates;
import io.muster.domain.strategy.Progress;
import io.muster.domain.strategy.Project;
import io.muster.domain.strategy.StrategyEngine;
import io.muster.domain.strategy.StrategyRequest;
import io.muster.domain.strategy.TierRates;
import io.muster.domain.strategy.TimeToBid;
import io.muster.domain.strategy.Timeline;
import io.muster.domain.strategy.TimelineRequest;
import io.muster.domain.time.ContactHours;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A way to run a campaign: a first wave, then what it adds at 25, 50 and 75 % of the time. */
sealed interface Policy {

    Instant START = Instant.parse("2026-03-02T00:00:00Z");
    List<Double> CHECK_INS = List.of(0.25, 0.5, 0.75);

    List<Contractor> firstWave(Trial trial);

    List<Contractor> nextWave(Trial trial, double now);

    /** Returns the campaign as this policy runs it; nobody is added once the goal is met. */
    default Trial run(Market market) {
        var trial = new Trial(market);
        trial.contact(firstWave(trial), 0);
        for (double fraction : CHECK_INS) {
            double now = fraction * market.hours();
            if (trial.bids(now) < market.needed()) {
                trial.contact(nextWave(trial, now), now);
            }
        }
        return trial;
    }

    /** The engine: smallest waves that reach a chance, on the usual priors and what earlier campaigns have taught, within a budget. */
    record Ours(double confidence, LearnedRates learned, TimeToBid time, int budget) implements Policy {

        private static final double SEVERE = 0.5;
        static final Project PROJECT = new Project("", List.of(Lessons.CATEGORY), false);

        /** The engine before it has learned anything. */
        Ours(double confidence) {
            this(confidence, Integer.MAX_VALUE);
        }

        /** The same with no more contacts than a budget. */
        Ours(double confidence, int budget) {
            this(confidence, LearnedRates.NOTHING, TimeToBid.PRIOR, budget);
        }

        private List<Contractor> affordable(List<Contractor> wave, Trial trial) {
            return wave.subList(0, Math.min(wave.size(), budget - trial.contacts()));
        }

        @Override
        public List<Contractor> firstWave(Trial trial) {
            var market = trial.market();
            var timeline = Timeline.of(TimelineRequest.hours(market.hours()), START);
            var prospects = market.pool().stream().map(Contractor::prospect).toList();
            var strategy =
                    StrategyEngine.plan(StrategyRequest.of(market.needed(), timeline, ContactHours.ALWAYS, prospects)
                            .withConfidence(confidence)
                            .withProject(PROJECT)
                            .withLearned(learned, time));
            var wave = new ArrayList<Contractor>();
            strategy.tiers()
                    .forEach(plan -> wave.addAll(trial.left(contractor -> contractor.tier() == plan.tier())
                            .subList(0, plan.toContact())));
            return affordable(wave, trial);
        }

        @Override
        public List<Contractor> nextWave(Trial trial, double now) {
            var market = trial.market();
            int received = trial.bids(now);
            double expected = market.needed() * now / market.hours();
            boolean anyTier = expected >= 1 && received < SEVERE * expected;
            var wave = restoring(
                    trial,
                    now,
                    TierRates.of(PROJECT, learned),
                    time,
                    confidence,
                    contractor -> anyTier || contractor.tier() != Tier.INTERNAL);
            return affordable(wave, trial);
        }
    }

    /** The engine told the truth about rates and times, free of caps. */
    record Oracle(double confidence) implements Policy {

        @Override
        public List<Contractor> firstWave(Trial trial) {
            return nextWave(trial, 0);
        }

        @Override
        public List<Contractor> nextWave(Trial trial, double now) {
            var market = trial.market();
            return restoring(trial, now, market.truth(), market.time(), confidence, any -> true);
        }
    }

    /** Fixed ratios and straight lines: remaining / rate of each tier, then at most four more at each check-in. */
    record FixedRatio() implements Policy {

        private static final double[] RATES = {0.9, 0.5, 0.33};
        private static final int[] CAPS = {5, 10, 15};
        private static final int MOST_ADDED = 4;

        @Override
        public List<Contractor> firstWave(Trial trial) {
            var market = trial.market();
            double remaining = market.needed();
            var wave = new ArrayList<Contractor>();
            for (var tier : Tier.values()) {
                double rate = RATES[tier.number() - 1] * multiplier(market.hours());
                var candidates = trial.left(contractor -> contractor.tier() == tier);
                int wanted = (int) Math.ceil(Math.max(0, remaining) / rate);
                int taken = Math.min(Math.min(wanted, candidates.size()), CAPS[tier.number() - 1]);
                wave.addAll(candidates.subList(0, taken));
                remaining -= taken * rate;
            }
            return wave;
        }

        @Override
        public List<Contractor> nextWave(Trial trial, double now) {
            double expected = trial.market().needed() * now / trial.market().hours();
            int missing = (int) Math.ceil(expected - trial.bids(now));
            var candidates = trial.left(contractor -> contractor.tier() != Tier.INTERNAL);
            return candidates.subList(0, Math.clamp(missing, 0, Math.min(MOST_ADDED, candidates.size())));
        }

        private static double multiplier(double hours) {
            return hours <= 1 ? 0.6 : hours <= 12 ? 0.75 : hours <= 72 ? 1 : hours <= 120 ? 1.15 : 1.1;
        }
    }

    private static List<Contractor> restoring(
            Trial trial, double now, TierRates rates, TimeToBid time, double confidence, Predicate<Contractor> which) {
        var market = trial.market();
        var candidates = trial.left(which);
        var forecast = Forecast.of(new Progress(
                market.needed() - trial.bids(now),
                market.hours() - now,
                confidence,
                rates,
                time,
                trial.standings(now),
                candidates.stream().map(Contractor::prospect).toList(),
                null));
        return candidates.subList(0, forecast.wave());
    }
}
