package io.muster.domain.campaign;

import static io.muster.domain.campaign.Fixture.hours;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.domain.campaign.CampaignInput.EscalationRequested;
import io.muster.domain.campaign.CampaignInput.ShortfallFound;
import io.muster.domain.campaign.CampaignInput.TouchesFailed;
import io.muster.domain.campaign.Response.Answer;
import io.muster.domain.contact.Tier;
import io.muster.domain.task.HumanTask;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchState;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EscalationsTest {

    private static final ZoneId AUSTIN = ZoneId.of("America/Chicago");

    private final CampaignState running = Fixture.sent(Fixture.active(), hours(0));

    @Test
    void the_silent_are_reminded_on_their_next_channel_and_whoever_answered_is_left_alone() {
        var state = Fixture.after(running, new CampaignInput.Replied("r", hours(1), "b0", Answer.NEUTRAL));
        state = Fixture.after(state, Fixture.bid("b1", hours(1)));
        state = owing(state, Level.MILD);
        var planned = planned(state, Set.of(Channel.EMAIL, Channel.SMS), List.of(Channel.EMAIL, Channel.SMS));
        assertEquals(Set.of("a0", "a1", "a2", "b2", "c0", "c1"), planned.keySet());
        planned.values().forEach(touch -> {
            assertEquals(Touch.Kind.REMINDER, touch.kind());
            assertEquals(Channel.SMS, touch.channel());
        });
    }

    @Test
    void without_another_channel_the_reminder_goes_where_the_invitation_went() {
        var planned = planned(owing(running, Level.MILD), Set.of(Channel.EMAIL), List.of(Channel.EMAIL));
        assertTrue(planned.values().stream().allMatch(touch -> touch.channel() == Channel.EMAIL));
    }

    @Test
    void at_moderate_the_proven_are_called_and_the_others_reminded() {
        var planned = planned(owing(running, Level.MODERATE), Fixture.ENABLED, List.of(Channel.EMAIL, Channel.PHONE));
        planned.values()
                .forEach(touch -> assertEquals(
                        touch.tier() == Tier.INTERNAL ? Channel.PHONE : Channel.EMAIL,
                        touch.channel(),
                        touch.contactId()));
    }

    @Test
    void a_message_that_may_not_have_arrived_is_followed_by_another_way_and_never_by_the_same() {
        var unknown = Fixture.touches(
                running,
                touch -> touch.contactId().equals("c1") ? touch.in(TouchState.UNKNOWN, "the call timed out") : touch);
        var planned = planned(owing(unknown, Level.MILD), Fixture.ENABLED, List.of(Channel.EMAIL));
        assertEquals(
                List.of(Channel.MANUAL),
                planned.values().stream()
                        .map(Touch::channel)
                        .filter(c -> c != Channel.EMAIL)
                        .toList());
        assertEquals(
                Set.of("c1"),
                planned.entrySet().stream()
                        .filter(e -> e.getValue().channel() == Channel.MANUAL)
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet()));
    }

    @Test
    void nobody_gets_more_than_three_touches() {
        var state = running;
        for (int round = 0; round < 3; round++) {
            state = owing(state, round == 0 ? Level.MILD : Level.MODERATE);
            if (state.campaign().owed() != null) {
                state = Fixture.sent(
                        Fixture.after(state, shortfall(List.of(Channel.EMAIL, Channel.PHONE), Fixture.ENABLED)),
                        hours(7 + round));
            }
        }
        state.byContact().forEach((contact, touches) -> assertTrue(touches.size() <= 3, contact + ": " + touches));
    }

    @Test
    void a_severe_shortfall_makes_tasks_for_people_and_a_critical_one_warns_them() {
        var state = owing(running, Level.CRITICAL);
        var changed = carriedOut(state, shortfall(List.of(Channel.EMAIL), Fixture.ENABLED));
        assertEquals(
                List.of(HumanTask.Kind.OUTREACH, HumanTask.Kind.ALERT, HumanTask.Kind.ALERT),
                changed.tasks().stream().map(HumanTask::kind).toList());
        var notices = changed.planned().stream()
                .flatMap(slice -> slice.touches().stream())
                .filter(touch -> touch.kind().notice())
                .map(Touch::contactId)
                .collect(Collectors.toSet());
        assertEquals(Set.of(Touch.REQUESTER, Touch.OPERATOR), notices);
    }

    @Test
    void a_contact_that_cannot_be_reached_is_tried_on_the_next_channel_and_pending_wants_nothing_more() {
        var failed = Fixture.failed(running, "b0");
        assertTrue(Pending.of(failed, hours(1)).contains(new Effect.ReportUnreachable(1, 0)));
        var changed = assertInstanceOf(
                Decision.Changed.class,
                CampaignDecider.decide(failed, unreachable(Map.of("b0", reach("b0", Channel.PHONE)))));
        assertEquals(new Event.Rerouted(Map.of("b0", Channel.PHONE)), changed.event());
        var after = Fixture.apply(failed, changed);
        assertEquals(List.of(new Effect.DispatchWave(2, 0)), Pending.between(failed, after, hours(1)));
        assertTrue(!Pending.of(after, hours(1)).contains(new Effect.ReportUnreachable(1, 0)));
    }

    @Test
    void a_contact_that_nobody_can_reach_any_more_is_skipped_for_good() {
        var failed = Fixture.failed(running, "b0");
        var after = Fixture.after(failed, unreachable(Map.of()));
        var last = after.byContact().getOrDefault("b0", List.of()).getLast();
        assertEquals(TouchState.SKIPPED, last.state());
        assertTrue(!Pending.of(after, hours(1)).contains(new Effect.ReportUnreachable(1, 0)));
    }

    @Test
    void a_send_that_could_only_go_after_the_deadline_becomes_a_task_for_a_person_now() {
        var friday = java.time.Instant.parse("2026-06-05T23:00:00Z");
        var request = new CampaignRequested(
                "create-2",
                friday,
                Fixture.KEY,
                "bc_2",
                Fixture.request(),
                4,
                0.95,
                io.muster.domain.strategy.Urgency.STANDARD,
                List.of(Channel.EMAIL),
                friday,
                friday.plusSeconds(24 * 3600),
                false,
                Fixture.pool());
        var state = CampaignDecider.create(request).state();
        assertTrue(state.touches().allMatch(touch -> touch.channel() == Channel.MANUAL));
        assertEquals(List.of(friday.plusSeconds(24 * 3600)), state.campaign().checkIns());
    }

    private static CampaignState owing(CampaignState state, Level level) {
        return Fixture.after(state, new EscalationRequested("e-" + level, hours(6), level, Fixture.pool(0, 0, 0)));
    }

    private static Map<String, Touch> planned(CampaignState state, Set<Channel> enabled, List<Channel> channels) {
        return carriedOut(state, shortfall(channels, enabled)).planned().stream()
                .flatMap(slice -> slice.touches().stream())
                .filter(touch -> !touch.kind().notice())
                .collect(Collectors.toMap(Touch::contactId, touch -> touch));
    }

    private static Decision.Changed carriedOut(CampaignState state, ShortfallFound input) {
        return assertInstanceOf(Decision.Changed.class, CampaignDecider.decide(state, input));
    }

    private static ShortfallFound shortfall(List<Channel> channels, Set<Channel> enabled) {
        var reach = Fixture.pool().prospects().stream()
                .map(prospect -> reach(prospect.contactId(), channels.toArray(Channel[]::new)))
                .collect(Collectors.toMap(Reach::contactId, one -> one));
        return new ShortfallFound("s", hours(6), reach, enabled);
    }

    private static TouchesFailed unreachable(Map<String, Reach> reach) {
        return new TouchesFailed("u", hours(1), 1, 0, reach, Fixture.ENABLED);
    }

    private static Reach reach(String contactId, Channel... channels) {
        return new Reach(contactId, "Firm " + contactId, List.of(channels), AUSTIN);
    }
}
