package io.muster.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The harness against itself: what it must find, and how. */
class PlantedBugsTest {

    private static final int WITHIN = 400;

    @ParameterizedTest
    @EnumSource(Bug.class)
    void a_planted_bug_is_found_and_shrinks_to_what_it_needs(Bug bug) {
        try (var simulation = new Simulation(Scenarios.named(bug.scenario()), bug::planted)) {
            for (long seed = 1; seed <= WITHIN; seed++) {
                var plan = new SwarmPlan(seed);
                var outcome = simulation.run(seed, plan);
                if (!outcome.broken().isEmpty()) {
                    var first = outcome.broken().getFirst();
                    assertTrue(bug.shownBy(first), bug + " shows as " + first);
                    shrinks(simulation, outcome, plan);
                    return;
                }
            }
            throw new AssertionError(bug + " was not found within " + WITHIN + " seeds");
        }
    }

    private static void shrinks(Simulation simulation, Simulation.Outcome outcome, Plan plan) {
        var small = new Shrinker(simulation, outcome.seed(), plan).shrunk(outcome);
        var promise = outcome.broken().getFirst().substring(0, 2);
        assertEquals(promise, small.broken().getFirst().substring(0, 2));
        assertTrue(
                small.fired().size() <= outcome.fired().size(),
                small.fired().size() + " of " + outcome.fired().size());
        assertTrue(small.lines().size() >= small.calls(), "every call is a line");
    }
}
