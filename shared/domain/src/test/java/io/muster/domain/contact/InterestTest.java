package io.muster.domain.contact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.muster.domain.contact.Interest.History;
import io.muster.domain.contact.Interest.Level;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class InterestTest {
    private static final Instant NOW = Instant.parse("2026-06-30T12:00:00Z");
    private static final Instant WEEK_AGO = Instant.parse("2026-06-23T12:00:00Z");
    private static final Instant MONTH_AGO = Instant.parse("2026-05-31T12:00:00Z");

    @Test
    void all_signs_together_are_very_high() {
        var history = new History(10, 4, 4, 5, 4, WEEK_AGO, MONTH_AGO);
        assertEquals(new Interest(Level.VERY_HIGH, 10, true), Interest.of(history, NOW));
    }

    @Test
    void no_history_is_low() {
        assertEquals(new Interest(Level.LOW, 0, false), Interest.of(new History(0, 0, 0, 0, 0, null, null), NOW));
    }

    @Test
    void each_sign_has_its_points() {
        var old = Instant.parse("2026-01-01T00:00:00Z");
        assertEquals(2, Interest.of(new History(100, 3, 1, 0, 0, old, old), NOW).points());
        assertEquals(3, Interest.of(new History(100, 2, 1, 0, 0, old, old), NOW).points());
        assertEquals(4, Interest.of(new History(100, 1, 1, 0, 0, old, old), NOW).points());
        assertEquals(5, Interest.of(new History(100, 2, 2, 0, 0, old, old), NOW).points());
        assertEquals(6, Interest.of(new History(100, 3, 3, 0, 0, old, old), NOW).points());
        assertEquals(1, Interest.of(new History(10, 3, 0, 0, 0, old, null), NOW).points());
        assertEquals(0, Interest.of(new History(11, 3, 0, 0, 0, old, null), NOW).points());
        assertEquals(
                1, Interest.of(new History(11, 3, 0, 0, 0, WEEK_AGO, null), NOW).points());
        assertEquals(
                1, Interest.of(new History(11, 0, 0, 10, 6, null, null), NOW).points());
        assertEquals(
                2, Interest.of(new History(11, 0, 0, 10, 8, null, null), NOW).points());
    }

    @Test
    void an_old_positive_is_interest_but_not_interested() {
        var old = Instant.parse("2026-05-31T11:59:59Z");
        assertEquals(new Interest(Level.VERY_HIGH, 9, false), Interest.of(new History(4, 4, 4, 5, 5, old, old), NOW));
    }

    @Test
    void one_tier_up_and_to_the_first_only_with_two_positives() {
        var interested = new Interest(Level.HIGH, 5, true);
        var once = new History(1, 1, 1, 1, 1, WEEK_AGO, WEEK_AGO);
        var twice = new History(2, 2, 2, 2, 2, WEEK_AGO, WEEK_AGO);
        assertEquals(Tier.PROSPECT, interested.promote(Tier.GENERAL, twice));
        assertEquals(Tier.PROSPECT, interested.promote(Tier.PROSPECT, once));
        assertEquals(Tier.INTERNAL, interested.promote(Tier.PROSPECT, twice));
        assertEquals(Tier.INTERNAL, interested.promote(Tier.INTERNAL, once));
        assertEquals(Tier.GENERAL, new Interest(Level.HIGH, 5, false).promote(Tier.GENERAL, twice));
    }

    @Test
    void counts_that_contradict_each_other_are_refused() {
        assertThrows(IllegalArgumentException.class, () -> new History(1, 1, 2, 0, 0, null, null));
        assertThrows(IllegalArgumentException.class, () -> new History(1, 1, 1, 1, 2, null, null));
    }
}
