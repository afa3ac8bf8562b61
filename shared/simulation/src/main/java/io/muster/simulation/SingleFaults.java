package io.muster.simulation;

import java.util.ArrayList;
import java.util.List;

/** The layer that leaves nothing to chance: each remote call of a scenario goes wrong in each way, one a run. */
public final class SingleFaults {

    /** What is tried at every call. */
    static final List<Fault> EACH =
            List.of(Fault.CRASH_BEFORE, Fault.CRASH_AFTER, Fault.TIMEOUT_APPLIED, Fault.TIMEOUT_LOST, Fault.THROTTLED);

    private final Simulation simulation;
    private final long seed;
    private final List<Failure> failures = new ArrayList<>();
    private int calls;
    private int runs;

    /** A run that broke a promise, and what went wrong in it. */
    public record Failure(int call, Fault fault, Simulation.Outcome outcome) {}

    SingleFaults(Simulation simulation, long seed) {
        this.simulation = simulation;
        this.seed = seed;
    }

    int calls() {
        return calls;
    }

    int runs() {
        return runs;
    }

    /** Runs it all, and returns what failed. */
    List<Failure> run() {
        calls = simulation.run(seed, Plan.NONE).calls();
        for (int call = 1; call <= calls; call++) {
            for (var fault : EACH) {
                var outcome = simulation.run(seed, Plan.once(call, fault));
                runs++;
                if (outcome.fired().size() != 1) {
                    throw new IllegalStateException(fault + " did not happen at call " + call);
                }
                if (!outcome.broken().isEmpty()) {
                    failures.add(new Failure(call, fault, outcome));
                }
            }
        }
        return failures;
    }
}
