package io.muster.domain.campaign;

import static io.muster.domain.campaign.Accounts.ALL;
import static io.muster.domain.campaign.Accounts.AUSTIN;
import static io.muster.domain.campaign.Accounts.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.domain.account.Member;
import io.muster.domain.account.Outlook;
import io.muster.domain.account.Role;
import io.muster.domain.account.SequencePlan;
import io.muster.domain.account.SequenceTerms;
import io.muster.domain.campaign.CampaignInput.People;
import io.muster.domain.campaign.CampaignInput.TouchesFailed;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.ClaimDecision;
import io.muster.domain.touch.ClaimRequest;
import io.muster.domain.touch.Claims;
import io.muster.domain.touch.Gate;
import io.muster.domain.touch.Limits;
import io.muster.domain.touch.Occasion;
import io.muster.domain.touch.Sending;
import io.muster.domain.touch.Standing;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchState;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a sequence announces is what the claim then lets happen. */
class SequenceTruthTest {

    private static final Instant SUNDAY = Instant.parse("2026-06-07T13:30:00Z");

    @Test
    void a_text_to_texas_waits_for_noon_on_a_sunday_and_to_no_state_for_eight() {
        assertEquals(Instant.parse("2026-06-07T17:00:00Z"), open("TX", Channel.SMS, SUNDAY));
        assertEquals(SUNDAY, open(null, Channel.SMS, SUNDAY));
        assertEquals(Instant.parse("2026-06-02T13:00:00Z"), open("FL", Channel.PHONE, at("2026-06-02T01:30:00Z")));
        assertEquals(at("2026-06-02T01:30:00Z"), open(null, Channel.PHONE, at("2026-06-02T01:30:00Z")));
    }

    @Test
    void a_short_time_to_answer_is_no_licence_for_two_touches_a_day() {
        var brief = Accounts.brief(Accounts.members(1), daily(4));
        var people = people(place("p0", "TX", List.of()));
        var ahead = Outlook.of(Accounts.started(brief, people), brief, people, START)
                .remaining();
        assertEquals(
                List.of(
                        "2026-06-01T15:00:00Z EMAIL",
                        "2026-06-02T15:00:00Z EMAIL",
                        "2026-06-03T15:00:00Z SMS",
                        "2026-06-08T15:00:00Z SMS"),
                ahead.stream().map(step -> step.at() + " " + step.channel()).toList());
    }

    @Test
    void nobody_says_that_it_has_tried_before_somebody_has() {
        var people = Accounts.people(1);
        var brief = Accounts.brief(1);
        var sent = Accounts.sent(Accounts.started(brief, people));
        assertEquals(Touch.Kind.FOLLOW_UP, next(sent, people));
        assertEquals(
                Touch.Kind.INTRODUCTION,
                next(Accounts.touches(sent, touch -> touch.in(TouchState.UNKNOWN, "OUTCOME_NOT_RECORDED")), people));
        var errand = Accounts.touches(sent, touch -> touch.handedOver(Channel.PHONE, START, null));
        assertEquals(Touch.Kind.INTRODUCTION, next(errand, people), "a task that nobody has done");
        for (var outcome : List.of("NO_ANSWER", "SENT_BY_HAND")) {
            var tried = Accounts.touches(errand, touch -> touch.in(TouchState.SENT, outcome));
            assertEquals(Touch.Kind.FOLLOW_UP, next(tried, people), outcome);
        }
    }

    private static Touch.Kind next(CampaignState state, People people) {
        return Accounts.due(state, people).touches().toList().getLast().kind();
    }

    @Test
    void what_the_plan_announces_the_claim_lets_go_then_and_not_before() {
        for (var state : new String[] {"TX", "FL", "RI", "CT", null}) {
            var brief = Accounts.brief(Accounts.members(1), daily(7));
            var gate = Gate.open("p0");
            var people = people(place("p0", state, gate.recent()));
            var life = Accounts.started(brief, people);
            for (int touch = 1; touch < 7; touch++) {
                var step = Outlook.of(life, brief, people, START).remaining().getFirst();
                assertEquals(
                        List.of(false, true),
                        List.of(goes(life, gate, state, step.at().minusSeconds(1)), goes(life, gate, state, step.at())),
                        () -> step + " in " + state);
                gate = gate.reserved(
                        new Gate.Recent(step.at(), Accounts.KEY.id()),
                        life.campaign().deadline());
                people = people(place("p0", state, gate.recent()));
                life = Accounts.due(Accounts.sent(life), people);
            }
        }
    }

