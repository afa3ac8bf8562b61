package io.muster.domain.campaign;

import static io.muster.domain.campaign.Accounts.START;
import static io.muster.domain.campaign.Fixture.hours;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.domain.campaign.CampaignInput.Cancelled;
import io.muster.domain.campaign.CampaignInput.EscalationRequested;
import io.muster.domain.campaign.CampaignInput.Resumed;
import io.muster.domain.campaign.CampaignInput.ShortfallFound;
import io.muster.domain.campaign.CampaignInput.TouchesFailed;
import io.muster.domain.campaign.Response.Answer;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NoticesTest {

    private static final Instant LATER = START.plus(Duration.ofDays(1));
    private static final Effect.ReportUnreachable WANTED = new Effect.ReportUnreachable(2, 0);

    @Test
    void a_notice_of_which_nobody_knows_whether_it_went_is_told_by_a_person_once_and_never_sent_again() {
        var state = notice(TouchState.UNKNOWN);
        assertEquals(Status.PAUSED, state.campaign().status());
        assertTrue(Pending.of(state, LATER).contains(WANTED));
        var told = decided(state);
        assertEquals(new Event.Rerouted(Map.of(Touch.REQUESTER, Channel.MANUAL)), told.event());
        var after = Fixture.apply(state, told);
        assertEquals(
                Touch.planned(Touch.REQUESTER, null, Channel.MANUAL, Touch.Kind.ATTENTION, LATER)
                        .in(TouchState.PLANNED, "NOTICE_UNCERTAIN"),
                after.touches().toList().getLast());
        assertEquals(List.of(new Effect.DispatchWave(3, 0)), Pending.between(state, after, LATER));
        assertTrue(!Pending.of(after, LATER).contains(WANTED));
        assertInstanceOf(Decision.Ignored.class, CampaignDecider.decide(after, unheard()));
        assertEquals(state.campaign().statusReason(), after.campaign().statusReason());
    }

    @Test
    void so_is_one_that_came_back_or_could_not_be_sent_and_that_is_said() {
        for (var lost : List.of(TouchState.BOUNCED, TouchState.FAILED)) {
            assertEquals(
                    "NOTICE_LOST",
                    decided(notice(lost))
                            .planned()
                            .getFirst()
                            .touches()
                            .getFirst()
                            .reason());
        }
    }

    @Test
    void what_arrived_or_is_under_way_is_left_alone() {
        for (var fine : List.of(TouchState.SENT, TouchState.DELIVERED, TouchState.PLANNED, TouchState.SENDING)) {
            var state = notice(fine);
            assertTrue(!Pending.of(state, LATER).contains(WANTED), fine.name());
            assertInstanceOf(Decision.Ignored.class, CampaignDecider.decide(state, unheard()), fine.name());
        }
    }

    @Test
    void a_campaign_that_was_taken_up_or_called_off_meanwhile_tells_it_all_the_same() {
        var state = notice(TouchState.UNKNOWN);
        for (var since : List.of(new Resumed("r", LATER), new Cancelled("c", LATER, null))) {
            var moved = Fixture.after(state, since);
            assertTrue(Pending.of(moved, LATER).contains(WANTED));
            var after = Fixture.apply(moved, decided(moved));
            assertEquals(moved.campaign().status(), after.campaign().status());
            assertTrue(Pending.of(after, LATER).contains(new Effect.DispatchWave(3, 0)));
        }
    }

    @Test
    void a_later_notice_that_is_lost_as_well_is_told_as_well() {
        var first = Fixture.after(notice(TouchState.FAILED), unheard());
        var done = Accounts.touches(first, touch -> touch.channel() == Channel.MANUAL ? touch.sent(LATER) : touch);
        var resumed = Fixture.after(done, new Resumed("r", LATER));
        var again = Fixture.after(resumed, Accounts.reply("p0", LATER.plusSeconds(60), Answer.NEUTRAL));
        var lost = Accounts.touches(
                again, touch -> touch.state() == TouchState.PLANNED ? touch.in(TouchState.FAILED, "x") : touch);
        assertEquals(
                List.of(new Effect.ReportUnreachable(4, 0)),
                Pending.of(lost, LATER).stream()
                        .filter(Effect.ReportUnreachable.class::isInstance)
                        .toList());
    }

    @Test
    void a_campaign_for_bids_does_the_same_with_its_warnings() {
        var owing = Fixture.after(
                Fixture.sent(Fixture.active(), hours(0)),
                new EscalationRequested("e", hours(6), Level.CRITICAL, Fixture.pool(0, 0, 0)));
        var warned = Fixture.after(owing, new ShortfallFound("s", hours(6), Map.of(), Fixture.ENABLED));
        var lost = Fixture.touches(
                warned, touch -> touch.kind() == Touch.Kind.ALERT ? touch.in(TouchState.UNKNOWN, "x") : touch);
        var slice = lost.slices().getLast();
        var told = assertInstanceOf(
                Decision.Changed.class,
                CampaignDecider.decide(
                        lost,
                        new TouchesFailed("u", hours(7), slice.wave(), slice.index(), Map.of(), Fixture.ENABLED)));
        assertEquals(
                List.of("requester MANUAL ALERT", "operator MANUAL ALERT"),
                told.planned().getFirst().touches().stream()
                        .map(touch -> touch.contactId() + " " + touch.channel() + " " + touch.kind())
                        .toList());
    }

    private static CampaignState notice(TouchState as) {
        var paused = Fixture.after(Accounts.sent(Accounts.started(2)), Accounts.reply("p0", LATER, Answer.POSITIVE));
        return Accounts.touches(paused, touch -> touch.kind() == Touch.Kind.ATTENTION ? touch.in(as, null) : touch);
    }

    private static Decision.Changed decided(CampaignState state) {
        return assertInstanceOf(Decision.Changed.class, CampaignDecider.decide(state, unheard()));
    }

    private static TouchesFailed unheard() {
        return new TouchesFailed("u", LATER, 2, 0, Accounts.people(2).reach(), Accounts.ENABLED);
    }
}
