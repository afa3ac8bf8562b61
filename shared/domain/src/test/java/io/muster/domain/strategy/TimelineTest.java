package io.muster.domain.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.muster.domain.contact.Tier;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which time a campaign has, and how urgent that makes it. */
class TimelineTest {

    private static final Instant NOW = Instant.parse("2026-03-02T15:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "0.5, EMERGENCY",
        "1, EMERGENCY",
        "1.01, URGENT",
        "12, URGENT",
        "12.5, STANDARD",
        "72, STANDARD",
        "72.1, GROUP_BIDDING",
        "120, GROUP_BIDDING",
        "120.5, FLEXIBLE",
        "2160, FLEXIBLE"
    })
    void the_hours_give_the_urgency(double hours, Urgency urgency) {
        var timeline = Timeline.of(TimelineRequest.hours(hours), NOW);
        assertEquals(urgency, timeline.urgency());
        assertEquals(Duration.ofSeconds(Math.round(hours * 3600)), timeline.length());
    }

    @ParameterizedTest
    @CsvSource({"EMERGENCY, 1", "URGENT, 12", "STANDARD, 72", "GROUP_BIDDING, 120", "FLEXIBLE, 168"})
    void without_hours_the_urgency_gives_the_time(Urgency urgency, long hours) {
        var timeline = Timeline.of(TimelineRequest.UNSTATED.withUrgency(urgency), NOW);
        assertEquals(new Timeline(urgency, NOW, NOW.plus(Duration.ofHours(hours))), timeline);
    }

    @Test
    void a_stated_urgency_labels_but_does_not_change_the_hours() {
        var timeline = Timeline.of(TimelineRequest.hours(24).withUrgency(Urgency.URGENT), NOW);
        assertEquals(new Timeline(Urgency.URGENT, NOW, NOW.plus(Duration.ofHours(24))), timeline);
    }

    @ParameterizedTest
    @CsvSource({
        "PT2H, 2",
        "PT6H, 6",
        "P3D, 6",
        "P3DT23H, 6",
        "P4D, 24",
        "P7DT1H, 24",
        "P8D, 72",
        "P14D, 72",
        "P15D, 120"
    })
    void the_completion_deadline_leaves_so_many_hours(Duration left, long hours) {
        var request = new TimelineRequest(NOW.plus(left), 500.0, null);
        assertEquals(Duration.ofHours(hours), Timeline.of(request, NOW).length());
    }

    @Test
    void a_completion_date_means_the_end_of_that_day_at_the_place() {
        var end = TimelineRequest.endOf(LocalDate.of(2026, 3, 8), ZoneId.of("America/New_York"));
        assertEquals(Instant.parse("2026-03-09T04:00:00Z"), end);
    }

    @Test
    void a_completion_deadline_in_the_past_is_refused() {
        assertThrows(InvalidTimeline.class, () -> Timeline.of(TimelineRequest.complete(NOW), NOW));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 2160.5, Double.NaN})
    void hours_that_are_none_are_refused(double hours) {
        assertThrows(InvalidTimeline.class, () -> TimelineRequest.hours(hours));
    }

    @Test
    void words_of_the_project_move_the_chance_but_only_as_whole_words() {
        assertEquals(0.8, Project.of("Emergency plumbing: a leak").multiplier(), 1e-15);
        assertEquals(0.88, Project.of("water damage, bathroom remodel").multiplier(), 1e-15);
        assertEquals(1, Project.of("leakproof additions, remodeling").multiplier(), 1e-15);
        var group = TierRates.of(new Project("lawn care", List.of(), true), LearnedRates.NOTHING);
        assertEquals(0.95, group.of(Tier.INTERNAL).mean(), 1e-15);
        assertEquals(0.60, group.of(Tier.GENERAL).mean(), 1e-15);
    }
}