    @Test
    void what_waits_tells_why_it_was_planned() {
        var brief = Accounts.brief(2);
        var people = Accounts.people(2);
        var created =
                CampaignDecider.create(new AccountRequested("create", START, Accounts.KEY, "acme", brief, people));
        var history = List.of(new History("create", 1, START, created.event()));
        assertEquals(
                created.event().step(),
                Outlook.of(created.state(), brief, people, history, START)
                        .remaining()
                        .getFirst());
        assertEquals(
                "it is planned, and goes as soon as nothing holds it",
                Outlook.of(created.state(), brief, people, START)
                        .remaining()
                        .getFirst()
                        .why());
    }

    @Test
    void another_campaigns_touch_moves_what_is_planned() {
        var recent = List.of(new Gate.Recent(START.minus(Duration.ofDays(1)), "other"));
        var people = people(place("p0", "TX", recent));
        var brief = Accounts.brief(1);
        var first = Outlook.of(Accounts.started(brief, people), brief, people, START)
                .remaining()
                .getFirst();
        assertEquals(at("2026-06-03T15:00:00Z"), first.at());
    }

    @Test
    void what_was_planned_for_somebody_who_left_is_not_announced_and_somebody_else_is_unless_that_pauses() {
        var brief = Accounts.brief(2);
        var people = Accounts.people(2);
        var state = Accounts.started(brief, people);
        var left = Accounts.without(people, "p0");
        assertEquals(List.of(), Outlook.of(state, brief, left, START).remaining());
        var skipped = Accounts.touches(state, touch -> touch.in(TouchState.SKIPPED, "SUPPRESSED"));
        var decided = CampaignDecider.decide(skipped, failed(left, START));
        var paused = skipped.after(assertInstanceOf(Decision.Changed.class, decided));
        assertEquals(Status.PAUSED, paused.campaign().status());
        var remaining = Outlook.of(paused, brief, left, START).remaining();
        assertEquals("p1", remaining.getFirst().contactId());
        assertEquals(START, remaining.getFirst().at());
        assertEquals(1, remaining.getFirst().number());
        assertEquals(7, remaining.size());
    }

    @Test
    void engaged_is_whom_a_touch_has_reached_and_not_for_whom_one_is_planned() {
        var brief = Accounts.brief(1);
        var people = Accounts.people(1);
        var state = Accounts.started(brief, people);
        for (var made : TouchState.values()) {
            var stands = Accounts.touches(state, touch -> touch.in(made, null));
            assertEquals(
                    made.reached() ? List.of("p0") : List.of(),
                    Outlook.of(stands, brief, people, START).engaged(),
                    made.name());
        }
    }

    @Test
    void a_touch_whose_channel_was_closed_is_announced_on_the_next() {
        var brief = Accounts.brief(1);
        var state = Accounts.started(brief, Accounts.people(1));
        var texts = Accounts.people(1, List.of(Channel.SMS));
        var remaining = Outlook.of(state, brief, texts, START).remaining();
        assertEquals(Channel.SMS, remaining.getFirst().channel());
        var skipped = Accounts.touches(state, touch -> touch.in(TouchState.SKIPPED, "SUPPRESSED"));
        var decision = CampaignDecider.decide(skipped, failed(texts, START));
        var after = skipped.after(assertInstanceOf(Decision.Changed.class, decision));
        assertEquals(
                "2026-06-01T15:00:00Z p0 SMS INTRODUCTION", Accounts.told(after).getLast());
    }

    @Test
    void a_touch_that_a_gate_took_back_is_made_anew_at_once_for_whoever_is_next() {
        var best = new Member("p0", Role.SECONDARY, 100, false);
        var lead = new Member("p1", Role.PRIMARY, 90, true);
        var brief = Accounts.brief(List.of(best, lead), SequenceTerms.USUAL);
        var people = Accounts.people(2);
        var state =
                Accounts.touches(Accounts.started(brief, people), touch -> touch.in(TouchState.SKIPPED, "SUPPRESSED"));
        var left = Accounts.without(people, "p0");
        var decision = CampaignDecider.decide(state, failed(left, START.plusSeconds(5)));
        var after = state.after(assertInstanceOf(Decision.Changed.class, decision));
        assertEquals(
                "2026-06-01T15:00:05Z p1 EMAIL INTRODUCTION",
                Accounts.told(after).getLast());
        assertEquals(2, after.campaign().sequenceOrStart().steps());
        assertInstanceOf(Decision.Ignored.class, CampaignDecider.decide(after, failed(left, START.plusSeconds(9))));
    }

