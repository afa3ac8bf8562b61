package io.muster.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Each kind of remote call goes wrong in each of five ways, one a run, and so does a sample of all other calls, the same
 * every time; {@code mvn -Psimulate -Dsimulate=--crashes} tries every call of every scenario.
 */
class SingleFaultsTest {

    private static final int ONE_IN = 400;

    @Test
    void no_single_fault_breaks_a_promise_and_every_kind_of_call_has_seen_every_fault() {
        var tried = new HashSet<SingleFaults.Try>();
        var failures = new ArrayList<String>();
        for (var scenario : Scenarios.SHORT) {
            try (var simulation = new Simulation(scenario)) {
                new SingleFaults(simulation, 1, tried)
                        .run(ONE_IN)
                        .forEach(failure -> failures.add(scenario.name() + ": " + failure.fault() + " at call "
                                + failure.call() + ": " + failure.outcome().broken()));
            }
        }
        assertEquals(List.of(), failures);
        var faultsByKind = tried.stream().collect(Collectors.groupingBy(SingleFaults.Try::kind, Collectors.counting()));
        faultsByKind.forEach((kind, faults) -> assertEquals(SingleFaults.EACH.size(), faults.intValue(), kind));
        assertTrue(faultsByKind.size() >= 60, faultsByKind.keySet().toString());
    }

    @Test
    void a_layer_without_a_sample_tries_every_call_in_every_way() {
        try (var simulation = new Simulation(Scenarios.named("alone"))) {
            var layer = new SingleFaults(simulation, 1);
            assertEquals(List.of(), layer.run());
            assertEquals(layer.calls() * SingleFaults.EACH.size(), layer.runs());
        }
    }
}
