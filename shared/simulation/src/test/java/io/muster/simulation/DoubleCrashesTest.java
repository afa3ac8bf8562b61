package io.muster.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sample of all pairs of crashes, the same every time; all of them with {@code mvn -Psimulate -Dsimulate=--pairs}. */
class DoubleCrashesTest {

    private static final int ONE_IN = 100;

    @ParameterizedTest
    @ValueSource(strings = {"alone", "errands"})
    void no_second_crash_while_the_first_one_heals_breaks_a_promise(String name) {
        try (var crew = Crews.of(name)) {
            var layer = new DoubleCrashes(crew, 1);
            assertEquals("", Crews.told(crew, layer.run(ONE_IN)));
            assertTrue(layer.pairs() > 10_000, "so few pairs: " + layer.pairs());
            assertTrue(layer.runs() > layer.pairs() / ONE_IN / 2, "so few runs: " + layer.runs());
        }
    }
}
