package io.muster.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The harness against itself: what it must find, and how. */
class PlantedBugsTest {

    private static final int WITHIN = 1_000;
    private static final int AT_LEAST = 46;

    /** All of them, or the one that the command of a failure names. */
    static Stream<Bug> bugs() {
        var one = System.getProperty("muster.bug");
        return Arrays.stream(Bug.values())
                .filter(bug -> one == null || bug.name().equals(one));
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void a_planted_bug_is_found_and_breaks_the_promise_that_it_may(Bug bug) {
        try (var simulation = simulation(bug)) {
            var first = found(simulation, bug).broken().getFirst();
            assertTrue(bug.shownBy(first), bug + " shows as " + first + again(bug));
        }
    }

    @Test
    void a_failure_shrinks_to_what_it_needs() {
        var bug = Bug.TRANSACTION_IN_PIECES;
        try (var simulation = simulation(bug)) {
            var outcome = found(simulation, bug);
            var small = new Shrinker(simulation, outcome.seed(), new SwarmPlan(outcome.seed())).shrunk(outcome);
            assertEquals(outcome.promise(), small.promise());
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
                assertEquals(List.of(), Report.brief(simulation.run(1, new SwarmPlan(1))));
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
        throw new AssertionError(bug + " was not found within " + WITHIN + " seeds" + again(bug));
    }

    /** Returns the command that looks for a bug again: careless hands are no part of what is delivered. */
    private static String again(Bug bug) {
        return "\n  again: mvn -pl shared/simulation -am test -Dtest=PlantedBugsTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dmuster.bug=" + bug;
    }
}
