package io.muster.simulation;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the swarm for any number of seeds, every crash, every pair of them, or one seed again, shrunk and in words. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = "Run campaigns in a simulated installation in which everything goes wrong, and hold it to its"
                + " promises.")
public final class Main implements Callable<Integer> {

    private static final PrintStream OUT = System.out;
    private static final int BLOCK = 500;

    @Option(names = "--seeds", defaultValue = "2000", description = "how many seeds (default: ${DEFAULT-VALUE})")
    private int seeds;

    @Option(names = "--from", defaultValue = "1", description = "the first seed (default: ${DEFAULT-VALUE})")
    private long from;

    @Option(names = "--seed", description = "this seed alone")
    private @Nullable Long seed;

    @Option(names = "--scenario", description = "this scenario alone, such as alone, rivals or escalation")
    private @Nullable String scenario;

    @Option(
            names = "--crashes",
            description = "every single crash and every other single fault of a call, instead of seeds")
    private boolean crashes;

    @Option(names = "--pairs", description = "every pair of crashes, instead of seeds; of short scenarios alone")
    private boolean pairs;

    @Option(names = "--twice", description = "every seed twice, each time from scratch: both runs must be the same")
    private boolean twice;

    @Option(
            names = "--one-in",
            defaultValue = "1",
            description = "with --crashes or --pairs: one in so many alone (default: ${DEFAULT-VALUE})")
    private int oneIn;

    @Option(names = "--call", description = "with --fault: the call at which it happens, alone")
    private int call;

    @Option(names = "--fault", description = "with --call: what happens, such as CRASH_AFTER")
    private @Nullable Fault fault;

    @Option(names = "--then", description = "with --call: a later call at which something happens, too")
    private int then;

    @Option(names = "--second", description = "with --then: what happens there")
    private @Nullable Fault second;

    /** Whether a failure was told already, shrunk and step by step; others are told in short. */
    private boolean told;

    public Main() {}

    /** Runs it; exits with 0 when every promise was kept, and with 1 when not. */
    public static void main(String[] arguments) {
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() {
        int failures = 0;
        for (var one : scenario == null ? Scenarios.ALL : List.of(Scenarios.named(scenario))) {
            try (var simulation = new Simulation(one)) {
                failures += run(one, simulation);
            }
        }
        OUT.println(failures == 0 ? "Every promise was kept." : failures + " runs broke a promise.");
        return failures == 0 ? 0 : 1;
    }

    private int run(Scenario one, Simulation simulation) {
        if (fault != null) {
            var plan = second == null ? Plan.once(call, fault) : Plan.twice(call, fault, then, second);
            return report(one, simulation, simulation.run(from, plan), plan);
        }
        if (seed != null) {
            return report(one, simulation, simulation.run(seed, new SwarmPlan(seed)), new SwarmPlan(seed));
        }
        if (twice) {
            return twice(one, simulation);
        }
        if (pairs) {
            return pairs(one, simulation);
        }
        return crashes ? crashes(one, simulation) : swarm(one, simulation);
    }

    /** Returns how many runs were not the same the second time. */
    private int twice(Scenario one, Simulation simulation) {
        int others = 0;
        try (var again = new Simulation(one)) {
            for (long number = from; number < from + seeds; number++) {
                var plan = new SwarmPlan(number);
                if (!simulation.run(number, plan).equals(again.run(number, plan))) {
                    OUT.println(one.name() + ", seed " + number + ", is another run the second time");
                    others++;
                }
            }
        }
        OUT.printf("%s: %d seeds twice, %d of them different%n", one.name(), seeds, others);
        return others;
    }

    private int pairs(Scenario one, Simulation simulation) {
        var layer = new DoubleCrashes(simulation, from);
        var failed = layer.run(oneIn);
        for (var failure : failed) {
            var again = "--scenario=" + one.name() + " --call=" + failure.call() + " --fault=" + failure.fault()
                    + " --then=" + failure.then() + " --second=" + failure.second();
            Report.brief(one.name(), failure.outcome(), again).forEach(OUT::println);
        }
        OUT.printf("%s: %d pairs, %d runs, %d failed%n", one.name(), layer.pairs(), layer.runs(), failed.size());
        return failed.size();
    }

    private int crashes(Scenario one, Simulation simulation) {
        var layer = new SingleFaults(simulation, from);
        var failed = layer.run(oneIn);
        for (var failure : failed) {
            var again = "--scenario=" + one.name() + " --call=" + failure.call() + " --fault=" + failure.fault();
            Report.brief(one.name(), failure.outcome(), again).forEach(OUT::println);
        }
        OUT.printf("%s: %d calls, %d runs, %d failed%n", one.name(), layer.calls(), layer.runs(), failed.size());
        return failed.size();
    }

    private int swarm(Scenario one, Simulation simulation) {
        var counts = new EnumMap<Fault, Integer>(Fault.class);
        int failures = 0;
        long hash = 0;
        for (long first = from; first < from + seeds; first += BLOCK) {
            long last = Math.min(first + BLOCK, from + seeds) - 1;
            long started = System.nanoTime();
            long busy = simulation.processorTime();
            for (long number = first; number <= last; number++) {
                var plan = new SwarmPlan(number);
                var outcome = simulation.run(number, plan);
                hash = hash * 31 + outcome.trace();
                outcome.fired().forEach(fired -> counts.merge(fired.fault(), 1, Integer::sum));
                failures += report(one, simulation, outcome, plan);
            }
            OUT.printf(
                    "%s: seeds %d to %d, %.0f a second, %.0f a second and core, %d failed, trace %016x%n",
                    one.name(),
                    first,
                    last,
                    (last - first + 1) * 1e9 / (System.nanoTime() - started),
                    (last - first + 1) * 1e9 / (simulation.processorTime() - busy),
                    failures,
                    hash);
        }
        OUT.println(told(counts));
        return failures;
    }

    private static String told(Map<Fault, Integer> counts) {
        var told = new StringBuilder("  went wrong:");
        for (var each : Fault.values()) {
            told.append(' ').append(each).append(' ').append(counts.getOrDefault(each, 0));
        }
        return told.toString();
    }

    private int report(Scenario one, Simulation simulation, Simulation.Outcome outcome, Plan plan) {
        if (!outcome.broken().isEmpty()) {
            boolean whole = !told;
            told = true;
            var again = "--scenario=" + one.name()
                    + (fault == null ? " --seed=" + outcome.seed() : " --call=" + call + " --fault=" + fault)
                    + (second == null ? "" : " --then=" + then + " --second=" + second);
            (whole ? Report.shrunk(simulation, outcome, plan, again) : Report.brief(one.name(), outcome, again))
                    .forEach(OUT::println);
        }
        return outcome.broken().isEmpty() ? 0 : 1;
    }
}
