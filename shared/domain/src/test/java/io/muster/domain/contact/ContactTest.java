package io.muster.domain.contact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.muster.domain.touch.Channel;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContactTest {
    private static final Consent OLD = new Consent("web form", Instant.parse("2026-01-05T10:00:00Z"));
    private static final Consent NEW = new Consent("fair", Instant.parse("2026-02-05T10:00:00Z"));

    private static final Contact STORED = new Contact(
            "ct_a",
            Tier.PROSPECT,
            new Profile("Ann Lee", "Lee Lawns", "ann@lee.example.com", null, null, null),
            Set.of("lawn-care"),
            new Place("Austin", "TX", "78701", "US", null, null, null),
            new Credentials(60, 4.5, 12, true, null, null),
            "spring list",
            Map.of(Channel.SMS, NEW));

    private static final Contact ROW = new Contact(
            "ct_a",
            Tier.GENERAL,
            new Profile(null, "Lee Lawns LLC", "ann@lee.example.com", "+15125550101", null, null),
            Set.of("tree-service"),
            Place.UNKNOWN,
            new Credentials(null, 4.0, null, null, false, null),
            "autumn list",
            Map.of(Channel.SMS, OLD, Channel.PHONE, OLD));

    @Test
    void a_later_row_wins_where_it_says_something_and_never_lowers_the_tier() {
        var expected = new Contact(
                "ct_a",
                Tier.PROSPECT,
                new Profile("Ann Lee", "Lee Lawns LLC", "ann@lee.example.com", "+15125550101", null, null),
                Set.of("lawn-care", "tree-service"),
                new Place("Austin", "TX", "78701", "US", null, null, null),
                new Credentials(60, 4.0, null, true, false, null),
                "spring list",
                Map.of(Channel.SMS, NEW, Channel.PHONE, OLD));
        assertEquals(expected, STORED.updatedBy(ROW));
    }

    @Test
    void the_same_rows_once_more_change_nothing() {
        var once = STORED.updatedBy(ROW);
        assertEquals(once, once.updatedBy(ROW));
        assertEquals(STORED, STORED.updatedBy(STORED));
    }

    @Test
    void a_time_zone_alone_is_no_place() {
        var austin = new Place("Austin", "TX", null, "US", null, null, ZoneId.of("America/Chicago"));
        var zoneOnly = new Place(null, null, null, null, null, null, ZoneId.of("America/New_York"));
        assertEquals(austin, zoneOnly.orElse(austin));
        assertEquals(austin, austin.orElse(zoneOnly));
        assertEquals(zoneOnly, Place.UNKNOWN.orElse(zoneOnly));
        assertEquals(zoneOnly, zoneOnly.orElse(Place.UNKNOWN));
    }

    @Test
    void a_row_about_somebody_else_is_refused() {
        var other = new Contact(
                "ct_b", Tier.GENERAL, STORED.profile(), Set.of(), Place.UNKNOWN, Credentials.UNKNOWN, "x", Map.of());
        assertThrows(IllegalArgumentException.class, () -> STORED.updatedBy(other));
    }

    @Test
    void categories_and_consents_keep_one_order() {
        var contact = new Contact(
                "ct_a",
                Tier.GENERAL,
                STORED.profile(),
                Set.of("roofing", "gutters", "siding"),
                Place.UNKNOWN,
                Credentials.UNKNOWN,
                "x",
                Map.of(Channel.PHONE, OLD, Channel.SMS, OLD));
        assertEquals(List.of("gutters", "roofing", "siding"), List.copyOf(contact.categories()));
        assertEquals(
                List.of(Channel.SMS, Channel.PHONE),
                List.copyOf(contact.consents().keySet()));
    }

    @Test
    void impossible_figures_are_refused() {
        assertThrows(IllegalArgumentException.class, () -> new Place(null, null, null, null, 30.2, null, null));
        assertThrows(IllegalArgumentException.class, () -> new Place(null, null, null, null, 30.2, 181.0, null));
        assertThrows(IllegalArgumentException.class, () -> new Place(null, null, null, null, Double.NaN, 0.0, null));
        assertThrows(IllegalArgumentException.class, () -> new Credentials(101, null, null, null, null, null));
        assertThrows(IllegalArgumentException.class, () -> new Credentials(null, 5.1, null, null, null, null));
        assertThrows(IllegalArgumentException.class, () -> new Credentials(null, null, -1, null, null, null));
        assertThrows(IllegalArgumentException.class, () -> new Consent(" ", Instant.EPOCH));
    }

    @Test
    void specialties_become_keys() {
        assertEquals("lawn-care", CategoryKey.of(" Lawn Care "));
        assertEquals("heating-cooling", CategoryKey.of("Heating & Cooling"));
        assertEquals("", CategoryKey.of(" -- "));
    }
}
