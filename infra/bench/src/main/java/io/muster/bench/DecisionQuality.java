package io.muster.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Compares the strategy engine with the fixed-ratio baseline and with an oracle over simulated markets, and prints the
 * result as a Markdown table. Arguments: markets per regime (default 10000) and seed (default 1).
 */
public final class DecisionQuality {

    private static final double CONFIDENCE = 0.95;
    private static final int LESSONS = 20;

    private DecisionQuality() {}

    /** Share of campaigns that met their goal, and contacts used by a campaign on average. */
    private record Score(double success, double contacts) {

        static Score of(Policy policy, List<Market> markets) {
            return of(markets, _ -> policy);
        }

        static Score of(List<Market> markets, IntFunction<Policy> policies) {
            var sums = IntStream.range(0, markets.size())
                    .parallel()
                    .mapToObj(i -> policies.apply(i).run(markets.get(i)))
                    .map(trial -> new long[] {trial.met() ? 1 : 0, trial.contacts()})
                    .reduce(new long[2], (a, b) -> new long[] {a[0] + b[0], a[1] + b[1]});
            return new Score(sums[0] / (double) markets.size(), sums[1] / (double) markets.size());
        }
    }

    public static void main(String[] args) {
        int markets = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
        long seed = args.length > 1 ? Long.parseLong(args[1]) : 1;
        print("| Truth | Feasible | Ours: success | contacts | Oracle: success | contacts | Ours / oracle | After 20"
                + " campaigns: success | / oracle | Baseline: success | contacts | Ours with no more contacts than the"
                + " baseline in each market |");
        print("|---|---|---|---|---|---|---|---|---|---|---|---|");
        for (var regime : Regime.values()) {
            print(row(regime, markets, seed));
        }
    }

    private static String row(Regime regime, int count, long seed) {
        var all = IntStream.range(0, count)
                .parallel()
                .mapToObj(i -> Market.draw(regime, seed * 1_000_003 + i))
                .toList();
        var feasible = all.parallelStream()
                .filter(market -> market.feasible(CONFIDENCE))
                .toList();
        var ours = Score.of(new Policy.Ours(CONFIDENCE), feasible);
        var oracle = Score.of(new Policy.Oracle(CONFIDENCE), feasible);
        var learned = Score.of(
                feasible, i -> Lessons.after(LESSONS, feasible.get(i), seed * 7_368_787 + i * 101L, CONFIDENCE));
        var baseline = Score.of(new Policy.FixedRatio(), feasible);
        var equal = Score.of(feasible, i -> {
            int budget = new Policy.FixedRatio().run(feasible.get(i)).contacts();
            return new Policy.Ours(CONFIDENCE, budget);
        });
        return String.format(
                Locale.ROOT,
                "| %s | %d of %d | %.3f | %.2f | %.3f | %.2f | %.2f | %.3f | %.2f | %.3f | %.2f | %.3f |",
                regime.title(),
                feasible.size(),
                count,
                ours.success(),
                ours.contacts(),
                oracle.success(),
                oracle.contacts(),
                ours.contacts() / oracle.contacts(),
                learned.success(),
                learned.contacts() / oracle.contacts(),
                baseline.success(),
                baseline.contacts(),
                equal.success());
    }

    @SuppressWarnings("SystemOut")
    private static void print(String line) {
        System.out.println(line);
    }
}
