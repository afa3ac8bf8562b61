package io.muster.domain.contact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.muster.domain.touch.Channel;
import io.muster.domain.touch.QuietHours;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The law of a state holds for whoever has a number of it and no address that says otherwise. */
class StateByNumberTest {

    private static final String MIAMI = "+13055550101";

    @ParameterizedTest
    @CsvSource({
        "+13055550101, FL",
        "+18505550101, FL",
        "+12405550101, MD",
        "+16015550101, MS",
        "+12015550101, NJ",
        "+14055550101, OK",
        "+12035550101, CT",
        "+15125550101, TX",
        "+19155550101, TX",
        "+14325550101, TX",
        "+14015550101, RI",
        "+12125550101, NY",
        "+19075550101, AK",
        "+17875550101, PR"
    })
    void the_area_code_tells_the_state(String phone, String state) {
        assertEquals(state, contact(Place.UNKNOWN, phone).usState());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+18005550101",
                "+18885550101",
                "+18335550101",
                "+19005550101",
                "+14165550101",
                "+442079460018",
                "+1305555"
            })
    void numbers_that_are_tied_to_no_state_tell_none(String phone) {
        assertNull(contact(Place.UNKNOWN, phone).usState());
    }

    @Test
    void no_number_tells_none() {
        assertNull(contact(Place.UNKNOWN, null).usState());
    }

    @Test
    void what_is_on_record_wins() {
        assertEquals(
                "GA",
                contact(new Place(null, "GA", null, "US", null, null, null), MIAMI)
                        .usState());
        assertNull(contact(new Place(null, null, "09012", "US", null, null, null), MIAMI)
                .usState());
        assertNull(contact(new Place("Toronto", null, null, "CA", null, null, null), MIAMI)
                .usState());
        assertNull(contact(new Place("Toronto", "ON", null, "CA", null, null, null), MIAMI)
                .usState());
        assertEquals(
                "FL",
                contact(new Place("Miami", null, null, "US", null, null, null), MIAMI)
                        .usState());
    }

    @Test
    void a_zone_on_record_that_the_area_does_not_keep_says_that_its_owner_has_moved() {
        assertNull(contact(in("America/Los_Angeles"), MIAMI).usState());
        assertNull(contact(in("America/Phoenix"), "+13035550101").usState());
        assertEquals("FL", contact(in("America/New_York"), MIAMI).usState());
        assertEquals("FL", contact(in("US/Eastern"), MIAMI).usState());
        assertEquals("FL", contact(in("America/Chicago"), "+18505550101").usState());
        assertEquals("FL", contact(in("America/New_York"), "+18505550101").usState());
        assertNull(contact(in("America/Denver"), "+18505550101").usState());
    }

    /** A summer evening at half past eight: open in New York until nine, closed in Florida since eight. */
    @Test
    void the_hours_of_that_state_are_the_contact_s() {
        var evening = Instant.parse("2026-06-02T00:30:00Z");
        assertEquals(Optional.of(evening), nextText(contact(Place.UNKNOWN, "+12125550101"), evening));
        assertEquals(
                Optional.of(Instant.parse("2026-06-02T12:00:00Z")), nextText(contact(Place.UNKNOWN, MIAMI), evening));
        assertEquals(Optional.empty(), nextText(contact(Place.UNKNOWN, "+18005550101"), evening));
        assertEquals(Optional.of(evening), nextText(contact(in("America/Los_Angeles"), MIAMI), evening));
    }

    /** Sundays begin at noon in Texas, whichever of its two zones a number of it is in. */
    @Test
    void a_state_of_two_zones_keeps_its_hours_in_both() {
        var sunday = Instant.parse("2026-06-07T15:30:00Z");
        assertEquals(
                Optional.of(Instant.parse("2026-06-07T17:00:00Z")),
                nextText(contact(Place.UNKNOWN, "+15125550101"), sunday));
        assertEquals(
                Optional.of(Instant.parse("2026-06-07T18:00:00Z")),
                nextText(contact(Place.UNKNOWN, "+19155550101"), sunday));
    }

    private static Optional<Instant> nextText(Contact contact, Instant at) {
        var zone = TimeZones.of(contact.place(), contact.profile().phone()).orElse(null);
        return QuietHours.USUAL
                .of(Channel.SMS, false, zone, contact.usState(), ZoneOffset.UTC)
                .map(hours -> hours.nextOpen(at));
    }

    private static Place in(String zone) {
        return new Place(null, null, null, null, null, null, ZoneId.of(zone));
    }

    private static Contact contact(Place place, @Nullable String phone) {
        return new Contact(
                "ct_a",
                Tier.PROSPECT,
                new Profile("Ann Lee", null, "ann@lee.example.com", phone, null, null),
                Set.of(),
                place,
                new Credentials(null, null, null, null, null, null),
                "spring list",
                Map.of());
    }
}
