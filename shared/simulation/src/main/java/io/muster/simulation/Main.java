package io.muster.simulation;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the swarm for any number of seeds, every crash, every pair of them, every loss, or one run again. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = "Run campaigns in a simulated installation in which everything goes wrong, and hold it to its"
                + " promises.")
public final class Main implements Callable<Integer> {

    private static final int BLOCK = 500;
    private static final int SWARM = 2_000;
    private static final int LOOKED_AT = 100;

    @Option(
            names = "--seeds",
            description =
                    "how many seeds; one in four of stories that go on for days, in 25 for weeks (default: 2000; 100"
                            + " with --crashes)")
    private @Nullable Integer seeds;

    @Option(names = "--from", defaultValue = "1", description = "the first seed (default: ${DEFAULT-VALUE})")
    private long from;

    @Option(names = "--scenario", description = "this scenario alone, such as alone, rivals or escalation")
    private @Nullable String scenario;

    @Option(names = "--threads", description = "how many run at once (default: as many as there are cores)")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--crashes",
            description =
                    "every single crash and every other single fault of a call, instead of seeds; then those of the"
                            + " kinds of calls that only seeds of the swarm make")
    private boolean crashes;

    @Option(names = "--pairs", description = "every pair of crashes, instead of seeds; of short scenarios alone")
    private boolean pairs;

    @Option(names = "--losses", description = "all queues and timers lost before every call, instead of seeds")
    private boolean losses;

    @Option(names = "--twice", description = "every seed twice, each time from scratch: both runs must be the same")
    private boolean twice;

    @Option(
            names = "--one-in",
            defaultValue = "1",
            description = "with --crashes, --pairs or --losses: one in so many alone (default: ${DEFAULT-VALUE})")
    private int oneIn;

    @Option(names = "--seed", description = "one run of this seed, told in full; all that follows is of it")
    private @Nullable Long seed;

    @Option(names = "--calm", description = "with --seed: nothing goes wrong but what is named")
    private boolean calm;

    @Option(
            names = "--fault",
            paramLabel = "CALL=FAULT",
            description = "with --seed: what happens at a call, such as 17=CRASH_AFTER; any number of times")
    private Map<Integer, Fault> faults = new TreeMap<>();

    @Option(names = "--loss", paramLabel = "CALL", description = "with --seed: all is lost just before this call")
    private int loss;

    private final PrintStream out;

    /** Whether a failure was told already, shrunk and step by step; others are told in short. */
    private boolean told;

    Main(PrintStream out) {
        this.out = out;
    }

    /** Runs it; exits with 0 when every promise was kept, and with 1 when not. */
    public static void main(String[] arguments) {
        var out = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        System.exit(new CommandLine(new Main(out)).execute(arguments));
    }

    @Override
    public Integer call() {
        int failures = 0;
        var single = new SingleFaults();
        for (var one : scenario == null ? Scenarios.ALL : List.of(Scenarios.named(scenario))) {
            try (var crew = new Crew(() -> new Simulation(one), threads)) {
                failures += run(one, crew, single);
            }
        }
        if (crashes) {
            failures += unseen(single);
        }
        out.println(failures == 0 ? "Every promise was kept." : failures + " runs broke a promise.");
        return failures == 0 ? 0 : 1;
    }

    private int run(Scenario one, Crew crew, SingleFaults single) {
        if (seed != null) {
            return again(crew, seed);
        }
        if (twice) {
            return twice(one, crew);
        }
        if (pairs) {
            return pairs(one, crew);
        }
        if (losses) {
            return losses(one, crew);
        }
        return crashes ? crashes(one, crew, single) : swarm(one, crew);
    }

    /** Returns how many seeds a scenario gets: what was asked for of one that is named. */
    private int seeds(Scenario one, int usual) {
        int wanted = seeds == null ? usual : seeds;
        return scenario == null ? Swarm.share(one, wanted) : wanted;
    }

    /** Makes one run again, as its options say. */
    private int again(Crew crew, long number) {
        var plan = calm ? Plan.NONE : new SwarmPlan(number);
        for (var fault : faults.entrySet()) {
            plan = plan.and(fault.getKey(), fault.getValue());
        }
        plan = loss > 0 ? plan.losingAllBefore(loss) : plan;
        var attempt = crew.attempts(number, List.of(plan)).getFirst();
        int failed =
                tell(crew, List.of(attempt).stream().filter(Attempt::failed).toList());
        out.printf(
                "%s: seed %d, %d calls, %d things went wrong, trace %016x%n",
                attempt.outcome().scenario(),
                number,
                attempt.outcome().calls(),
                attempt.outcome().fired().size(),
                attempt.outcome().trace());
        return failed;
    }

    /** Returns how many runs were not the same the second time. */
    private int twice(Scenario one, Crew crew) {
        int count = seeds(one, SWARM);
        var numbers = IntStream.range(0, count).mapToObj(i -> from + i).toList();
        var once = crew.each(numbers, (simulation, number) -> simulation.run(number, new SwarmPlan(number)));
        int others = 0;
        try (var anew = new Crew(() -> new Simulation(one), threads)) {
            var again = anew.each(numbers, (simulation, number) -> simulation.run(number, new SwarmPlan(number)));
            for (int i = 0; i < count; i++) {
                if (!once.get(i).equals(again.get(i))) {
                    var options = "--scenario=" + one.name() + " --from=" + numbers.get(i) + " --seeds=1 --twice";
                    out.println(one.name() + ", seed " + numbers.get(i) + ", is another run the second time");
                    out.println("  again: " + Report.command(options));
                    others++;
                }
            }
        }
        out.printf("%s: %d seeds twice, %d of them different%n", one.name(), count, others);
        return others;
    }

    private int pairs(Scenario one, Crew crew) {
        var layer = new DoubleCrashes(crew, from);
        int failed = tell(crew, layer.run(oneIn));
        out.printf("%s: %d pairs, %d runs, %d failed%n", one.name(), layer.pairs(), layer.runs(), failed);
        return failed;
    }

    private int losses(Scenario one, Crew crew) {
        var attempts = Losses.attempts(crew, from, oneIn);
        int failed = tell(crew, attempts.stream().filter(Attempt::failed).toList());
        out.printf("%s: lost at %d moments, %d failed%n", one.name(), attempts.size(), failed);
        return failed;
    }

    private int crashes(Scenario one, Crew crew, SingleFaults layer) {
        int runs = layer.runs();
        int calls = layer.calls();
        int failed = tell(crew, layer.calm(crew, from, oneIn));
        var swarm = new Swarm();
        failed += tell(crew, swarm.look(crew, from, from + seeds(one, LOOKED_AT) - 1));
        failed += tell(crew, layer.swarm(crew, swarm.met().values()));
        out.printf(
                "%s: %d calls, %d runs, %d kinds of calls so far, %d failed%n",
                one.name(),
                layer.calls() - calls,
                layer.runs() - runs,
                layer.kinds().size(),
                failed);
        return failed;
    }

    /** Tells which kinds of calls were met and did not go wrong in every way. */
    private int unseen(SingleFaults layer) {
        layer.missing().forEach(missing -> out.println(missing.fault() + " never happened to " + missing.kind()));
        return layer.missing().size();
    }

    private int swarm(Scenario one, Crew crew) {
        var layer = new Swarm();
        int failures = 0;
        long end = from + seeds(one, SWARM);
        for (long first = from; first < end; first += BLOCK) {
            long last = Math.min(first + BLOCK, end) - 1;
            long started = System.nanoTime();
            long busy = crew.processorTime();
            failures += tell(crew, layer.run(crew, first, last));
            out.printf(
                    "%s: seeds %d to %d, %.0f a second, %.0f a second and core, %d failed, trace %016x%n",
                    one.name(),
                    first,
                    last,
                    (last - first + 1) * 1e9 / (System.nanoTime() - started),
                    (last - first + 1) * 1e9 / (crew.processorTime() - busy),
                    failures,
                    layer.trace());
        }
        var wrong = new StringBuilder("  went wrong:");
        for (var each : Fault.values()) {
            wrong.append(' ').append(each).append(' ').append(layer.happened().getOrDefault(each, 0));
        }
        out.println(wrong);
        return failures;
    }

    /** Tells what failed, the very first of it shrunk; returns how much that is. */
    private int tell(Crew crew, List<Attempt> failed) {
        for (var attempt : failed) {
            var whole = !told;
            told = true;
            var lines = whole
                    ? crew.once(simulation -> Report.shrunk(simulation, attempt.outcome(), attempt.plan()))
                    : Report.brief(attempt.outcome());
            lines.forEach(out::println);
        }
        return failed.size();
    }
}
