package io.muster.bench;

import io.muster.domain.contact.Tier;
import io.muster.domain.strategy.Beta;
import io.muster.domain.strategy.Prospect;
import io.muster.domain.strategy.StrategyEngine;
import io.muster.domain.strategy.StrategyRequest;
import io.muster.domain.strategy.Timeline;
import io.muster.domain.strategy.TimelineRequest;
import io.muster.domain.time.ContactHours;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Measures how many strategies one thread plans in a second, and prints a Markdown table: median and spread (10th to
 * 90th percentile) of the processor time for one strategy over rounds that follow a warm-up. Results are summed up and printed,
 * so that no planning can be left out by the compiler.
 */
public final class EngineBenchmark {

    private static final Instant START = Instant.parse("2026-03-02T15:00:00Z");
    private static final int[] BIDS = {1, 4, 20};
    private static final int[] CANDIDATES = {100, 1_000, 10_000};
    private static final int ROUNDS = 60;
    private static final long ROUND_NANOS = 25_000_000;
    private static final long WARM_UP_NANOS = 1_500_000_000;

    private EngineBenchmark() {}

    public static void main(String[] args) {
        print("| Bids | Candidates | Contacted | Strategies/s | Median | 10th–90th percentile |");
        print("|---|---|---|---|---|---|");
        for (int bids : BIDS) {
            for (int candidates : CANDIDATES) {
                print(row(request(bids, candidates)));
            }
        }
    }

    private static String row(StrategyRequest request) {
        double contacted = 0;
        for (long start = System.nanoTime(); System.nanoTime() - start < WARM_UP_NANOS; ) {
            contacted = StrategyEngine.plan(request).total();
        }
        double[] micros = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            micros[round] = micros(request, contacted);
        }
        Arrays.sort(micros);
        double median = micros[ROUNDS / 2];
        return String.format(
                Locale.ROOT,
                "| %d | %d | %.0f | %.0f | %.1f µs | %.1f–%.1f µs |",
                request.needed(),
                request.prospects().size(),
                contacted,
                1e6 / median,
                median,
                micros[ROUNDS / 10],
                micros[ROUNDS * 9 / 10]);
    }

    /** The thread's own processor time, so that whatever else the machine does is left out. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** Returns the processor time of one strategy, averaged over a round. */
    private static double micros(StrategyRequest request, double contacted) {
        long start = cpuNanos();
        long passed = 0;
        int plans = 0;
        while (passed < ROUND_NANOS) {
            if (StrategyEngine.plan(request).total() != contacted) {
                throw new IllegalStateException("The same request gave another strategy: " + request.needed());
            }
            plans++;
            passed = cpuNanos() - start;
        }
        return passed / 1e3 / plans;
    }

    /** One in twenty is internal, one in five a prospect, the rest general; every fourth has a history. */
    private static StrategyRequest request(int bids, int candidates) {
        var prospects = new ArrayList<Prospect>();
        for (int i = 0; i < candidates; i++) {
            var tier = i % 20 == 0 ? Tier.INTERNAL : i % 5 == 0 ? Tier.PROSPECT : Tier.GENERAL;
            prospects.add(i % 4 == 3 ? new Prospect(tier, Beta.ofMean(0.6, 12)) : Prospect.of(tier));
        }
        var timeline = Timeline.of(TimelineRequest.hours(24), START);
        return StrategyRequest.of(bids, timeline, ContactHours.ALWAYS, List.copyOf(prospects));
    }

    @SuppressWarnings("SystemOut")
    private static void print(String line) {
        System.out.println(line);
    }
}
