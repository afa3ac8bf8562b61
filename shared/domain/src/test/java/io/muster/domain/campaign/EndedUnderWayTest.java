package io.muster.domain.campaign;

import static io.muster.domain.campaign.Fixture.hours;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.domain.campaign.CampaignInput.Cancelled;
import io.muster.domain.campaign.CampaignInput.Paused;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchState;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class EndedUnderWayTest {

    private static final Effect SETTLE = new Effect.DispatchWave(1, 0);

    @Test
    void what_an_ended_campaign_left_half_sent_is_looked_at_until_it_is_settled() {
        assertEquals(List.of(SETTLE, report()), pending(touch -> touch.sending(hours(1))));
        assertEquals(List.of(SETTLE, report()), pending(touch -> touch.in(TouchState.CLAIMED, null)));
        assertEquals(List.of(report()), pending(touch -> touch.in(TouchState.UNKNOWN, null)));
    }

    @Test
    void what_an_ended_campaign_had_only_planned_is_left_alone() {
        assertEquals(List.of(report()), pending(touch -> touch));
    }

    @Test
    void what_a_paused_campaign_left_half_sent_is_settled_too_and_nothing_else_goes() {
        var paused = Fixture.after(Fixture.active(), new Paused("p", hours(1), null));
        var idle = Pending.of(paused, hours(2));
        assertFalse(idle.contains(SETTLE));
        for (var state : List.of(TouchState.CLAIMED, TouchState.SENDING)) {
            var halfSent = Fixture.touches(paused, touch -> touch.in(state, null));
            assertTrue(Pending.of(halfSent, hours(2)).contains(SETTLE), state.name());
        }
        assertEquals(idle, Pending.of(Fixture.touches(paused, touch -> touch.in(TouchState.UNKNOWN, null)), hours(2)));
    }

    private static List<Effect> pending(UnaryOperator<Touch> change) {
        var ended = Fixture.after(Fixture.active(), new Cancelled("c", hours(1), null));
        return Pending.of(Fixture.touches(ended, change), hours(2));
    }

    private static Effect report() {
        return new Effect.EndCampaign(2);
    }
}
