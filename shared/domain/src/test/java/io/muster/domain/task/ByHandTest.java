package io.muster.domain.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.muster.domain.contact.Tier;
import io.muster.domain.task.HumanTask.Outcome;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Slice;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchState;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a person says came of a touch is its record. */
class ByHandTest {

    private static final Instant GIVEN = Instant.parse("2026-06-01T14:00:00Z");
    private static final Instant DONE = Instant.parse("2026-06-01T16:00:00Z");

    @Test
    void every_outcome_leaves_its_mark_on_the_touch() {
        var expected = new EnumMap<>(Map.of(
                Outcome.REACHED, "DELIVERED REACHED " + DONE,
                Outcome.NO_ANSWER, "SENT NO_ANSWER " + GIVEN,
                Outcome.WRONG_NUMBER, "FAILED WRONG_NUMBER " + GIVEN,
                Outcome.SENT, "SENT SENT_BY_HAND " + DONE,
                Outcome.NOT_POSSIBLE, "FAILED NOT_POSSIBLE " + GIVEN,
                Outcome.DECLINED, "DELIVERED DECLINED " + DONE,
                Outcome.OPTED_OUT, "DELIVERED OPTED_OUT " + DONE,
                Outcome.OTHER, "SENT OTHER " + GIVEN));
        var actual = new EnumMap<Outcome, String>(Outcome.class);
        Arrays.stream(Outcome.values()).forEach(outcome -> actual.put(outcome, told(Channel.PHONE, outcome)));
        assertEquals(expected, actual);
    }

    @Test
    void by_hand_is_the_last_way_there_is() {
        assertEquals("SKIPPED NOT_POSSIBLE " + GIVEN, told(Channel.MANUAL, Outcome.NOT_POSSIBLE));
    }

    @Test
    void what_is_said_twice_is_recorded_once_and_no_message_of_a_provider_is_touched() {
        for (var outcome : Outcome.values()) {
            var once = ByHand.after(slice(Channel.LINKEDIN), 0, outcome, DONE);
            assertEquals(once, ByHand.after(once, 0, outcome, DONE), outcome.name());
            var mail = slice(Channel.EMAIL);
            assertSame(mail, ByHand.after(mail, 0, outcome, DONE));
        }
    }

    private static String told(Channel channel, Outcome outcome) {
        var touch = ByHand.after(slice(channel), 0, outcome, DONE).touches().getFirst();
        return touch.state() + " " + touch.reason() + " " + touch.sentAt();
    }

    private static Slice slice(Channel channel) {
        var touch = Touch.planned("p1", Tier.INTERNAL, channel, Touch.Kind.INVITATION, GIVEN)
                .handedOver(channel, GIVEN, null);
        assertEquals(TouchState.SENT, touch.state());
        return new Slice(1, 0, List.of(touch), null, 1);
    }
}