    @Test
    void a_touch_that_would_meet_the_same_gate_again_waits_for_its_timer() {
        var state = Accounts.touches(Accounts.started(1), touch -> touch.in(TouchState.SKIPPED, "SUPPRESSED"));
        assertInstanceOf(
                Decision.Ignored.class,
                CampaignDecider.decide(state, failed(Accounts.people(1), START.plusSeconds(5))));
    }

    @Test
    void a_sequence_whose_every_touch_is_taken_back_is_given_up_and_says_so() {
        var people = Accounts.people(1);
        var life = Accounts.started(1);
        for (int turn = 0; turn < 100 && !life.campaign().status().terminal(); turn++) {
            life = Accounts.due(
                    Accounts.touches(life, touch -> touch.in(TouchState.SKIPPED, "HELD_BY_ANOTHER_CAMPAIGN")), people);
        }
        assertEquals(60, life.touches().count());
        assertEquals(Status.COMPLETED, life.campaign().status());
        assertEquals(
                "too many touches were planned that never went", life.campaign().statusReason());
    }

    @Test
    void a_sequence_whose_last_reachable_contact_left_before_its_touch_ends_at_once() {
        var state = Accounts.touches(Accounts.started(1), touch -> touch.in(TouchState.CANCELLED, "CONTACT_GONE"));
        var nobody = new People(Map.of(), Accounts.ENABLED);
        var decision = CampaignDecider.decide(state, failed(nobody, START.plusSeconds(5)));
        var over = assertInstanceOf(Decision.Changed.class, decision).campaign();
        assertEquals(Status.COMPLETED, over.status());
        assertEquals("no reachable contact is left", over.statusReason());
    }

    @Test
    void an_answer_of_whoever_was_to_be_touched_next_does_not_cost_an_interval() {
        var terms = new SequenceTerms(
                7, List.of(2, 3), SequenceTerms.USUAL.channels(), 2, 3, 48, 3, false, false, false, false, true);
        var brief = Accounts.brief(Accounts.members(3), terms);
        var people = Accounts.without(Accounts.people(3), "p0");
        var second = Accounts.due(Accounts.sent(Accounts.started(brief, people)), people);
        var before = second.campaign().checkIns().getFirst();
        var answered = Fixture.after(
                second,
                Accounts.reply("p1", START.plus(Duration.ofDays(2)).minusSeconds(60), Response.Answer.OPTED_OUT));
        assertEquals(at("2026-06-06T15:00:00Z"), before);
        assertEquals(at("2026-06-03T15:00:00Z"), answered.campaign().checkIns().getFirst());
        var next = Accounts.due(answered, Accounts.without(people, "p1"));
        assertEquals(
                "2026-06-03T15:00:00Z p2 EMAIL INTRODUCTION",
                Accounts.told(next).getLast());
    }

    @Test
    void an_answer_in_the_last_days_sets_no_timer_beyond_the_end() {
        var terms = new SequenceTerms(
                7, List.of(300), SequenceTerms.USUAL.channels(), 2, 3, 48, 3, false, false, false, false, true);
        var people = Accounts.without(Accounts.people(2), "p0");
        var second = Accounts.due(
                Accounts.sent(Accounts.started(Accounts.brief(Accounts.members(2), terms), people)), people);
        var elsewhere = Accounts.touches(
                second, touch -> touch.state().open() ? touch : touch.sent(START.plus(Duration.ofDays(100))));
        var answered = Fixture.after(
                elsewhere, Accounts.reply("p1", START.plus(Duration.ofDays(299)), Response.Answer.OPTED_OUT));
        assertEquals(
                List.of(answered.campaign().deadline()), answered.campaign().checkIns());
    }

    @Test
    void a_person_takes_over_where_the_escalation_says_so() {
        var terms = new SequenceTerms(
                4, List.of(2), List.of(Channel.EMAIL, Channel.MANUAL), 2, 3, 48, 3, true, true, false, false, true);
        var ended = Accounts.unanswered(
                Accounts.started(Accounts.brief(Accounts.members(1), terms), Accounts.people(1)), Accounts.people(1));
        assertEquals(
                List.of(Channel.EMAIL, Channel.EMAIL, Channel.MANUAL, Channel.MANUAL),
                ended.touches().map(Touch::channel).toList());
    }

