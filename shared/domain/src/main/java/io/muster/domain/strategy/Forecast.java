package io.muster.domain.strategy;

import io.muster.domain.contact.Tier;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a check-in knows of the end: the chance as things stand, and the smallest next wave that restores it.
 *
 * @param pSuccess chance of the remaining bids from those contacted already
 * @param beliefs what is now thought of each tier
 * @param wave how many of the first candidates to add; 0 while the chance is good enough, or with costs while nobody
 *     earns them
 * @param pWithWave chance of success with them
 * @param restored whether that is the wanted confidence, or with costs as many as are worth theirs; otherwise the wave is
 *     the best there is
 */
public record Forecast(double pSuccess, Map<Tier, TierBelief> beliefs, int wave, double pWithWave, boolean restored) {

    public Forecast {
        var copy = new EnumMap<Tier, TierBelief>(Tier.class);
        copy.putAll(beliefs);
        beliefs = Collections.unmodifiableMap(copy);
    }

    public static Forecast of(Progress progress) {
        var posteriors = posteriors(progress);
        var outlook = new Outlook(Math.max(0, progress.remaining()), posteriors);
        progress.contacted().forEach(contacted -> add(outlook, contacted, progress));
        double now = outlook.success();
        double inTime = progress.timeToBid().within(progress.hoursLeft());
        var goal = new Wave.Goal(progress.confidence(), inTime, progress.costs());
        var wave = Wave.grow(outlook, progress.candidates(), Prospect.of(Tier.GENERAL), goal);
        var beliefs = new EnumMap<Tier, TierBelief>(Tier.class);
        posteriors.forEach((tier, posterior) -> beliefs.put(tier, new TierBelief(posterior.mean(), posterior.sd())));
        return new Forecast(now, beliefs, wave.taken(), wave.pSuccess(), wave.reached());
    }

    /** Returns the chance of success with so many of the first candidates. */
    public static double with(Progress progress, int added) {
        var outlook = new Outlook(Math.max(0, progress.remaining()), posteriors(progress));
        progress.contacted().forEach(contacted -> add(outlook, contacted, progress));
        double inTime = progress.timeToBid().within(progress.hoursLeft());
        progress.candidates().subList(0, added).forEach(candidate -> outlook.add(candidate, inTime));
        return outlook.success();
    }

    private static Map<Tier, Posterior> posteriors(Progress progress) {
        var posteriors = new EnumMap<Tier, Posterior>(Tier.class);
        for (var tier : Tier.values()) {
            posteriors.put(tier, posterior(tier, progress));
        }
        return posteriors;
    }

    private static Posterior posterior(Tier tier, Progress progress) {
        var shared = progress.contacted().stream()
                .filter(contacted -> contacted.tier() == tier && contacted.own() == null)
                .map(Contacted::standing)
                .toList();
        double bids = shared.stream().filter(Standing.Bid.class::isInstance).count();
        double declines =
                shared.stream().filter(Standing.Declined.class::isInstance).count();
        double[] silent = shared.stream()
                .filter(Standing.Silent.class::isInstance)
                .mapToDouble(standing -> progress.timeToBid().within(((Standing.Silent) standing).hours()))
                .toArray();
        return Posterior.of(progress.rates().of(tier).plus(bids, declines), Silence.of(silent));
    }

    private static void add(Outlook outlook, Contacted contacted, Progress progress) {
        var time = progress.timeToBid();
        double left = progress.hoursLeft();
        switch (contacted.standing()) {
            case Standing.Silent silent ->
                outlook.addSilent(
                        contacted.tier(),
                        contacted.own(),
                        time.within(silent.hours()),
                        time.within(silent.hours() + left));
            case Standing.Planned planned ->
                outlook.add(new Prospect(contacted.tier(), contacted.own()), time.within(left - planned.inHours()));
            case Standing.Bid _, Standing.Declined _ -> {
                // Their answers are counted in what is thought of the tier; nothing more will come of them.
            }
        }
    }
}
