package io.muster.domain.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.muster.domain.campaign.CampaignInput.TouchSettled;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Sending;
import io.muster.domain.touch.Settlement;
import io.muster.domain.touch.TouchRef;
import io.muster.domain.touch.TouchState;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an operator's word on a touch makes of a sequence. */
class SettledTouchTest {

    private static final Instant LATER = Accounts.START.plusSeconds(3600);
    private static final TouchRef FIRST = new TouchRef(Accounts.KEY.id(), 1, 0, 0);

    private static CampaignState unknown() {
        return Accounts.touches(
                Accounts.started(2), touch -> touch.sending(Accounts.START).in(TouchState.UNKNOWN, "timeout"));
    }

    private static CampaignState settled(CampaignState state, Settlement word) {
        var slice = state.slice(FIRST).orElseThrow();
        return Fixture.after(state, new TouchSettled("i", LATER, FIRST, word, null))
                .with(Sending.settled(slice, 0, word, LATER));
    }

    @Test
    void the_timeline_tells_what_was_said_of_which_touch() {
        var said = new TouchSettled("i", LATER, FIRST, Settlement.NOT_SENT, "nothing came");
        var decided = assertInstanceOf(Decision.Changed.class, CampaignDecider.decide(unknown(), said));
        assertEquals(
                new Event.TouchSettled(
                        Accounts.KEY.id() + "-1-0-0", "p0", Channel.EMAIL, Settlement.NOT_SENT, "nothing came"),
                decided.event());
        assertEquals(List.of(), decided.planned());
    }

    @Test
    void what_did_not_go_goes_another_way_and_takes_no_step_of_the_sequence() {
        var lost = settled(unknown(), Settlement.NOT_SENT);
        assertEquals(List.of(new Effect.ReportUnreachable(1, 0)), Pending.between(unknown(), lost, LATER));
        var people = Accounts.people(2);
        var tried = Fixture.after(
                lost, new CampaignInput.TouchesFailed("f", LATER, 1, 0, people.reach(), people.enabled()));
        assertEquals(
                List.of(Channel.EMAIL, Channel.SMS),
                tried.touches().map(touch -> touch.channel()).toList());
        assertEquals(1, tried.campaign().sequenceOrStart().steps());
    }

    @Test
    void what_went_wants_nothing() {
        assertEquals(List.of(), Pending.between(unknown(), settled(unknown(), Settlement.SENT), LATER));
    }

    @Test
    void what_was_said_before_is_heard_once_and_its_opposite_refused() {
        var sent = settled(unknown(), Settlement.SENT);
        assertInstanceOf(
                Decision.Ignored.class,
                CampaignDecider.decide(sent, new TouchSettled("j", LATER, FIRST, Settlement.SENT, null)));
        assertEquals(
                new Decision.Refused(
                        Decision.Code.TOUCH_KNOWN,
                        "The touch " + Accounts.KEY.id() + "-1-0-0 is sent: only one that is unknown can be settled."),
                CampaignDecider.decide(sent, new TouchSettled("j", LATER, FIRST, Settlement.NOT_SENT, null)));
    }

    @Test
    void an_ended_campaign_tells_of_it_in_another_report() {
        var ended = Fixture.after(unknown(), new CampaignInput.Cancelled("c", LATER, null));
        var told = Fixture.after(
                ended, new CampaignInput.ReportMade("r", LATER, ended.campaign().version(), false));
        var after = settled(told, Settlement.SENT);
        assertEquals(List.of(new Effect.EndCampaign(after.campaign().version())), Pending.between(told, after, LATER));
    }
}
