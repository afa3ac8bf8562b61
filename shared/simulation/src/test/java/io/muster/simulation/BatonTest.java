package io.muster.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class BatonTest {

    private static final Instant NOON = Instant.parse("2026-06-02T12:00:00Z");

    private final Agenda agenda = new Agenda(new Lots(1));
    private final List<String> told = new ArrayList<>();

    @Test
    void who_rests_goes_on_when_its_turn_comes_and_others_act_meanwhile() {
        try (var baton = new Baton()) {
            agenda.add(actor("a", baton, 20), NOON, 1);
            agenda.add(actor("b", baton, 10), NOON.plusSeconds(1), 2);
            baton.run(this::next);
        }
        assertEquals(List.of("a begins", "b begins", "b ends", "a ends"), told);
    }

    @Test
    void what_breaks_in_an_actor_breaks_the_run() {
        try (var baton = new Baton()) {
            agenda.add(
                    new Actor("a", "", () -> {
                        throw new IllegalStateException("broken");
                    }),
                    NOON,
                    1);
            var failure = assertThrows(IllegalStateException.class, () -> baton.run(this::next));
            assertEquals("broken", Objects.requireNonNull(failure.getCause()).getMessage());
        }
    }

    private Actor actor(String name, Baton baton, int seconds) {
        var self = new Actor[1];
        self[0] = new Actor(name, "", () -> {
            told.add(name + " begins");
            agenda.add(self[0], NOON.plusSeconds(seconds), 3);
            baton.rest(self[0]);
            told.add(name + " ends");
        });
        return self[0];
    }

    private @org.jspecify.annotations.Nullable Actor next() {
        return agenda.next() == null ? null : agenda.take();
    }
}
