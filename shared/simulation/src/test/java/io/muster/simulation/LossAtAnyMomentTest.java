package io.muster.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * At each moment of a run every queue and every timer is lost, one moment a run, and the sweeper brings everything to its
 * end; {@code mvn -Psimulate -Dsimulate=--losses} tries every moment of every scenario.
 */
class LossAtAnyMomentTest {

    /** The long runs at every second, seventh and fifth call, since a build has no more time. */
    @ParameterizedTest
    @CsvSource({"alone, 1", "rivals, 1", "scheduled, 1", "emergency, 2", "escalation, 7", "controls, 5"})
    void all_ends_well_whenever_every_queue_and_timer_is_lost(String scenario, int oneIn) {
        try (var crew = Crews.of(scenario)) {
            var attempts = Losses.attempts(crew, 1, oneIn);
            var failed = attempts.stream().filter(Attempt::failed).toList();
            assertEquals("", Crews.told(crew, failed));
            assertTrue(attempts.size() * oneIn > 30, "so few calls: " + attempts.size() * oneIn);
        }
    }
}
