package io.muster.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The harness against itself: what it must find, and how. */
class PlantedBugsTest {

    private static final int WITHIN = 1_000;
    private static final int AT_LEAST = 36;

    @ParameterizedTest
    @EnumSource(Bug.class)
    void a_planted_bug_is_found_and_breaks_the_promise_that_it_may(Bug bug) {
        try (var simulation = simulation(bug)) {
            var first = found(simulation, bug).broken().getFirst();
            assertTrue(bug.shownBy(first), bug + " shows as " + first);
        }
    }

    @Test
    void a_failure_shrinks_to_what_it_needs() {
        var bug = Bug.TRANSACTION_IN_PIECES;
        try (var simulation = simulation(bug)) {
            var outcome = found(simulation, bug);
            var small = new Shrinker(simulation, outcome.seed(), new SwarmPlan(outcome.seed())).shrunk(outcome);
            assertEquals(promise(outcome), promise(small));
            assertTrue(
                    small.fired().size() < outcome.fired().size(),
                    small.fired().size() + " of " + outcome.fired().size());
            assertTrue(small.lines().size() >= small.calls(), "every call is a line");
        }
    }

    @Test
    void there_are_many_and_each_is_planted_in_a_scenario_that_is_well_without_it() {
        assertTrue(Bug.values().length >= AT_LEAST, Bug.values().length + " bugs");
        Arrays.stream(Bug.values()).map(Bug::scenario).distinct().forEach(scenario -> {
            try (var simulation = new Simulation(Scenarios.named(scenario))) {
                assertEquals(
                        java.util.List.of(), simulation.run(1, new SwarmPlan(1)).broken(), scenario);
            }
        });
    }

    private static Simulation simulation(Bug bug) {
        return new Simulation(Scenarios.named(bug.scenario()), bug::planted);
    }

    private static Simulation.Outcome found(Simulation simulation, Bug bug) {
        for (long seed = 1; seed <= WITHIN; seed++) {
            var outcome = simulation.run(seed, new SwarmPlan(seed));
            if (!outcome.broken().isEmpty()) {
                return outcome;
            }
        }
        throw new AssertionError(bug + " was not found within " + WITHIN + " seeds");
    }

    private static String promise(Simulation.Outcome outcome) {
        return outcome.broken().getFirst().split(":", 2)[0];
    }
}
