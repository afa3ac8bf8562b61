package io.muster.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sample of all pairs of crashes, the same every time; all of them with {@code mvn -Psimulate -Dsimulate=--pairs}. */
class DoubleCrashesTest {

    private static final int ONE_IN = 100;

    @ParameterizedTest
    @ValueSource(strings = {"alone", "errands"})
    void no_second_crash_while_the_first_one_heals_breaks_a_promise(String name) {
        try (var simulation = new Simulation(Scenarios.named(name))) {
            var layer = new DoubleCrashes(simulation, 1);
            assertEquals(
                    List.of(),
                    layer.run(ONE_IN).stream()
                            .map(failure -> failure.fault() + " at call " + failure.call() + ", " + failure.second()
                                    + " at call " + failure.then() + ": "
                                    + failure.outcome().broken())
                            .toList());
            assertTrue(layer.pairs() > 10_000, "so few pairs: " + layer.pairs());
            assertTrue(layer.runs() > layer.pairs() / ONE_IN / 2, "so few runs: " + layer.runs());
        }
    }
}
