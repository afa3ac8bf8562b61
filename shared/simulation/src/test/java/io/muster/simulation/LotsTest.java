package io.muster.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LotsTest {

    @Test
    void a_place_draws_the_same_lot_whatever_was_drawn_elsewhere() {
        var place = Lots.place("dispatch", 3);
        var lots = new Lots(7);
        long first = lots.lot(place);
        lots.lot(Lots.place("dispatch", 4));
        assertEquals(first, lots.lot(place));
        assertEquals(first, new Lots(7).lot(place));
        assertNotEquals(first, new Lots(8).lot(place));
    }

    @Test
    void lots_are_spread_evenly() {
        var lots = new Lots(1);
        double sum = 0;
        for (int i = 0; i < 10_000; i++) {
            double unit = lots.unit(Lots.place("place", i));
            assertTrue(unit >= 0 && unit < 1);
            sum += unit;
            long between = lots.between(-3, 3, Lots.place("other", i));
            assertTrue(between >= -3 && between <= 3);
        }
        assertEquals(0.5, sum / 10_000, 0.01);
    }
}
