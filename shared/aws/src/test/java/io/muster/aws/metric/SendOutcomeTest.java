package io.muster.aws.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muster.aws.Stack;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SendOutcomeTest {

    private static Touch touch(Channel channel, TouchState state) {
        return Touch.planned("contact-1", null, channel, Touch.Kind.INVITATION, Stack.START)
                .in(state, null);
    }

    private static List<String> counted(Channel channel) {
        var counted = new ArrayList<String>();
        for (var before : TouchState.values()) {
            for (var after : TouchState.values()) {
                SendOutcome.between(touch(channel, before), touch(channel, after))
                        .ifPresent(outcome -> counted.add(before + " " + after + " " + outcome));
            }
        }
        return counted;
    }

    @Test
    void a_call_is_counted_by_what_the_provider_said_whoever_wrote_it_down() {
        assertEquals(
                List.of(
                        "PLANNED SENT SENT",
                        "PLANNED DELIVERED SENT",
                        "PLANNED BOUNCED SENT",
                        "PLANNED COMPLAINED SENT",
                        "PLANNED FAILED FAILED",
                        "PLANNED UNKNOWN UNKNOWN",
                        "CLAIMED SENT SENT",
                        "CLAIMED DELIVERED SENT",
                        "CLAIMED BOUNCED SENT",
                        "CLAIMED COMPLAINED SENT",
                        "CLAIMED FAILED FAILED",
                        "CLAIMED UNKNOWN UNKNOWN",
                        "SENDING PLANNED REFUSED",
                        "SENDING SENT SENT",
                        "SENDING DELIVERED SENT",
                        "SENDING BOUNCED SENT",
                        "SENDING COMPLAINED SENT",
                        "SENDING FAILED FAILED",
                        "SENDING UNKNOWN UNKNOWN"),
                counted(Channel.EMAIL));
    }

    @Test
    void what_people_do_is_handed_over_unless_a_provider_was_called() {
        assertEquals(
                List.of("PLANNED SENT HANDED_OVER", "CLAIMED SENT HANDED_OVER", "SENDING SENT SENT"),
                counted(Channel.PHONE).stream()
                        .filter(line -> line.contains(" SENT "))
                        .toList());
    }
}
