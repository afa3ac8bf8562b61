package io.muster.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** The layer itself: all calls, all ways, and nothing is taken for tried that did not happen. */
class SingleFaultsTest {

    @Test
    void a_layer_without_a_sample_tries_every_call_in_every_way_and_finds_nothing() {
        try (var crew = Crews.of("alone")) {
            var layer = new SingleFaults();
            assertEquals("", Crews.told(crew, layer.calm(crew, 1, 1)));
            int ways = SingleFaults.EACH.size();
            assertTrue(layer.runs() > layer.calls() * (ways - 1) && layer.runs() < layer.calls() * ways);
            assertEquals(Set.of(), layer.missing());
        }
    }

    @Test
    void kinds_of_calls_that_only_faults_bring_about_are_tried_where_the_swarm_makes_them() {
        try (var crew = Crews.of("nobody")) {
            var layer = new SingleFaults();
            var swarm = new Swarm();
            layer.calm(crew, 1, 1_000_000);
            int calm = layer.kinds().size();
            swarm.look(crew, 1, 2);
            assertEquals("", Crews.told(crew, layer.swarm(crew, swarm.met().values())));
            assertTrue(layer.kinds().size() > calm, layer.kinds().toString());
            assertEquals(Set.of(), layer.missing());
        }
    }

    @Test
    void what_is_named_and_does_not_happen_is_a_failure() {
        try (var simulation = new Simulation(Scenarios.named("alone"))) {
            assertEquals(
                    "TIMER_LATE did not happen at call 1",
                    simulation.run(1, Plan.once(1, Fault.TIMER_LATE)).promise());
            assertEquals(
                    "the run did not come to call 100000",
                    simulation.run(1, Plan.NONE.losingAllBefore(100_000)).promise());
        }
    }
}
