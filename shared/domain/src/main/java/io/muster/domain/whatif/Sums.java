package io.muster.domain.whatif;

import io.muster.domain.campaign.CampaignReport;
import io.muster.domain.campaign.CampaignReport.Cost;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.Level;
import io.muster.domain.campaign.Response;
import io.muster.domain.campaign.Result;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Obstacle;
import io.muster.domain.touch.Touch;
import io.muster.domain.whatif.HeldBack.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Adds up lives. */
final class Sums {

    /** Steps in which the bids are shown over time. */
    static final int STEPS = 24;

    private static final Duration HOUR = Duration.ofHours(1);

    private final Scenario scenario;
    private final Instant start;
    private final Instant[] moments = new Instant[STEPS + 1];
    private final int[][] bidsBy;
    private final int[] bids;
    private final int[] contacted;
    private final List<Cost> costs = new ArrayList<>();
    private final Map<Channel, Integer> sends = new EnumMap<>(Channel.class);
    private final Map<Long, HourSum> hours = new TreeMap<>();
    private final Map<Turn, Map<Obstacle.Kind, Integer>> turns = new EnumMap<>(Turn.class);
    private final Map<Level, Integer> highest = new EnumMap<>(Level.class);
    private final Map<Level, Integer> escalations = new EnumMap<>(Level.class);
    private int met;
    private int lives;
    private int asked;

    private record HourSum(long sum, int most) {

        HourSum plus(HourSum other) {
            return new HourSum(sum + other.sum, Math.max(most, other.most));
        }
    }

    Sums(Scenario scenario, int lives) {
        var campaign = scenario.start().campaign();
        this.scenario = scenario;
        this.start = campaign.startAt();
        this.bidsBy = new int[STEPS + 1][lives];
        this.bids = new int[lives];
        this.contacted = new int[lives];
        var length = Duration.between(start, campaign.deadline());
        for (int step = 0; step <= STEPS; step++) {
            moments[step] = start.plus(length.multipliedBy(step).dividedBy(STEPS));
        }
    }

    int lives() {
        return lives;
    }

    /** Returns how many contacts all lives have reached together. */
    int asked() {
        return asked;
    }

    void add(Run run) {
        var state = run.end();
        var campaign = state.campaign();
        met += campaign.result() == Result.GOAL_MET ? 1 : 0;
        bids[lives] = campaign.tally().bids();
        bidsOverTime(state);
        touches(state);
        var cost = CampaignReport.cost(state, scenario.prices());
        if (cost != null) {
            costs.add(cost);
        }
        highest.merge(campaign.highest(), 1, Integer::sum);
        run.escalations().forEach(level -> escalations.merge(level, 1, Integer::sum));
        for (var turn : Turn.values()) {
            var sum = turns.computeIfAbsent(turn, _ -> new EnumMap<>(Obstacle.Kind.class));
            run.held().counts(turn).forEach((because, count) -> sum.merge(because, count, Integer::sum));
        }
        lives++;
    }

    private void bidsOverTime(CampaignState state) {
        for (Response response : state.responses().values()) {
            var bid = response.bid();
            for (int step = 0; bid != null && step <= STEPS; step++) {
                bidsBy[step][lives] += bid.receivedAt().isAfter(moments[step]) ? 0 : 1;
            }
        }
    }

    private void touches(CampaignState state) {
        var reached = new HashSet<String>();
        var byHour = new HashMap<Long, Integer>();
        state.touches().filter(Sums::went).forEach(touch -> {
            reached.add(touch.contactId());
            sends.merge(touch.channel(), 1, Integer::sum);
            var at = touch.sentAt();
            if (at != null && scenario.carried().contains(touch.channel())) {
                byHour.merge(Duration.between(start, at).dividedBy(HOUR), 1, Integer::sum);
            }
        });
        contacted[lives] = reached.size();
        asked += reached.size();
        byHour.forEach((hour, count) -> hours.merge(hour, new HourSum(count, count), HourSum::plus));
    }

    private static boolean went(Touch touch) {
        return touch.state().reached() && !touch.kind().notice();
    }

    WhatIf whatIf(long seed) {
        return new WhatIf(
                lives,
                seed,
                share(met),
                Interval.of(met, lives),
                Spread.of(Arrays.copyOf(bids, lives)),
                Spread.of(Arrays.copyOf(contacted, lives)),
                overTime(),
                hours.entrySet().stream()
                        .map(entry -> new WhatIf.Hour(
                                start.plus(HOUR.multipliedBy(entry.getKey())),
                                share(entry.getValue().sum()),
                                entry.getValue().most()))
                        .toList(),
                sends.entrySet().stream()
                        .map(entry -> new WhatIf.Sends(entry.getKey(), share(entry.getValue())))
                        .toList(),
                heldBack(),
                cost(),
                Arrays.stream(Level.values())
                        .map(level -> new WhatIf.LevelLine(
                                level,
                                share(highest.getOrDefault(level, 0)),
                                share(escalations.getOrDefault(level, 0))))
                        .toList());
    }

    private List<WhatIf.Moment> overTime() {
        var over = new ArrayList<WhatIf.Moment>();
        int needed = scenario.start().campaign().needed();
        for (int step = 0; step <= STEPS; step++) {
            var by = Arrays.copyOf(bidsBy[step], lives);
            long enough = Arrays.stream(by).filter(count -> count >= needed).count();
            over.add(new WhatIf.Moment(moments[step], Spread.of(by), share(enough)));
        }
        return over;
    }

    private List<WhatIf.Wait> heldBack() {
        return Arrays.stream(Obstacle.Kind.values())
                .filter(because -> turns.values().stream().anyMatch(counts -> counts.containsKey(because)))
                .map(because -> new WhatIf.Wait(
                        because,
                        turned(Turn.MOVED, because),
                        turned(Turn.BY_PERSON, because),
                        turned(Turn.LOST, because)))
                .toList();
    }

    private double turned(Turn turn, Obstacle.Kind because) {
        return share(turns.getOrDefault(turn, Map.of()).getOrDefault(because, 0));
    }

    private WhatIf.@Nullable ExpectedCost cost() {
        if (costs.isEmpty()) {
            return null;
        }
        var totals = costs.stream().mapToDouble(Cost::total).sorted().toArray();
        var mean = new Cost(
                mean(Cost::contacts),
                mean(Cost::missingBids),
                mean(Cost::surplusBids),
                mean(Cost::messages),
                Arrays.stream(totals).average().orElse(0));
        return new WhatIf.ExpectedCost(
                mean, totals[Spread.rank(totals.length, 0.05)], totals[Spread.rank(totals.length, 0.95)]);
    }

    /** A part that is there at all is there in every life. */
    private @Nullable Double mean(Function<Cost, @Nullable Double> part) {
        double sum = 0;
        for (var cost : costs) {
            var value = part.apply(cost);
            if (value == null) {
                return null;
            }
            sum += value;
        }
        return sum / costs.size();
    }

    private double share(long count) {
        return (double) count / lives;
    }
}
