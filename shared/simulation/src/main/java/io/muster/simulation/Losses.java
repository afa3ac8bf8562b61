package io.muster.simulation;

import java.util.List;
import java.util.stream.IntStream;

/** What a campaign wants follows from its state alone: every queue and every timer is lost, at one moment a run. */
final class Losses {

    private Losses() {}

    /** Has all be lost just before one call in so many, one a run in which all else goes well. */
    static List<Attempt> attempts(Crew crew, long seed, int oneIn) {
        int calls = crew.once(simulation -> simulation.run(seed, Plan.NONE)).calls();
        List<Plan> plans = IntStream.rangeClosed(1, calls)
                .filter(call -> (call - 1) % oneIn == 0)
                .mapToObj(Plan.NONE::losingAllBefore)
                .toList();
        return crew.attempts(seed, plans);
    }
}
