package io.muster.functions.reporting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muster.domain.campaign.Event;
import io.muster.domain.campaign.History;
import io.muster.functions.reporting.Timeline.Line;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TimelineTest {

    private static final Instant START = Instant.parse("2026-06-01T15:00:00Z");

    private static Instant day(int day) {
        return START.plus(Duration.ofDays(day));
    }

    private static History postponed(int version, String why) {
        return new History("look-" + version, version, day(version), new Event.TouchPostponed(day(version + 1), why));
    }

    @Test
    void looks_that_find_the_same_in_a_row_are_one_line_that_keeps_its_place() {
        var resumed = new Event.Resumed(day(9));
        var history = List.of(
                postponed(1, "held"),
                postponed(2, "held"),
                postponed(3, "held"),
                postponed(4, "under way"),
                new History("hand", 5, day(5), resumed),
                postponed(6, "under way"));
        assertEquals(
                new Timeline(
                        "c1",
                        List.of(
                                new Line(1, day(1), "look-1", new Event.TouchPostponed(day(4), "held"), 3, day(3)),
                                new Line(4, day(4), "look-4", history.get(3).event(), null, null),
                                new Line(5, day(5), "hand", resumed, null, null),
                                new Line(6, day(6), "look-6", history.get(5).event(), null, null))),
                Timeline.of("c1", history));
    }

    @Test
    void what_a_person_does_twice_is_told_twice() {
        var history = List.of(
                new History("a", 1, day(1), new Event.Paused("rest")),
                new History("b", 2, day(2), new Event.Paused("rest")));
        assertEquals(2, Timeline.of("c1", history).items().size());
    }
}
