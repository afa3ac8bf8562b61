package io.muster.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class ChartTest {

    @Test
    void the_mark_stands_between_the_blocks_and_hides_none() {
        assertEquals("█".repeat(24) + "|" + "█".repeat(8), Chart.bar(4, 3, 4));
        assertEquals("█".repeat(24) + "·".repeat(8) + "|", Chart.bar(3, 4, 4));
        assertEquals("█".repeat(32) + "|", Chart.bar(4, 4, 4));
        assertEquals("|" + "·".repeat(32), Chart.bar(0, 0, 4));
    }
}
