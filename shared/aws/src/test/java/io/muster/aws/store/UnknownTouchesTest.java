package io.muster.aws.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.aws.Sample;
import io.muster.aws.Stack;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Sending;
import io.muster.domain.touch.Slice;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchState;
import io.muster.domain.touch.Transition;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UnknownTouchesTest {

    private final Stack stack = new Stack();
    private final UnknownTouches unknown = new UnknownTouches(stack.table);

    @AfterEach
    void close() {
        stack.close();
    }

    private static Touch touch(TouchState state) {
        return Touch.planned("contact-1", null, Channel.EMAIL, Touch.Kind.INVITATION, Stack.START)
                .sending(Stack.START)
                .in(state, null);
    }

    private Slice stored(int index, TouchState... states) {
        var slice = new Slice(
                1,
                index,
                List.of(states).stream().map(UnknownTouchesTest::touch).toList(),
                null,
                1);
        stack.table.put(CampaignStore.slice(Sample.KEY, slice));
        return slice;
    }

    @Test
    void they_are_counted_over_all_slices_until_the_providers_word_settles_them() {
        stored(0, TouchState.UNKNOWN, TouchState.SENT, TouchState.UNKNOWN);
        var other = stored(1, TouchState.UNKNOWN);
        stored(2, TouchState.SENT, TouchState.BOUNCED);
        assertEquals(3, unknown.count(Stack.START.plusSeconds(60)));
        var settled = Sending.settled(other, 0, Transition.PROVIDER_DELIVERED, Stack.START);
        stack.table.put(CampaignStore.slice(Sample.KEY, settled));
        assertEquals(2, unknown.count(Stack.START.plusSeconds(60)));
    }

    @Test
    void one_that_nothing_settles_is_counted_for_a_day() {
        stored(0, TouchState.UNKNOWN);
        assertEquals(1, unknown.count(Stack.START.plus(UnknownTouches.COUNTED).minusSeconds(1)));
        assertEquals(0, unknown.count(Stack.START.plus(UnknownTouches.COUNTED).plus(Duration.ofSeconds(1))));
    }

    @Test
    void a_slice_without_any_takes_no_place_in_the_index_and_one_with_some_is_read_as_it_was() {
        var known = CampaignStore.slice(Sample.KEY, stored(0, TouchState.SENT));
        assertFalse(known.containsKey("due_pk"));
        var slice = stored(1, TouchState.UNKNOWN);
        assertTrue(CampaignStore.slice(Sample.KEY, slice).containsKey("due_pk"));
        assertEquals(slice, new SliceStore(stack.table).find(Sample.KEY, 1, 1).orElseThrow());
    }
}
