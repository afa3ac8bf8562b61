package io.muster.domain.strategy;

import io.muster.domain.contact.Tier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Decides the smallest first wave that reaches the wanted chance, proven contractors first, and says what to expect. */
public final class StrategyEngine {

    private StrategyEngine() {}

    public static Strategy plan(StrategyRequest request) {
        var timeline = request.timeline();
        double hours = request.hours().hoursBetween(timeline.start(), timeline.deadline());
        double inTime = request.timeToBid().within(hours);
        var rates = TierRates.of(request.project(), request.learned());
        var candidates = request.caps().firstOf(request.prospects(), request.needed());
        var goal = new Wave.Goal(request.confidence(), inTime, request.costs());
        var beyond = Prospect.of(Tier.GENERAL);

        var outlook = Outlook.before(request.needed(), rates);
        var wave = Wave.grow(outlook, candidates, beyond, goal);
        var missing = wave.reached() ? OptionalInt.of(0) : Wave.missing(outlook, beyond, goal);
        var taken = candidates.subList(0, wave.taken());
        var tiers = tierPlans(request, rates, taken, inTime);
        return new Strategy(
                request.needed(),
                request.confidence(),
                timeline,
                hours,
                wave.reached() ? Feasibility.FEASIBLE : Feasibility.INFEASIBLE,
                missing,
                wave.pSuccess(),
                range(rates, taken, inTime),
                tiers,
                checkIns(request, hours, willBid(rates, taken)),
                Risks.of(request, wave, tiers),
                Risks.advice(request, wave, tiers));
    }

    private static List<TierPlan> tierPlans(
            StrategyRequest request, TierRates rates, List<Prospect> taken, double inTime) {
        var available = countByTier(request.prospects());
        var toContact = countByTier(taken);
        return Arrays.stream(Tier.values())
                .map(tier -> {
                    var rate = rates.of(tier);
                    var ofTier = taken.stream()
                            .filter(prospect -> prospect.tier() == tier)
                            .toList();
                    return new TierPlan(
                            tier,
                            available.getOrDefault(tier, 0),
                            toContact.getOrDefault(tier, 0),
                            willBid(rates, ofTier) * inTime,
                            rate.mean(),
                            rate.quantile(0.05),
                            rate.quantile(0.95));
                })
                .toList();
    }

    private static Map<Tier, Integer> countByTier(List<Prospect> prospects) {
        var counts = new EnumMap<Tier, Integer>(Tier.class);
        prospects.forEach(prospect -> counts.merge(prospect.tier(), 1, Integer::sum));
        return counts;
    }

    /** Returns how many of these will bid sooner or later, on average. */
    private static double willBid(TierRates rates, List<Prospect> prospects) {
        return prospects.stream()
                .mapToDouble(prospect -> {
                    var own = prospect.own();
                    return (own != null ? own : rates.of(prospect.tier())).mean();
                })
                .sum();
    }

    private static BidRange range(TierRates rates, List<Prospect> taken, double inTime) {
        var outlook = Outlook.before(taken.size(), rates);
        taken.forEach(prospect -> outlook.add(prospect, inTime));
        return BidRange.of(outlook.distribution());
    }

    private static List<CheckIn> checkIns(StrategyRequest request, double hours, double willBid) {
        var timeline = request.timeline();
        var checkIns = new ArrayList<CheckIn>();
        for (double fraction : request.checkIns()) {
            double passed = hours * fraction;
            var due = fraction == 1 ? timeline.deadline() : request.hours().plusOpenHours(timeline.start(), passed);
            checkIns.add(new CheckIn(
                    checkIns.size() + 1,
                    fraction,
                    due.isBefore(timeline.deadline()) ? due : timeline.deadline(),
                    request.needed() * fraction,
                    willBid * request.timeToBid().within(passed)));
        }
        return checkIns;
    }
}
