package io.muster.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a campaign still wants follows from its state alone: at each moment of a run every queue and every timer is lost,
 * one moment a run, and the sweeper brings everything to its end.
 */
class LossAtAnyMomentTest {

    /** The long runs at every second, seventh and fifth call, since a build has no more time. */
    @ParameterizedTest
    @CsvSource({"alone, 1", "rivals, 1", "scheduled, 1", "emergency, 2", "escalation, 7", "controls, 5"})
    void all_ends_well_whenever_every_queue_and_timer_is_lost(String scenario, int every) {
        var loss = new LossAtCall[1];
        int[] ordinal = {Integer.MAX_VALUE};
        var broken = new ArrayList<String>();
        try (var simulation = new Simulation(Scenarios.named(scenario), () -> loss[0] = new LossAtCall(ordinal[0]))) {
            int calls = simulation.run(1, Plan.NONE).calls();
            assertTrue(calls > 30, "so few calls: " + calls);
            for (ordinal[0] = 1; ordinal[0] <= calls; ordinal[0] += every) {
                var outcome = simulation.run(1, Plan.NONE);
                assertTrue(loss[0].happened(), "the run did not come to call " + ordinal[0]);
                outcome.broken().forEach(promise -> broken.add("lost at call " + ordinal[0] + ": " + promise));
            }
        }
        assertEquals(List.of(), broken);
    }
}
