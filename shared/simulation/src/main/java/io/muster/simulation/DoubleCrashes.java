package io.muster.simulation;

import java.util.ArrayList;
import java.util.List;

/** What heals one crash may itself crash: every pair of crashes, each before its call or after it was applied. */
final class DoubleCrashes {

    private static final List<Fault> MODES = List.of(Fault.CRASH_BEFORE, Fault.CRASH_AFTER);

    private final Simulation simulation;
    private final long seed;
    private final List<Failure> failures = new ArrayList<>();
    private int pairs;
    private int runs;

    /** A run that broke a promise, and the two crashes in it. */
    record Failure(int call, Fault fault, int then, Fault second, Simulation.Outcome outcome) {}

    DoubleCrashes(Simulation simulation, long seed) {
        this.simulation = simulation;
        this.seed = seed;
    }

    /** Returns how many pairs there are. */
    int pairs() {
        return pairs;
    }

    int runs() {
        return runs;
    }

    /** Runs one in so many pairs, the same ones every time, and returns what failed. */
    List<Failure> run(int oneIn) {
        int calls = simulation.run(seed, Plan.NONE).calls();
        for (int call = 1; call <= calls; call++) {
            for (var fault : MODES) {
                int more = simulation.run(seed, Plan.once(call, fault)).calls();
                runs++;
                for (int then = call + 1; then <= more; then++) {
                    for (var second : MODES) {
                        pairs++;
                        if (oneIn == 1 || Math.floorMod(Lots.place("pair", pairs), oneIn) == 0) {
                            attempt(call, fault, then, second);
                        }
                    }
                }
            }
        }
        return failures;
    }

    private void attempt(int call, Fault fault, int then, Fault second) {
        var outcome = simulation.run(seed, Plan.twice(call, fault, then, second));
        runs++;
        if (outcome.fired().size() != 2) {
            throw new IllegalStateException("no two crashes at calls " + call + " and " + then);
        }
        if (!outcome.broken().isEmpty()) {
            failures.add(new Failure(call, fault, then, second, outcome));
        }
    }
}
