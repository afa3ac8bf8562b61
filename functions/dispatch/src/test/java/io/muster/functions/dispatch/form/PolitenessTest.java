package io.muster.functions.dispatch.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolitenessTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private long now = 5 * SECOND;
    private final List<Long> waits = new ArrayList<>();
    private final Politeness politeness = new Politeness(Duration.ofSeconds(1), () -> now, waits::add);
    private final Deadline deadline = Deadline.in(Duration.ofSeconds(10));

    @Test
    void a_host_is_asked_once_a_second_and_others_do_not_wait_for_it() {
        politeness.await("a", deadline);
        politeness.await("b", deadline);
        politeness.await("a", deadline);
        politeness.await("a", deadline);
        assertEquals(List.of(SECOND, 2 * SECOND), waits);
        now += 3 * SECOND;
        politeness.await("a", deadline);
        now += SECOND / 4;
        politeness.await("a", deadline);
        assertEquals(List.of(SECOND, 2 * SECOND, SECOND * 3 / 4), waits);
    }

    @Test
    void nobody_waits_longer_than_it_has() {
        for (int i = 0; i < 9; i++) {
            politeness.await("a", deadline);
        }
        assertThrows(SiteUnavailable.class, () -> politeness.await("a", Deadline.in(Duration.ofSeconds(2))));
    }
}
