package io.muster.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Compares the strategy engine with the fixed-ratio baseline and with an oracle over simulated markets, and prints the
 * result as a Markdown table. Arguments: markets per regime (default 10000) and seed (default 1).
 */
public final class DecisionQuality {

    private static final double CONFIDENCE = 0.95;
    private static final double[] CURVE = {0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99};

    private DecisionQuality() {}

    /** Share of campaigns that met their goal, and contacts used by a campaign on average. */
    private record Score(double success, double contacts) {

        static Score of(Policy policy, List<Market> markets) {
            var sums = markets.parallelStream()
                    .map(policy::run)
                    .map(trial -> new long[] {trial.met() ? 1 : 0, trial.contacts()})
                    .reduce(new long[2], (a, b) -> new long[] {a[0] + b[0], a[1] + b[1]});
            return new Score(sums[0] / (double) markets.size(), sums[1] / (double) markets.size());
        }
    }

    public static void main(String[] args) {
        int markets = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
        long seed = args.length > 1 ? Long.parseLong(args[1]) : 1;
        print("| Truth | Feasible | Ours: success | contacts | Oracle: success | contacts | Ours / oracle"
                + " | Baseline: success | contacts | Ours at the baseline's contacts |");
        print("|---|---|---|---|---|---|---|---|---|---|");
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
        var baseline = Score.of(new Policy.FixedRatio(), feasible);
        return String.format(
                Locale.ROOT,
                "| %s | %d of %d | %.3f | %.2f | %.3f | %.2f | %.2f | %.3f | %.2f | %.3f |",
                regime.title(),
                feasible.size(),
                count,
                ours.success(),
                ours.contacts(),
                oracle.success(),
                oracle.contacts(),
                ours.contacts() / oracle.contacts(),
                baseline.success(),
                baseline.contacts(),
                at(baseline.contacts(), feasible));
    }

    /** Returns the success of the engine when its confidence is set so that it uses so many contacts. */
    private static double at(double contacts, List<Market> markets) {
        var curve = Arrays.stream(CURVE)
                .mapToObj(confidence -> Score.of(new Policy.Ours(confidence), markets))
                .toList();
        var before = curve.getFirst();
        for (var after : curve) {
            if (after.contacts() >= contacts && after != before) {
                double share = (contacts - before.contacts()) / (after.contacts() - before.contacts());
                return before.success() + share * (after.success() - before.success());
            }
            before = after;
        }
        return before.success();
    }

    @SuppressWarnings("SystemOut")
    private static void print(String line) {
        System.out.println(line);
    }
}
