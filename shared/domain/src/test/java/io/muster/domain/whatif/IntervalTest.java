package io.muster.domain.whatif;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.domain.strategy.TimeToBid;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The small statistics that an answer rests on. */
class IntervalTest {

    /** Reference values of Wilson's score interval at 95 %. */
    @Test
    void an_interval_is_wilsons() {
        assertEquals(0, Interval.of(0, 10).low(), 1e-12);
        assertEquals(0.2775328, Interval.of(0, 10).high(), 1e-6);
        assertEquals(0.2365931, Interval.of(5, 10).low(), 1e-6);
        assertEquals(0.7634069, Interval.of(5, 10).high(), 1e-6);
        assertEquals(0.7224672, Interval.of(10, 10).low(), 1e-6);
        assertEquals(1, Interval.of(10, 10).high(), 1e-12);
    }

    @Test
    void it_holds_the_truth_about_nineteen_times_in_twenty() {
        var random = new SplittableRandom(5);
        int held = 0;
        for (int trial = 0; trial < 1_000; trial++) {
            int successes = 0;
            for (int i = 0; i < 200; i++) {
                successes += random.nextDouble() < 0.9 ? 1 : 0;
            }
            held += Interval.of(successes, 200).contains(0.9) ? 1 : 0;
        }
        assertTrue(held > 925 && held < 975, held + " of 1000");
        assertFalse(Interval.of(150, 200).contains(0.9));
    }

    @Test
    void a_spread_names_the_smallest_values_that_enough_lives_do_not_exceed() {
        var twenty = new int[] {20, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19};
        assertEquals(new Spread(10.5, 1, 5, 10, 15, 19), Spread.of(twenty));
        assertEquals(new Spread(3, 3, 3, 3, 3, 3), Spread.of(3));
    }

    @Test
    void the_hours_of_a_share_are_the_inverse_of_the_share_within_hours() {
        for (var time : new TimeToBid[] {TimeToBid.PRIOR, new TimeToBid(1.3, 11)}) {
            for (double share = 0.01; share < 1; share += 0.01) {
                assertEquals(share, time.within(time.hours(share)), 1e-12);
            }
        }
    }
}
