package io.muster.bench;

import io.muster.domain.contact.Tier;
import io.muster.domain.strategy.Contacted;
import io.muster.domain.strategy.LearnedRates;
import io.muster.domain.strategy.Observed;
import io.muster.domain.strategy.Standing;
import io.muster.domain.strategy.TierRates;
import io.muster.domain.strategy.TimeToBid;
import io.muster.domain.strategy.Wait;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What the engine knows of a market after some campaigns in it, run one after the other and each learned from. */
final class Lessons {

    static final String CATEGORY = "any";

    private final Map<Tier, Observed> counts = new EnumMap<>(Tier.class);
    private final List<Wait> waits = new ArrayList<>();
    private TimeToBid time = TimeToBid.PRIOR;

    private Lessons() {}

    static Policy.Ours after(int campaigns, Market market, long seed, double confidence) {
        var lessons = new Lessons();
        for (int i = 0; i < campaigns; i++) {
            var earlier = market.another(seed * 31 + i);
            lessons.learn(new Policy.Ours(confidence, lessons.rates(), lessons.time, Integer.MAX_VALUE).run(earlier));
        }
        return new Policy.Ours(confidence, lessons.rates(), lessons.time, Integer.MAX_VALUE);
    }

    private LearnedRates rates() {
        return new LearnedRates(Map.of(CATEGORY, counts));
    }

    private void learn(Trial trial) {
        waits.addAll(trial.waits());
        time = TimeToBid.learned(waits);
        var rates = TierRates.of(Policy.Ours.PROJECT, rates());
        for (var tier : Tier.values()) {
            var standings = trial.standings(trial.market().hours()).stream()
                    .filter(contacted -> contacted.tier() == tier)
                    .map(Contacted::standing)
                    .toList();
            double[] silences = standings.stream()
                    .mapToDouble(standing -> standing instanceof Standing.Silent silent ? silent.hours() : -1)
                    .filter(hours -> hours >= 0)
                    .toArray();
            long bids =
                    standings.stream().filter(Standing.Bid.class::isInstance).count();
            long declines = standings.size() - bids - silences.length;
            counts.merge(tier, Observed.ended(rates.of(tier), bids, declines, time, silences), Observed::plus);
        }
    }
}
