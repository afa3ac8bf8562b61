package io.muster.simulation;

import java.util.ArrayList;
import java.util.List;

/** What heals one crash may itself crash: every pair of crashes, each before its call or after it was applied. */
final class DoubleCrashes {

    private static final List<Fault> MODES = List.of(Fault.CRASH_BEFORE, Fault.CRASH_AFTER);

    private final Crew crew;
    private final long seed;
    private int pairs;
    private int runs;

    DoubleCrashes(Crew crew, long seed) {
        this.crew = crew;
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
    List<Attempt> run(int oneIn) {
        int calls = crew.once(simulation -> simulation.run(seed, Plan.NONE)).calls();
        var first = new ArrayList<Plan>();
        for (int call = 1; call <= calls; call++) {
            for (var mode : MODES) {
                first.add(Plan.once(call, mode));
            }
        }
        var both = new ArrayList<Plan>();
        for (var once : crew.attempts(seed, first)) {
            both.addAll(pairs(once, oneIn));
        }
        runs = first.size() + both.size();
        return crew.attempts(seed, both).stream().filter(Attempt::failed).toList();
    }

    /** Returns plans of a second crash after a first one, at each call that is made then. */
    private List<Plan> pairs(Attempt once, int oneIn) {
        var plans = new ArrayList<Plan>();
        int call = once.outcome().fired().getFirst().place().ordinal();
        for (int then = call + 1; then <= once.outcome().calls(); then++) {
            for (var mode : MODES) {
                if (Math.floorMod(Lots.place("pair", ++pairs), oneIn) == 0) {
                    plans.add(once.plan().and(then, mode));
                }
            }
        }
        return plans;
    }
}