    @Test
    void after_a_bounce_the_next_channel_passes_the_claim_though_one_touch_is_all_that_there_may_be() {
        var brief = Accounts.brief(Accounts.members(1), daily(1));
        var began = Accounts.started(brief, Accounts.people(1));
        var counted = Gate.open("p0")
                .reserved(
                        new Gate.Recent(START, Accounts.KEY.id()),
                        began.campaign().deadline());
        var sent = Accounts.sent(began);
        var bounced = Accounts.touches(sent, touch -> touch.in(TouchState.BOUNCED, "PROVIDER_EVENT"));
        assertTrue(Sending.cameBack(
                sent.touches().findFirst().orElseThrow(),
                bounced.touches().findFirst().orElseThrow()));
        var gate = counted.cameBack(Accounts.KEY.id(), START);
        var people = people(place("p0", "TX", gate.recent()));
        var decision = CampaignDecider.decide(bounced, failed(people, START.plusSeconds(5)));
        var after = bounced.after(assertInstanceOf(Decision.Changed.class, decision));
        assertEquals(
                "2026-06-02T15:00:00Z p0 SMS INTRODUCTION", Accounts.told(after).getLast());
        assertFalse(goes(after, gate, "TX", START.plusSeconds(5)), "its day has seen one");
        assertTrue(goes(after, gate, "TX", START.plus(Duration.ofDays(1))));
        assertFalse(goes(after, counted, "TX", START.plus(Duration.ofDays(2))));
    }

    @Test
    void whom_no_touch_of_the_campaign_may_reach_any_more_is_not_planned_again() {
        var recent = List.of(new Gate.Recent(START, Accounts.KEY.id()));
        var brief = Accounts.brief(Accounts.members(1), daily(1));
        var bounced = Accounts.touches(
                Accounts.sent(Accounts.started(brief, Accounts.people(1))),
                touch -> touch.in(TouchState.BOUNCED, "PROVIDER_EVENT"));
        var people = people(place("p0", "TX", recent));
        assertEquals(List.of(), Outlook.of(bounced, brief, people, START).remaining());
        var decision = CampaignDecider.decide(bounced, failed(people, START.plusSeconds(5)));
        var after = bounced.after(assertInstanceOf(Decision.Changed.class, decision));
        assertEquals(
                List.of(TouchState.BOUNCED, TouchState.SKIPPED),
                after.touches().map(Touch::state).toList());
        var over = Accounts.due(after, people).campaign();
        assertEquals(Status.COMPLETED, over.status());
        assertEquals("whoever is left has been touched as often as may be", over.statusReason());
    }

    private static TouchesFailed failed(People people, Instant at) {
        return new TouchesFailed("lost-" + at, at, 1, 0, people.reach(), people.enabled());
    }

    /** Returns whether a claim sends the latest touch at a moment, or gives it to a person as the gates ask. */
    private static boolean goes(CampaignState life, Gate gate, @Nullable String state, Instant at) {
        var channels = EnumSet.copyOf(ALL);
        channels.add(Channel.MANUAL);
        var standing = new Standing(gate, channels, AUSTIN, state, false, true);
        var request = new ClaimRequest(
                Occasion.of(life.campaign(), life.brief()),
                life.slices().getLast(),
                Map.of("p0", standing),
                Limits.DEFAULT,
                Map.of(),
                Set.of(Channel.PHONE),
                "claim",
                Duration.ofSeconds(5),
                at,
                at);
        return Claims.decide(request) instanceof ClaimDecision.Taken taken
                && !taken.toSend().isEmpty();
    }

    private static Instant open(@Nullable String state, Channel channel, Instant from) {
        var people = people(place("p0", state, List.of()));
        var brief = Accounts.brief(1);
        return new SequencePlan(Accounts.sent(Accounts.started(brief, people)), brief, people.reach(), people.enabled())
                .open("p0", channel, from);
    }

    private static Reach place(String contactId, @Nullable String state, List<Gate.Recent> recent) {
        return new Reach(contactId, "Person", ALL, AUSTIN, null, state, recent, Limits.DEFAULT);
    }

    private static People people(Reach... places) {
        return new People(
                Stream.of(places).collect(Collectors.toMap(Reach::contactId, place -> place)), Accounts.ENABLED);
    }

    /** Every day, with an hour to answer. */
    private static SequenceTerms daily(int touches) {
        return new SequenceTerms(
                touches, List.of(0), SequenceTerms.USUAL.channels(), 2, 3, 1, 3, true, true, false, false, true);
    }

    private static Instant at(String moment) {
        return Instant.parse(moment);
    }
}
