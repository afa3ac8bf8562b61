package io.muster.simulation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The layer that leaves nothing to chance: each remote call of a scenario goes wrong in each way, one a run. Its places are
 * the calls of a run in which all goes well; kinds of calls that only come about when something went wrong before are tried
 * on top of the first seed of the swarm that makes them.
 */
final class SingleFaults {

    /** What is tried at every call; a conflict at those that can meet one, the writes of the table. */
    static final List<Fault> EACH = List.of(
            Fault.CRASH_BEFORE,
            Fault.CRASH_AFTER,
            Fault.TIMEOUT_APPLIED,
            Fault.TIMEOUT_LOST,
            Fault.THROTTLED,
            Fault.CONFLICT);

    private final NavigableSet<Try> known = new TreeSet<>();
    private final NavigableSet<Try> happened = new TreeSet<>();
    private final NavigableSet<Try> planned = new TreeSet<>();
    private int calls;
    private int runs;

    /** One way in which one kind of call can go wrong. */
    record Try(String kind, Fault fault) implements Comparable<Try> {
        @Override
        public int compareTo(Try other) {
            int order = kind.compareTo(other.kind);
            return order == 0 ? fault.compareTo(other.fault) : order;
        }
    }

    /** Returns how many calls the runs had in which all went well. */
    int calls() {
        return calls;
    }

    int runs() {
        return runs;
    }

    /** Returns the kinds of calls that were met, whether or not they went wrong. */
    NavigableSet<String> kinds() {
        var kinds = new TreeSet<String>();
        known.forEach(one -> kinds.add(one.kind()));
        return kinds;
    }

    /** Returns which kinds of calls that were met have never gone wrong in which way. */
    NavigableSet<Try> missing() {
        var missing = new TreeSet<>(known);
        missing.removeAll(happened);
        return missing;
    }

    /**
     * Has one call in so many go wrong, the same ones every time, and whatever kind of call has not yet gone wrong that way;
     * returns what failed.
     */
    List<Attempt> calm(Crew crew, long seed, int oneIn) {
        var places = crew.once(simulation -> {
            var noting = new Noting(Plan.NONE);
            simulation.run(seed, noting);
            return noting.calls();
        });
        calls += places.size();
        var plans = new ArrayList<Plan>();
        for (var call : places) {
            for (var fault : possible(call)) {
                boolean isNew = isNew(call, fault);
                var lot = Lots.place(call.place().id(), fault.name());
                if (isNew || Math.floorMod(lot, oneIn) == 0) {
                    plans.add(Plan.once(call.place().ordinal(), fault));
                }
            }
        }
        return failed(crew.attempts(seed, plans));
    }

    /** Has kinds of calls go wrong that were met in the swarm, as far as they have not; returns what failed. */
    List<Attempt> swarm(Crew crew, Collection<Swarm.Met> met) {
        var failed = new ArrayList<Attempt>();
        for (var one : met) {
            var plans = new ArrayList<Plan>();
            for (var fault : possible(one.call())) {
                if (isNew(one.call(), fault)) {
                    plans.add(new SwarmPlan(one.seed()).and(one.call().place().ordinal(), fault));
                }
            }
            failed.addAll(failed(crew.attempts(one.seed(), plans)));
        }
        return failed;
    }

    private boolean isNew(Noting.Call call, Fault fault) {
        var one = new Try(call.place().kind(), fault);
        known.add(one);
        return planned.add(one);
    }

    private static List<Fault> possible(Noting.Call call) {
        return EACH.stream().filter(call.possible()::contains).toList();
    }

    private List<Attempt> failed(List<Attempt> attempts) {
        runs += attempts.size();
        for (var attempt : attempts) {
            for (var fired : attempt.outcome().fired()) {
                if (fired.place().request() != null) {
                    happened.add(new Try(fired.place().kind(), fired.fault()));
                }
            }
        }
        return attempts.stream().filter(Attempt::failed).toList();
    }
}
