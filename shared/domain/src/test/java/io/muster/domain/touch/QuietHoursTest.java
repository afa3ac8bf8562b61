package io.muster.domain.touch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.domain.time.ContactHours;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {

    private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private static ContactHours hours(Channel channel, boolean pressing, ZoneId zone, @Nullable String state) {
        return QuietHours.USUAL.of(channel, pressing, zone, state, NEW_YORK).orElseThrow();
    }

    private static Instant local(String time, ZoneId zone) {
        return LocalDateTime.parse(time).atZone(zone).toInstant();
    }

    @Test
    void email_waits_for_business_hours_on_a_weekday_at_the_contacts_place() {
        var fridayEvening = local("2026-11-20T18:00", CHICAGO);
        assertEquals(
                local("2026-11-23T09:00", CHICAGO),
                hours(Channel.EMAIL, false, CHICAGO, "IL").nextOpen(fridayEvening));
    }

    @Test
    void urgent_email_goes_at_any_hour() {
        var night = local("2026-11-21T03:00", CHICAGO);
        assertEquals(night, hours(Channel.EMAIL, true, CHICAGO, "IL").nextOpen(night));
    }

    @Test
    void email_to_an_unknown_place_keeps_the_campaigns_hours() {
        var hours =
                QuietHours.USUAL.of(Channel.EMAIL, false, null, null, NEW_YORK).orElseThrow();
        assertEquals(local("2026-11-23T09:00", NEW_YORK), hours.nextOpen(local("2026-11-23T08:59", NEW_YORK)));
    }

    @Test
    void calls_and_texts_to_an_unknown_place_have_no_hours() {
        assertTrue(QuietHours.USUAL.of(Channel.SMS, true, null, "TX", NEW_YORK).isEmpty());
        assertTrue(
                QuietHours.USUAL.of(Channel.PHONE, true, null, null, NEW_YORK).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        // 2026-11-20 is a Friday, 21 a Saturday, 22 a Sunday
        "IL, 2026-11-20T08:00, 2026-11-20T21:00",
        "IL, 2026-11-22T08:00, 2026-11-22T21:00",
        "FL, 2026-11-20T08:00, 2026-11-20T20:00",
        "MD, 2026-11-21T08:00, 2026-11-21T20:00",
        "MS, 2026-11-22T08:00, 2026-11-22T20:00",
        "NJ, 2026-11-20T08:00, 2026-11-20T20:00",
        "OK, 2026-11-20T08:00, 2026-11-20T20:00",
        "CT, 2026-11-22T09:00, 2026-11-22T20:00",
        "TX, 2026-11-21T09:00, 2026-11-21T21:00",
        "TX, 2026-11-22T12:00, 2026-11-22T21:00",
        "RI, 2026-11-20T09:00, 2026-11-20T18:00",
        "RI, 2026-11-21T10:00, 2026-11-21T17:00",
        "RI, 2026-11-22T10:00, 2026-11-22T17:00",
    })
    void calls_keep_the_hours_of_the_state_even_when_the_campaign_presses(String state, String opens, String closes) {
        var hours = hours(Channel.PHONE, true, CHICAGO, state);
        var from = local(opens, CHICAGO);
        var to = local(closes, CHICAGO);
        assertTrue(!hours.open(from.minusSeconds(1)) && hours.open(from), "opens");
        assertTrue(hours.open(to.minusSeconds(1)) && !hours.open(to), "closes");
    }

    @Test
    void work_for_people_has_no_hours() {
        var night = local("2026-11-22T03:00", CHICAGO);
        assertTrue(hours(Channel.MANUAL, false, CHICAGO, null).open(night));
        assertTrue(hours(Channel.LINKEDIN, false, CHICAGO, null).open(night));
    }
}
