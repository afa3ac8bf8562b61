package io.muster.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each remote call of each scenario goes wrong in each of five ways, one a run; nothing is left out. */
class SingleFaultsTest {

    @ParameterizedTest
    @ValueSource(strings = {"emergency", "escalation", "controls"})
    void no_single_fault_at_any_call_breaks_a_promise(String name) {
        try (var simulation = new Simulation(Scenarios.named(name))) {
            var layer = new SingleFaults(simulation, 1);
            var failures = layer.run();
            assertEquals(
                    List.of(),
                    failures.stream()
                            .map(failure -> failure.fault() + " at call " + failure.call() + ": "
                                    + failure.outcome().broken())
                            .toList());
            assertTrue(layer.calls() > 150, "so few calls: " + layer.calls());
            assertEquals(layer.calls() * SingleFaults.EACH.size(), layer.runs());
        }
    }
}
