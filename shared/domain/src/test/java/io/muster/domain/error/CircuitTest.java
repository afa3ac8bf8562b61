package io.muster.domain.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.domain.error.Circuit.Passage;
import io.muster.domain.error.Circuit.State;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CircuitTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration HALF_MINUTE = Duration.ofSeconds(30);
    private static final Instant SINCE = NOON.minusSeconds(60);

    private static final Circuit FOUR = new Circuit(State.CLOSED, 4, Duration.ZERO, null, null);
    private static final Circuit OPEN = new Circuit(State.OPEN, 5, HALF_MINUTE, NOON.plusSeconds(1), SINCE);
    private static final Circuit RESTED = new Circuit(State.OPEN, 5, HALF_MINUTE, NOON, SINCE);
    private static final Circuit HALF = new Circuit(State.HALF_OPEN, 5, HALF_MINUTE, NOON.plusSeconds(30), SINCE);
    private static final Circuit LOST_PROBE = new Circuit(State.HALF_OPEN, 5, HALF_MINUTE, NOON, SINCE);
    private static final List<Circuit> ALL = List.of(Circuit.CLOSED, FOUR, OPEN, RESTED, HALF, LOST_PROBE);

    private static final Set<Category> TROUBLE = EnumSet.of(Category.API, Category.TIMEOUT);
    private static final Set<Category> WRONG_SETUP = EnumSet.of(Category.INTEGRATION, Category.PERMISSION);

    private static Circuit open(int failures, Duration rest, Instant since) {
        return new Circuit(State.OPEN, failures, rest, NOON.plus(rest), since);
    }

    @Test
    void every_state_meets_every_failure_as_the_table_says() {
        for (var category : Category.values()) {
            boolean trouble = TROUBLE.contains(category);
            boolean wrong = WRONG_SETUP.contains(category);
            for (var circuit : ALL) {
                var expected = switch (circuit.state()) {
                    case OPEN -> circuit;
                    case HALF_OPEN -> trouble || wrong ? open(6, Duration.ofMinutes(1), SINCE) : Circuit.CLOSED;
                    case CLOSED -> {
                        if (wrong) {
                            yield open(circuit.failures() + 1, Duration.ofMinutes(5), NOON);
                        }
                        if (!trouble) {
                            yield Circuit.CLOSED;
                        }
                        yield circuit.failures() == 4
                                ? open(5, HALF_MINUTE, NOON)
                                : new Circuit(State.CLOSED, 1, Duration.ZERO, null, null);
                    }
                };
                assertEquals(expected, circuit.failed(category, NOON), category + " in " + circuit);
            }
        }
    }

    @Test
    void a_success_closes_what_was_probed_and_tells_nothing_of_what_is_open() {
        assertEquals(
                List.of(Circuit.CLOSED, Circuit.CLOSED, OPEN, RESTED, Circuit.CLOSED, Circuit.CLOSED),
                ALL.stream().map(Circuit::succeeded).toList());
    }

    @Test
    void one_call_passes_once_the_rest_is_over_and_nobody_else_while_it_is_under_way() {
        var one = new Passage.One(NOON.plusSeconds(30));
        assertEquals(
                List.of(
                        new Passage.Free(),
                        new Passage.Free(),
                        new Passage.Shut(NOON.plusSeconds(1)),
                        one,
                        new Passage.Shut(NOON.plusSeconds(30)),
                        one),
                ALL.stream().map(circuit -> circuit.passage(NOON)).toList());
        assertEquals(
                List.of(Circuit.CLOSED, FOUR, OPEN, HALF, HALF, HALF),
                ALL.stream().map(circuit -> circuit.probing(NOON)).toList());
    }

    @Test
    void failed_probes_double_the_rest_up_to_a_quarter_of_an_hour() {
        var circuit = OPEN;
        var now = NOON.plusSeconds(1);
        for (long seconds : List.of(60L, 120L, 240L, 480L, 900L, 900L)) {
            circuit = circuit.probing(now).failed(Category.TIMEOUT, now);
            assertEquals(Duration.ofSeconds(seconds), circuit.rest());
            now = now.plusSeconds(seconds);
            assertEquals(now, circuit.until());
            assertEquals(SINCE, circuit.since());
        }
    }

    @Test
    void only_the_opening_of_a_closed_circuit_is_news() {
        assertTrue(FOUR.failed(Category.API, NOON).openedSince(FOUR));
        assertTrue(Circuit.CLOSED.failed(Category.INTEGRATION, NOON).openedSince(Circuit.CLOSED));
        assertFalse(HALF.failed(Category.API, NOON).openedSince(HALF));
        assertFalse(OPEN.failed(Category.API, NOON).openedSince(OPEN));
        assertFalse(HALF.succeeded().openedSince(HALF));
    }
}
