package io.muster.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How an account's functions are shared. */
class SharesTest {

    @Test
    void a_new_account_of_ten_is_crowded_and_is_told_what_to_ask_for() {
        var shares = new Shares(10);
        assertEquals(2, shares.ofStep());
        assertEquals(26, shares.ofAllQueues());
        assertFalse(shares.roomy());
        assertEquals(25, shares.receives());
        assertTrue(shares.advice().contains("a quota of 52 or more"), shares.advice());
    }

    @Test
    void from_twice_the_least_on_queues_leave_half_of_the_account_alone() {
        assertFalse(new Shares(51).roomy());
        IntStream.rangeClosed(Shares.ROOMY, 5000).mapToObj(Shares::new).forEach(shares -> {
            assertTrue(shares.roomy());
            assertTrue(2 * shares.ofAllQueues() <= shares.account(), shares.toString());
            assertEquals(5, shares.receives());
        });
    }

    @Test
    void an_event_source_is_never_bounded_by_less_than_two_nor_more_than_twenty() {
        IntStream.rangeClosed(10, 5000)
                .mapToObj(Shares::new)
                .forEach(shares -> assertTrue(
                        shares.ofStep() >= 2 && shares.ofStep() <= 20 && shares.ofDeadLetters() >= 2,
                        shares.toString()));
        assertEquals(20, new Shares(1000).ofStep());
    }
}
