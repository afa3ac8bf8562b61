package io.muster.domain.campaign;

import static io.muster.domain.campaign.Fixture.hours;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.domain.contact.Tier;
import io.muster.domain.strategy.Costs;
import io.muster.domain.strategy.LearnedRates;
import io.muster.domain.strategy.TimeToBid;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Gate;
import io.muster.domain.touch.Touch;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CheckInsTest {

    @Test
    void the_worked_example_starts_with_three_three_and_two_and_looks_every_six_hours() {
        var state = Fixture.active();
        var tiers = state.touches()
                .map(Touch::tier)
                .filter(Objects::nonNull)
                .collect(Collectors.groupingBy(tier -> tier, Collectors.counting()));
        assertEquals(Map.of(Tier.INTERNAL, 3L, Tier.PROSPECT, 3L, Tier.GENERAL, 2L), tiers);
        assertEquals(
                List.of(hours(6), hours(12), hours(18), hours(24)),
                state.campaign().checkIns());
        assertEquals(
                List.of(new Effect.DispatchWave(1, 0), new Effect.ScheduleCheckIn(1, 1, hours(6))),
                Pending.of(state, hours(0)));
    }

    @Test
    void a_campaign_on_track_adds_nobody_while_its_chance_is_good() {
        var state = Fixture.sent(Fixture.active(), hours(0));
        for (var contact : List.of("a0", "a1", "b0")) {
            state = Fixture.after(state, Fixture.bid(contact, hours(1)));
        }
        var checkIn = checkIn(state, new CampaignInput.CheckInRequested("m", hours(3), Fixture.pool()));
        assertEquals(Level.NONE, checkIn.level());
        assertEquals(0.5, checkIn.expected());
        assertEquals(3, checkIn.received());
        assertTrue(checkIn.onTrack());
        assertTrue(checkIn.pSuccess() >= 0.95, "P = " + checkIn.pSuccess());
        assertEquals(0, checkIn.added());
    }

    @Test
    void with_costs_a_check_in_adds_only_those_who_are_worth_their_own() {
        var state = Fixture.sent(Fixture.active(), hours(0));
        assertEquals(0, added(costing(state, new Costs(50, 10, 10))));
        assertTrue(added(costing(state, new Costs(1, 1_000, 1))) > added(costing(state, new Costs(10, 50, 10))));
    }

    private static int added(CampaignState state) {
        return checkIn(state, Fixture.checkIn(state, hours(12))).added();
    }

    private static CampaignState costing(CampaignState state, Costs costs) {
        var request = state.request();
        var costed = new BidRequest(
                request.title(),
                request.description(),
                request.projectType(),
                request.categories(),
                request.place(),
                request.zone(),
                request.completionDeadline(),
                request.budgetMax(),
                request.groupBiddingProjects(),
                costs,
                request.requester());
        return new CampaignState(state.campaign(), costed, state.slices(), state.responses());
    }

    @Test
    void silence_makes_a_critical_check_in_that_adds_any_tier_and_owes_every_action() {
        var state = Fixture.sent(Fixture.active(), hours(0));
        var changed = changed(state, Fixture.checkIn(state, hours(12)));
        var event = assertInstanceOf(Event.CheckedIn.class, changed.event());
        assertEquals(Level.CRITICAL, event.checkIn().level());
        assertTrue(event.checkIn().pSuccess() < 0.7, "P = " + event.checkIn().pSuccess());
        assertTrue(event.checkIn().added() > 0);
        assertTrue(event.checkIn().pSuccessAfter() > event.checkIn().pSuccess());
        assertEquals(
                Set.of(Action.values()),
                Objects.requireNonNull(changed.campaign().owed()).actions());
        assertEquals(
                event.checkIn().added(),
                changed.planned().stream().mapToInt(s -> s.touches().size()).sum());
        assertEquals(2, changed.planned().getFirst().wave());
    }

    @Test
    void a_wave_is_added_even_at_level_none_when_the_chance_is_low() {
        var state = Fixture.sent(Fixture.active(), hours(0));
        state = Fixture.after(state, Fixture.bid("a0", hours(1)));
        var event = (Event.CheckedIn)
                changed(state, Fixture.checkIn(state, hours(6))).event();
        assertEquals(Level.NONE, event.checkIn().level());
        assertTrue(event.checkIn().pSuccess() < 0.95);
        assertTrue(event.checkIn().added() > 0);
        var asked = Objects.requireNonNull(event.plan()).contacts().keySet();
        assertTrue(Set.of(Tier.PROSPECT, Tier.GENERAL).containsAll(asked), asked.toString());
    }

    @Test
    void a_forecast_gives_every_contact_the_chance_that_it_was_chosen_with() {
        var state = Fixture.sent(Fixture.active(), hours(0));
        var steady = Fixture.touches(state, touch -> touch.knowing(Fixture.STEADY));
        var hopeless = Fixture.touches(state, touch -> touch.knowing(new Touch.Earlier(40, 0, 20)));
        var look = new CampaignInput.CheckInRequested("m", hours(1), Fixture.pool());
        var usual = checkIn(state, look).pSuccess();
        assertTrue(checkIn(steady, look).pSuccess() > usual, "those who always bid");
        assertTrue(checkIn(hopeless, look).pSuccess() < usual / 10, "those who never do");
    }

    @Test
    void the_first_touch_keeps_what_its_contact_had_done_before() {
        var known = new Prospect(
                "a0",
                "Firm a0",
                Tier.INTERNAL,
                List.of(Channel.EMAIL),
                null,
                new Gate.Past(5, 5, 4, 1, 4, 5, null, null),
                null,
                null,
                null,
                null);
        var pool = new CampaignInput.Pool(
                List.of(known, Fixture.prospect("a1", Tier.INTERNAL)),
                LearnedRates.NOTHING,
                TimeToBid.PRIOR,
                Fixture.ENABLED);
        var draft = Fixture.draft();
        var touches = Fixture.after(draft, new CampaignInput.Launched("l", hours(0), null, pool))
                .byContact();
        assertEquals(
                new Touch.Earlier(5, 4, 1),
                touches.getOrDefault("a0", List.of()).getFirst().earlier());
        assertNull(touches.getOrDefault("a1", List.of()).getFirst().earlier());
    }

    @Test
    void less_than_one_bid_due_is_never_an_alarm() {
        var state = Fixture.sent(Fixture.active(), hours(0));
        var checkIn = checkIn(state, new CampaignInput.CheckInRequested("m", hours(5.9), Fixture.pool()));
        assertEquals(Level.NONE, checkIn.level());
        assertEquals(1.0, checkIn.performance());
    }

    @Test
    void each_action_is_decided_once_and_the_highest_level_never_falls() {
        var state = Fixture.sent(Fixture.active(), hours(0));
        state = Fixture.after(state, Fixture.checkIn(state, hours(6)));
        assertEquals(Level.CRITICAL, state.campaign().highest());
        state = Fixture.after(state, new CampaignInput.ShortfallFound("s", hours(6), Map.of(), Fixture.ENABLED));
        assertNull(state.campaign().owed());
        for (var contact : List.of("a0", "a1")) {
            state = Fixture.after(state, Fixture.bid(contact, hours(7)));
        }
        state = Fixture.after(state, Fixture.checkIn(state, hours(12)));
        assertEquals(Level.NONE, state.campaign().level());
        assertEquals(Level.CRITICAL, state.campaign().highest());
        state = Fixture.after(
                state, new CampaignInput.EscalationRequested("e", hours(13), Level.CRITICAL, Fixture.pool()));
        var owed = state.campaign().owed();
        assertTrue(owed == null || !owed.actions().contains(Action.REMIND_SILENT), "owed again: " + owed);
    }

    @Test
    void touches_planned_or_under_way_count_as_contacted_so_that_a_second_look_adds_nobody() {
        var state = Fixture.sent(Fixture.active(), hours(0));
        state = Fixture.after(state, new CampaignInput.CheckInRequested("m1", hours(8), Fixture.pool()));
        var again = (Event.CheckedIn) changed(state, new CampaignInput.CheckInRequested("m2", hours(8), Fixture.pool()))
                .event();
        assertEquals(0, again.checkIn().added());
    }

    @Test
    void a_stale_timer_does_nothing() {
        var state = Fixture.active();
        var due = Fixture.checkIn(state, hours(6));
        var later = Fixture.after(state, due);
        assertInstanceOf(Decision.Ignored.class, CampaignDecider.decide(later, due));
    }

    @Test
    void check_ins_that_fell_due_while_the_system_was_down_collapse_into_the_latest() {
        var state = Fixture.sent(Fixture.active(), hours(0));
        var changed = changed(state, Fixture.checkIn(state, hours(19)));
        assertEquals(3, ((Event.CheckedIn) changed.event()).checkIn().number());
        assertEquals(4, changed.campaign().nextCheckIn());
        var ended = changed(state, Fixture.checkIn(state, hours(30)));
        assertEquals(Status.COMPLETED, ended.campaign().status());
    }

    @Test
    void at_the_deadline_nothing_escalates_and_the_campaign_ends_with_what_it_has() {
        var state = Fixture.sent(Fixture.active(), hours(0));
        state = Fixture.after(state, Fixture.bid("a0", hours(1)));
        for (double look : new double[] {6, 12, 18}) {
            state = Fixture.after(state, Fixture.checkIn(state, hours(look)));
        }
        var changed = changed(state, Fixture.checkIn(state, hours(24)));
        assertEquals(Status.COMPLETED, changed.campaign().status());
        assertEquals(Result.PARTIAL, changed.campaign().result());
        assertNull(changed.campaign().owed());
        assertEquals(List.of(), changed.planned());
        var after = Fixture.apply(state, changed);
        assertEquals(List.of(new Effect.EndCampaign(after.campaign().version())), Pending.of(after, hours(24)));
    }

    @Test
    void a_paused_campaign_is_looked_at_but_adds_nobody_and_keeps_its_deadline() {
        var state = Fixture.sent(Fixture.active(), hours(0));
        state = Fixture.after(state, new CampaignInput.Paused("p", hours(1), "holiday"));
        var changed = changed(state, Fixture.checkIn(state, hours(12)));
        assertEquals(Level.CRITICAL, changed.campaign().level());
        assertNull(changed.campaign().owed());
        assertEquals(List.of(), changed.planned());
        assertEquals(Fixture.DEADLINE, changed.campaign().deadline());
    }

    @Test
    void the_requester_is_alerted_only_when_the_chance_is_low_as_well() {
        var state = Fixture.active();
        var changed =
                changed(state, new CampaignInput.EscalationRequested("e", hours(0.1), Level.CRITICAL, Fixture.pool()));
        var owed = Objects.requireNonNull(changed.campaign().owed());
        assertTrue(owed.pSuccess() >= 0.7);
        assertFalse(owed.actions().contains(Action.ALERT_REQUESTER));
        assertTrue(owed.actions().contains(Action.ALERT_OPERATOR));
    }

    private static CheckIn checkIn(CampaignState state, CampaignInput input) {
        return ((Event.CheckedIn) changed(state, input).event()).checkIn();
    }

    private static Decision.Changed changed(CampaignState state, CampaignInput input) {
        return assertInstanceOf(Decision.Changed.class, CampaignDecider.decide(state, input));
    }
}
