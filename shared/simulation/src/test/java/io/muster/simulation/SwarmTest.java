package io.muster.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Many seeds, each with its own mixture of faults; more of them with {@code mvn -Psimulate}. */
class SwarmTest {

    private static final int SEEDS = 112;

    @Test
    void no_seed_breaks_a_promise_and_every_fault_really_happens() {
        Set<Fault> happened = EnumSet.noneOf(Fault.class);
        var failures = new ArrayList<String>();
        for (var scenario : Scenarios.ALL) {
            try (var simulation = new Simulation(scenario)) {
                for (long seed = 1; seed <= SEEDS; seed++) {
                    var outcome = simulation.run(seed, new SwarmPlan(seed));
                    outcome.fired().forEach(fired -> happened.add(fired.fault()));
                    if (!outcome.broken().isEmpty()) {
                        var again = "--scenario=" + scenario.name() + " --seed=" + seed;
                        failures.addAll(Report.brief(scenario.name(), outcome, again));
                    }
                }
            }
        }
        assertEquals("", String.join("\n", failures));
        assertEquals(EnumSet.allOf(Fault.class), happened);
    }

    @Test
    void when_all_goes_well_every_scenario_sends_and_ends() {
        for (var scenario : Scenarios.ALL) {
            try (var simulation = new Simulation(scenario)) {
                var calm = simulation.run(1, Plan.NONE);
                assertEquals(List.of(), calm.broken(), scenario.name());
                assertEquals(List.of(), calm.fired(), scenario.name());
                assertEquals(true, calm.accepted() >= 1, scenario.name() + " sent " + calm.accepted());
            }
        }
    }
}
