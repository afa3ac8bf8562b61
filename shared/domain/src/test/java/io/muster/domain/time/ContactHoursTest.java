package io.muster.domain.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** The clock of hours in which a contact may be reached, over nights, weekends and clock changes. */
class ContactHoursTest {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final ContactHours BUSINESS = ContactHours.business(NEW_YORK);
    private static final Instant FRIDAY_EVENING = Instant.parse("2026-03-06T23:00:00Z");

    @Test
    void a_friday_evening_waits_for_monday_morning_across_the_clock_change() {
        assertFalse(BUSINESS.open(FRIDAY_EVENING));
        assertEquals(Instant.parse("2026-03-09T13:00:00Z"), BUSINESS.nextOpen(FRIDAY_EVENING));
    }

    @Test
    void a_window_opens_on_its_first_moment_and_is_closed_on_its_last() {
        assertTrue(BUSINESS.open(Instant.parse("2026-03-09T13:00:00Z")));
        assertTrue(BUSINESS.open(Instant.parse("2026-03-09T20:59:59Z")));
        assertFalse(BUSINESS.open(Instant.parse("2026-03-09T21:00:00Z")));
    }

    @Test
    void a_week_has_forty_business_hours() {
        assertEquals(40, BUSINESS.hoursBetween(FRIDAY_EVENING, FRIDAY_EVENING.plus(Duration.ofDays(7))));
    }

    @Test
    void hours_backwards_are_none() {
        assertEquals(0, BUSINESS.hoursBetween(FRIDAY_EVENING, FRIDAY_EVENING.minusSeconds(1)));
    }

    @Test
    void a_quarter_of_eight_hours_is_spent_on_monday_at_eleven() {
        assertEquals(Instant.parse("2026-03-09T15:00:00Z"), BUSINESS.plusOpenHours(FRIDAY_EVENING, 2));
        assertEquals(Instant.parse("2026-03-10T14:00:00Z"), BUSINESS.plusOpenHours(FRIDAY_EVENING, 9));
    }

    @Test
    void a_time_that_the_clock_change_skips_becomes_the_moment_of_the_change() {
        var early = ContactHours.daily(NEW_YORK, new Window(LocalTime.of(2, 30), LocalTime.of(5, 0)));
        var night = Instant.parse("2026-03-08T05:00:00Z");
        assertEquals(Instant.parse("2026-03-08T07:00:00Z"), early.nextOpen(night));
        assertEquals(2, early.hoursBetween(night, night.plus(Duration.ofHours(12))));
    }

    @Test
    void a_window_that_is_skipped_whole_waits_for_the_next_day() {
        var hidden = ContactHours.daily(NEW_YORK, new Window(LocalTime.of(2, 10), LocalTime.of(2, 50)));
        assertEquals(Instant.parse("2026-03-09T06:10:00Z"), hidden.nextOpen(Instant.parse("2026-03-08T06:00:00Z")));
    }

    @Test
    void days_have_23_and_25_hours_when_the_clock_changes() {
        var all = ContactHours.daily(NEW_YORK, Window.WHOLE_DAY);
        var sundays = new ContactHours(NEW_YORK, Map.of(DayOfWeek.SUNDAY, List.of(Window.WHOLE_DAY)));
        var march = Instant.parse("2026-03-07T12:00:00Z");
        var november = Instant.parse("2026-10-31T12:00:00Z");
        assertEquals(23, sundays.hoursBetween(march, march.plus(Duration.ofDays(3))));
        assertEquals(25, sundays.hoursBetween(november, november.plus(Duration.ofDays(3))));
        assertEquals(72, all.hoursBetween(march, march.plus(Duration.ofDays(3))));
    }

    @Test
    void always_is_the_plain_clock() {
        assertTrue(ContactHours.ALWAYS.open(FRIDAY_EVENING));
        assertEquals(
                FRIDAY_EVENING.plus(Duration.ofMinutes(90)), ContactHours.ALWAYS.plusOpenHours(FRIDAY_EVENING, 1.5));
        assertEquals(1.5, ContactHours.ALWAYS.hoursBetween(FRIDAY_EVENING, FRIDAY_EVENING.plusSeconds(5400)));
    }

    @Test
    void adding_open_hours_and_counting_them_are_each_others_reverse() {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(31);
        for (int i = 0; i < 5_000; i++) {
            var from = Instant.ofEpochSecond(1_767_225_600L + random.nextInt(365 * 86_400));
            double hours = random.nextDouble(0.001, 100);
            var to = BUSINESS.plusOpenHours(from, hours);
            assertEquals(hours, BUSINESS.hoursBetween(from, to), 1e-6);
        }
    }

    @Test
    void windows_that_overlap_end_before_they_begin_or_are_missing_are_refused() {
        var overlapping = Map.of(DayOfWeek.MONDAY, List.of(Window.of(9, 12), Window.of(11, 15)));
        assertThrows(IllegalArgumentException.class, () -> new ContactHours(NEW_YORK, overlapping));
        assertThrows(IllegalArgumentException.class, () -> new ContactHours(NEW_YORK, Map.of()));
        assertThrows(IllegalArgumentException.class, () -> Window.of(12, 9));
    }
}
