package io.muster.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The layer that leaves nothing to chance: each remote call of a scenario goes wrong in each way, one a run. */
public final class SingleFaults {

    /** What is tried at every call. */
    static final List<Fault> EACH =
            List.of(Fault.CRASH_BEFORE, Fault.CRASH_AFTER, Fault.TIMEOUT_APPLIED, Fault.TIMEOUT_LOST, Fault.THROTTLED);

    private final Simulation simulation;
    private final long seed;
    private final Set<Try> tried;
    private final List<Failure> failures = new ArrayList<>();
    private int calls;
    private int runs;

    /** A run that broke a promise, and what went wrong in it. */
    public record Failure(int call, Fault fault, Simulation.Outcome outcome) {}

    /** One way in which one kind of call can go wrong. */
    record Try(String kind, Fault fault) {}

    /** Prepares the layer for one scenario. */
    SingleFaults(Simulation simulation, long seed) {
        this(simulation, seed, new HashSet<>());
    }

    /** Prepares the layer for one of several scenarios; {@code tried} is what others have tried, and is added to. */
    SingleFaults(Simulation simulation, long seed, Set<Try> tried) {
        this.simulation = simulation;
        this.seed = seed;
        this.tried = tried;
    }

    int calls() {
        return calls;
    }

    int runs() {
        return runs;
    }

    /** Runs it all, and returns what failed. */
    List<Failure> run() {
        return run(1);
    }

    /**
     * Runs one in so many, the same ones every time, and whatever kind of call has not yet gone wrong that way; returns what
     * failed.
     */
    List<Failure> run(int oneIn) {
        var places = new ArrayList<Place>();
        var calm = simulation.run(seed, (place, possible) -> {
            if (possible.contains(Fault.CRASH_BEFORE)) {
                places.add(place);
            }
            return null;
        });
        calls = calm.calls();
        if (places.size() != calls) {
            throw new IllegalStateException(calls + " calls at " + places.size() + " places");
        }
        for (var place : places) {
            for (var fault : EACH) {
                boolean isNew = tried.add(new Try(place.kind(), fault));
                if (isNew || Math.floorMod(Lots.place(place.id(), fault.name()), oneIn) == 0) {
                    attempt(place.ordinal(), fault);
                }
            }
        }
        return failures;
    }

    private void attempt(int call, Fault fault) {
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
