package io.muster.domain.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** How long bids take, as supposed and as learned. */
class TimeToBidTest {

    @Test
    void after_one_scale_of_hours_63_percent_have_answered() {
        assertEquals(1 - Math.exp(-1), TimeToBid.PRIOR.within(4), 1e-15);
        assertEquals(0, TimeToBid.PRIOR.within(-1));
        assertEquals(1, TimeToBid.PRIOR.within(Double.POSITIVE_INFINITY));
    }

    @Test
    void fewer_than_thirty_bids_teach_nothing_yet() {
        assertSame(TimeToBid.PRIOR, TimeToBid.learned(Collections.nCopies(29, new Wait(1, true))));
    }

    @Test
    void the_truth_is_found_although_most_are_silent_and_all_are_cut_off() {
        var learned = TimeToBid.learned(waits(20_000, 0.4, new TimeToBid(1.3, 9), 24));
        assertEquals(1.3, learned.shape(), 0.05);
        assertEquals(9, learned.scale(), 0.5);
    }

    @Test
    void a_slow_market_is_not_taken_for_a_fast_one_because_slow_answers_are_cut_off() {
        var learned = TimeToBid.learned(waits(20_000, 0.6, new TimeToBid(0.7, 12), 24));
        assertEquals(0.7, learned.shape(), 0.05);
        assertEquals(12, learned.scale(), 2.0);
    }

    @Test
    void the_same_waits_teach_the_same() {
        var waits = waits(300, 0.5, TimeToBid.PRIOR, 24);
        assertEquals(TimeToBid.learned(waits), TimeToBid.learned(waits));
    }

    @Test
    void waits_that_fit_nothing_stay_within_bounds() {
        for (double hours : new double[] {0, 1e-9, 1, 1e6}) {
            var learned = TimeToBid.learned(Collections.nCopies(40, new Wait(hours, true)));
            assertTrue(learned.shape() >= 0.19 && learned.shape() <= 5.01, learned::toString);
            assertTrue(learned.scale() >= 0.049 && learned.scale() <= 1_001, learned::toString);
        }
    }

    private static List<Wait> waits(int count, double bidders, TimeToBid truth, double cutOff) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(21);
        var waits = new ArrayList<Wait>();
        for (int i = 0; i < count; i++) {
            double hours = truth.scale() * Math.pow(-Math.log(1 - random.nextDouble()), 1 / truth.shape());
            boolean bid = random.nextDouble() < bidders && hours <= cutOff;
            waits.add(new Wait(bid ? hours : cutOff, bid));
        }
        return waits;
    }
}
