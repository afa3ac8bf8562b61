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

    private static final Instant OLD = Instant.parse("2026-01-01T00:00:00Z");

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
    void positive_responses_give_two_three_and_four_points() {
        assertEquals(0, points(new History(100, 9, 0, 0, 0, OLD, null)));
        assertEquals(2, points(new History(100, 9, 1, 0, 0, OLD, OLD)));
        assertEquals(3, points(new History(100, 9, 2, 0, 0, OLD, OLD)));
        assertEquals(4, points(new History(100, 9, 3, 0, 0, OLD, OLD)));
        assertEquals(4, points(new History(100, 9, 4, 0, 0, OLD, OLD)));
    }

    @Test
    void the_share_of_positives_gives_one_point_from_a_half_and_two_from_four_fifths() {
        assertEquals(4, points(new History(1_000, 101, 50, 0, 0, OLD, OLD)));
        assertEquals(5, points(new History(1_000, 100, 50, 0, 0, OLD, OLD)));
        assertEquals(5, points(new History(1_000, 100, 79, 0, 0, OLD, OLD)));
        assertEquals(6, points(new History(1_000, 100, 80, 0, 0, OLD, OLD)));
    }

    @Test
    void engagement_gives_one_point_from_sixty_and_two_from_eighty() {
        assertEquals(0, points(new History(1_000, 0, 0, 1_000, 599, null, null)));
        assertEquals(1, points(new History(1_000, 0, 0, 1_000, 600, null, null)));
        assertEquals(1, points(new History(1_000, 0, 0, 1_000, 799, null, null)));
        assertEquals(2, points(new History(1_000, 0, 0, 1_000, 800, null, null)));
    }

    @Test
    void a_response_gives_a_point_for_seven_days_to_the_second() {
        assertEquals(1, points(new History(100, 9, 0, 0, 0, NOW, null)));
        assertEquals(1, points(new History(100, 9, 0, 0, 0, WEEK_AGO, null)));
        assertEquals(0, points(new History(100, 9, 0, 0, 0, WEEK_AGO.minusSeconds(1), null)));
        assertEquals(0, points(new History(100, 9, 0, 0, 0, NOW.plusSeconds(1), null)));
    }

    @Test
    void three_responses_to_ten_attempts_give_a_point() {
        assertEquals(0, points(new History(1_000, 299, 0, 0, 0, OLD, null)));
        assertEquals(1, points(new History(1_000, 300, 0, 0, 0, OLD, null)));
        assertEquals(0, points(new History(0, 300, 0, 0, 0, OLD, null)), "never asked, so no share");
    }

    @Test
    void levels_begin_at_three_five_and_eight_points() {
        assertEquals(Level.LOW, level(2, new History(100, 9, 1, 0, 0, OLD, OLD)));
        assertEquals(Level.MEDIUM, level(3, new History(100, 9, 2, 0, 0, OLD, OLD)));
        assertEquals(Level.MEDIUM, level(4, new History(100, 9, 3, 0, 0, OLD, OLD)));
        assertEquals(Level.HIGH, level(5, new History(100, 6, 3, 0, 0, OLD, OLD)));
        assertEquals(Level.HIGH, level(7, new History(10, 6, 3, 10, 6, OLD, OLD)));
        assertEquals(Level.VERY_HIGH, level(8, new History(10, 6, 3, 10, 8, OLD, OLD)));
    }

    @Test
    void nobody_is_interested_below_high_or_without_a_positive_in_thirty_days() {
        assertEquals(new Interest(Level.HIGH, 5, true), Interest.of(new History(100, 6, 3, 0, 0, OLD, MONTH_AGO), NOW));
        assertEquals(
                new Interest(Level.HIGH, 5, false),
                Interest.of(new History(100, 6, 3, 0, 0, OLD, MONTH_AGO.minusSeconds(1)), NOW));
        assertEquals(
                new Interest(Level.MEDIUM, 4, false), Interest.of(new History(100, 9, 3, 0, 0, OLD, MONTH_AGO), NOW));
    }

    private static int points(History history) {
        return Interest.of(history, NOW).points();
    }

    private static Level level(int points, History history) {
        var interest = Interest.of(history, NOW);
        assertEquals(points, interest.points());
        return interest.level();
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
