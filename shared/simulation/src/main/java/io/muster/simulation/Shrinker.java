package io.muster.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a failure needs: takes away from what went wrong, by halves, then by quarters, and so on, as long as the same
 * promise is broken (delta debugging; Zeller and Hildebrandt, 2002).
 */
final class Shrinker {

    private static final int MOST_RUNS = 600;

    private final Simulation simulation;
    private final long seed;
    private final Plan plan;
    private int runs;

    Shrinker(Simulation simulation, long seed, Plan plan) {
        this.simulation = simulation;
        this.seed = seed;
        this.plan = plan;
    }

    /** Returns a run, in words, in which nothing goes wrong that the failure does without. */
    Simulation.Outcome shrunk(Simulation.Outcome failed) {
        var promise = failed.promise();
        List<Place> kept = List.copyOf(new LinkedHashSet<>(
                failed.fired().stream().map(World.Fired::place).toList()));
        for (int parts = 2; !kept.isEmpty() && runs < MOST_RUNS; ) {
            var smaller = smaller(kept, parts, promise);
            if (smaller != null) {
                kept = smaller;
                parts = Math.max(2, parts - 1);
            } else if (parts >= kept.size()) {
                break;
            } else {
                parts = Math.min(kept.size(), parts * 2);
            }
        }
        return simulation.run(seed, plan.only(new HashSet<>(kept)), true);
    }

    /** Returns what is left when one of so many parts is taken away, if the promise is broken all the same. */
    private @Nullable List<Place> smaller(List<Place> kept, int parts, String promise) {
        int size = Math.ceilDiv(kept.size(), parts);
        for (int from = 0; from < kept.size(); from += size) {
            var rest = new ArrayList<>(kept);
            rest.subList(from, Math.min(from + size, kept.size())).clear();
            runs++;
            var outcome = simulation.run(seed, plan.only(new HashSet<>(rest)));
            if (!outcome.broken().isEmpty() && outcome.promise().equals(promise)) {
                return rest;
            }
        }
        return null;
    }
}
