package io.muster.domain.campaign;

import static io.muster.domain.campaign.Accounts.ALL;
import static io.muster.domain.campaign.Accounts.AUSTIN;
import static io.muster.domain.campaign.Accounts.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.domain.account.Member;
import io.muster.domain.account.Role;
import io.muster.domain.account.SequencePlan;
import io.muster.domain.account.SequenceTerms;
import io.muster.domain.campaign.CampaignInput.People;
import io.muster.domain.campaign.CampaignInput.Resumed;
import io.muster.domain.campaign.CampaignInput.TouchDue;
import io.muster.domain.campaign.CampaignInput.TouchRequested;
import io.muster.domain.campaign.CampaignInput.TouchesFailed;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Reference;
import io.muster.domain.touch.TouchState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SequencesTest {

    @Test
    void five_people_are_touched_in_turn_and_by_other_channels_when_they_are_silent() {
        assertEquals(
                List.of(
                        "2026-06-01T15:00:00Z p0 EMAIL INTRODUCTION",
                        "2026-06-03T15:00:00Z p0 EMAIL FOLLOW_UP",
                        "2026-06-06T15:00:00Z p0 SMS FOLLOW_UP",
                        "2026-06-11T15:00:00Z p1 EMAIL REFERRAL naming p0",
                        "2026-06-18T15:00:00Z p2 EMAIL REFERRAL_TWO naming p0",
                        "2026-06-28T15:00:00Z p0 SMS FOLLOW_UP",
                        "2026-07-13T14:00:00Z p1 EMAIL FOLLOW_UP"),
                Accounts.told(Accounts.unanswered(Accounts.started(5), Accounts.people(5))));
    }

    @Test
    void a_silent_account_is_over_when_the_last_touch_had_its_time_for_an_answer() {
        var over = Accounts.unanswered(Accounts.started(5), Accounts.people(5)).campaign();
        assertEquals(Status.COMPLETED, over.status());
        assertEquals(Result.UNMET, over.result());
        assertEquals("all 7 touches have been made", over.statusReason());
        assertEquals(Instant.parse("2026-07-15T14:00:00Z"), over.endedAt());
    }

    @Test
    void what_is_planned_ahead_is_what_comes() {
        for (int people = 1; people <= 10; people++) {
            var terms = terms(20, 3);
            var brief = Accounts.brief(Accounts.members(people), terms);
            var reach = Accounts.people(people);
            var started = Accounts.sent(Accounts.started(brief, reach));
            var ahead = new SequencePlan(started, brief, reach.reach(), reach.enabled())
                    .ahead(started.campaign().checkIns().getFirst());
            var ended = Accounts.unanswered(started, reach);
            assertEquals(
                    ended.touches()
                            .skip(1)
                            .map(touch -> touch.contactId() + touch.channel() + touch.notBefore())
                            .toList(),
                    ahead.stream()
                            .map(step -> step.contactId() + step.channel() + step.at())
                            .toList());
            assertEquals(19, ahead.size());
        }
    }

    @Test
    void twenty_touches_to_ten_people_leave_everybody_time_to_answer_and_engage_three_at_once() {
        var brief = Accounts.brief(Accounts.members(10), terms(20, 3));
        var touches = Accounts.unanswered(Accounts.started(brief, Accounts.people(10)), Accounts.people(10))
                .touches()
                .toList();
        assertEquals(20, touches.size());
        assertEquals(
                3, touches.stream().map(touch -> touch.contactId()).distinct().count());
        var last = new HashMap<String, Instant>();
        for (var touch : touches) {
            var before = last.put(touch.contactId(), sent(touch.sentAt()));
            assertTrue(
                    before == null || !sent(touch.sentAt()).isBefore(before.plus(Duration.ofDays(2))),
                    () -> touch + " follows too soon on " + before);
        }
    }

    @Test
    void a_single_contact_gets_every_touch_and_stays_on_the_last_channel() {
        assertEquals(
                List.of("EMAIL", "EMAIL", "SMS", "SMS", "PHONE", "PHONE", "PHONE"),
                channels(Accounts.unanswered(Accounts.started(1), Accounts.people(1))));
    }

    @Test
    void a_channel_that_does_not_reach_the_contact_is_left_out() {
        var noPhone = Accounts.people(1, List.of(Channel.EMAIL));
        var noMail = Accounts.people(1, List.of(Channel.SMS, Channel.PHONE));
        var brief = Accounts.brief(1);
        assertEquals(
                List.of("EMAIL", "EMAIL", "EMAIL", "EMAIL", "EMAIL", "EMAIL", "EMAIL"),
                channels(Accounts.unanswered(Accounts.started(brief, noPhone), noPhone)));
        assertEquals(
                List.of("SMS", "SMS", "PHONE", "PHONE", "PHONE", "PHONE", "PHONE"),
                channels(Accounts.unanswered(Accounts.started(brief, noMail), noMail)));
    }

    @Test
    void where_no_channel_is_left_a_profile_is_tried_and_then_a_person() {
        var profile = Accounts.people(1, List.of(Channel.LINKEDIN));
        var nothing = Accounts.people(1, List.of());
        assertEquals(
                "LINKEDIN",
                channels(Accounts.started(Accounts.brief(1), profile)).getFirst());
        assertEquals(
                "MANUAL", channels(Accounts.started(Accounts.brief(1), nothing)).getFirst());
    }

    @Test
    void an_account_that_nobody_can_be_reached_of_cannot_start() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Accounts.started(Accounts.brief(2), new People(Map.of(), Accounts.ENABLED)));
    }

    @Test
    void a_colleague_is_named_only_when_it_is_true() {
        var brief = Accounts.brief(2);
        var people = Accounts.people(2);
        var three = untilColleague(Accounts.started(brief, people), people);
        assertEquals("p0", reference(Accounts.due(three, people)));

        var lead = List.of(new Member("p0", Role.SECONDARY, 100, false), new Member("p1", Role.PRIMARY, 90, false));
        var other = untilColleague(Accounts.started(Accounts.brief(lead, SequenceTerms.USUAL), people), people);
        var skipped = Accounts.touches(other, touch -> touch.in(TouchState.SKIPPED, "DAILY_CAP"));
        var joined = Fixture.after(
                skipped, new TouchDue("d", at(skipped), generation(skipped), Accounts.without(people, "p0")));
        assertEquals("p1 nobody", latest(joined).contactId() + " " + reference(joined));

        var left = Accounts.due(other, Accounts.without(people, "p0"));
        assertEquals("p1 nobody", latest(left).contactId() + " " + reference(left));

        var discreet = Accounts.brief(Accounts.members(2), discreet());
        var silent = untilColleague(Accounts.started(discreet, people), people);
        assertEquals("nobody", reference(Accounts.due(silent, people)));
    }

    @Test
    void a_colleague_inquired_only_if_a_question_came_and_a_glad_answer_is_none() {
        var people = Accounts.people(2);
        var asked = List.of(new Member("p0", Role.PRIMARY, 100, true), new Member("p1", Role.SECONDARY, 90, false));
        var brief = Accounts.brief(asked, SequenceTerms.USUAL);
        var inquired = Accounts.due(untilColleague(Accounts.started(brief, people), people), people);
        assertTrue(Objects.requireNonNull(latest(inquired).reference()).inquired());
        var plain = Accounts.due(untilColleague(Accounts.started(2), people), people);
        assertEquals(new Reference("p0", false), latest(plain).reference());
        var three = untilColleague(Accounts.started(2), people);
        var glad = Fixture.after(three, Accounts.reply("p0", START.plus(Duration.ofDays(6)), Response.Answer.POSITIVE));
        var resumed = Fixture.after(glad, new Resumed("r", START.plus(Duration.ofDays(7))));
        assertEquals(
                new Reference("p0", false),
                latest(Accounts.due(resumed, people)).reference());
    }

    @Test
    void the_interval_keeps_the_time_of_day_over_a_night_in_which_the_clocks_change() {
        var brief = Accounts.brief(1);
        var requested = new AccountRequested(
                "c", Instant.parse("2026-03-04T16:00:00Z"), Accounts.KEY, "acme", brief, Accounts.people(1));
        var started = Accounts.sent(CampaignDecider.create(requested).state());
        assertEquals(Instant.parse("2026-03-06T16:00:00Z"), at(started));
        var second = Accounts.sent(Accounts.due(started, Accounts.people(1)));
        assertEquals(Instant.parse("2026-03-09T15:00:00Z"), at(second));
    }

    @Test
    void a_touch_waits_for_the_open_hours_of_its_contact_however_short_the_interval() {
        var night = new AccountRequested(
                "c",
                Instant.parse("2026-06-06T04:00:00Z"),
                Accounts.KEY,
                "acme",
                Accounts.brief(1),
                Accounts.people(1));
        var state = CampaignDecider.create(night).state();
        assertEquals(List.of("2026-06-08T14:00:00Z p0 EMAIL INTRODUCTION"), Accounts.told(state));
        assertEquals(Instant.parse("2026-06-10T14:00:00Z"), at(state));
    }

    @Test
    void a_touch_that_failed_goes_another_way_within_the_same_step() {
        var people = Accounts.people(1);
        var bounced = Accounts.touches(Accounts.started(1), touch -> touch.in(TouchState.FAILED, "bad address"));
        var rerouted = Fixture.after(
                bounced, new TouchesFailed("f", START.plusSeconds(60), 1, 0, people.reach(), people.enabled()));
        assertEquals(
                List.of("2026-06-01T15:00:00Z p0 EMAIL INTRODUCTION", "2026-06-01T15:01:00Z p0 SMS INTRODUCTION"),
                Accounts.told(rerouted));
        assertEquals(1, rerouted.campaign().sequenceOrStart().steps());
        assertEquals(
                List.of("EMAIL", "SMS", "SMS", "PHONE", "PHONE", "PHONE", "PHONE", "PHONE"),
                channels(Accounts.unanswered(rerouted, people)));
    }

    @Test
    void whom_another_campaign_has_is_left_alone_until_it_lets_go() {
        var until = START.plus(Duration.ofDays(10));
        var held = Accounts.with(Accounts.people(2), new Reach("p0", "Person 0", ALL, AUSTIN, until));
        var state = Accounts.started(Accounts.brief(2), held);
        assertEquals(List.of("2026-06-01T15:00:00Z p1 EMAIL INTRODUCTION"), Accounts.told(state));

        var alone = Accounts.with(Accounts.people(1), new Reach("p0", "Person 0", ALL, AUSTIN, until));
        var waits = Accounts.started(Accounts.brief(1), alone);
        assertEquals(List.of(), Accounts.told(waits));
        assertEquals(START.plus(Duration.ofDays(1)), at(waits));
        var looked = Accounts.due(waits, alone);
        assertEquals(START.plus(Duration.ofDays(2)), at(looked));
        assertEquals(1, Accounts.told(Accounts.due(looked, Accounts.people(1))).size());
    }

    @Test
    void a_colleague_joins_also_where_the_delay_is_longer_than_the_interval() {
        var usual = SequenceTerms.USUAL;
        var impatient = new SequenceTerms(7, List.of(2), usual.channels(), 2, 5, 48, 3, true, true, false, false, true);
        var brief = Accounts.brief(Accounts.members(5), impatient);
        var people = Accounts.people(5);
        assertEquals(
                List.of("p0", "p0", "p0", "p1", "p2", "p0", "p1"),
                Accounts.unanswered(Accounts.started(brief, people), people)
                        .touches()
                        .map(touch -> touch.contactId())
                        .toList());
    }

    @Test
    void a_touch_that_went_late_moves_the_next_one() {
        var held = Accounts.touches(Accounts.started(1), touch -> touch.sent(START.plus(Duration.ofDays(1))));
        var looked = Accounts.due(held, Accounts.people(1));
        assertEquals(1, Accounts.told(looked).size());
        assertEquals(START.plus(Duration.ofDays(3)), at(looked));
    }

    @Test
    void whoever_never_got_anything_is_introduced_and_a_step_that_came_to_nothing_is_made_again() {
        var skipped = Accounts.touches(
                Accounts.started(2), touch -> touch.in(TouchState.SKIPPED, "HELD_BY_ANOTHER_CAMPAIGN"));
        var anew = Accounts.due(skipped, Accounts.people(2));
        assertEquals(
                "2026-06-03T15:00:00Z p0 EMAIL INTRODUCTION",
                Accounts.told(anew).getLast());
        var ended = Accounts.unanswered(anew, Accounts.people(2));
        assertEquals(
                7,
                ended.touches()
                        .filter(touch -> touch.state() != TouchState.SKIPPED)
                        .count());
        assertEquals(
                "all 7 touches have been made; nobody has told what came of one of them, a call or a task",
                ended.campaign().statusReason());
    }

    @Test
    void nobody_is_named_who_only_may_have_been_written_to_or_said_no() {
        var people = Accounts.people(2);
        var three = untilColleague(Accounts.started(2), people);
        var unknown = Accounts.touches(three, touch -> touch.in(TouchState.UNKNOWN, null));
        assertEquals("nobody", reference(Accounts.due(unknown, people)));
        var called = Accounts.touches(three, touch -> touch.handedOver(Channel.PHONE, START, null));
        assertEquals("nobody", reference(Accounts.due(called, people)));
    }

    @Test
    void a_touch_under_way_keeps_the_next_one_back() {
        var state = Accounts.started(1);
        var looked = Accounts.due(state, Accounts.people(1));
        assertEquals(Accounts.told(state), Accounts.told(looked));
        assertEquals(at(state).plus(Duration.ofDays(1)), at(looked));
    }

    @Test
    void without_an_interval_the_next_touch_comes_soon_after_the_one_under_way() {
        var usual = SequenceTerms.USUAL;
        var terms = new SequenceTerms(5, List.of(0), usual.channels(), 2, 0, 1, 3, true, true, false, false, true);
        var brief = Accounts.brief(Accounts.members(3), terms);
        var state = Accounts.started(brief, Accounts.people(3));
        while (Accounts.told(state).size() < 3) {
            state = Accounts.due(Accounts.sent(state), Accounts.people(3));
        }
        var waiting = Accounts.due(state, Accounts.people(3));
        var third = state.touches().skip(2).findFirst().orElseThrow().notBefore();
        assertEquals(3, Accounts.told(waiting).size());
        assertTrue(
                at(waiting).isBefore(Objects.requireNonNull(third).plus(Duration.ofHours(2))),
                () -> third + ", " + at(waiting));
    }

    @Test
    void a_timer_of_another_generation_does_nothing() {
        var state = Accounts.sent(Accounts.started(1));
        var stale = new TouchDue("d", at(state), generation(state) - 1, Accounts.people(1));
        assertInstanceOf(Decision.Ignored.class, CampaignDecider.decide(state, stale));
    }

    @Test
    void a_touch_asked_for_comes_before_its_interval_and_never_before_the_time_to_answer_is_over() {
        var state = Accounts.sent(Accounts.started(1));
        var early = new TouchRequested("t", START.plus(Duration.ofHours(47)), Accounts.people(1));
        assertEquals(
                Decision.Code.TOO_EARLY,
                assertInstanceOf(Decision.Refused.class, CampaignDecider.decide(state, early))
                        .code());
        var second = Accounts.sent(Accounts.due(state, Accounts.people(1)));
        var asked = new TouchRequested("t", START.plus(Duration.ofDays(4)), Accounts.people(1));
        assertEquals(3, Accounts.told(Fixture.after(second, asked)).size());
    }

    @Test
    void nobody_left_ends_the_sequence() {
        var state = Accounts.sent(Accounts.started(2));
        var over = Accounts.due(state, new People(Map.of(), Accounts.ENABLED)).campaign();
        assertEquals("no reachable contact is left", over.statusReason());
        assertEquals(Status.COMPLETED, over.status());
    }

    private static CampaignState untilColleague(CampaignState state, People people) {
        var life = Accounts.sent(state);
        for (int touch = 1; touch < 3; touch++) {
            life = Accounts.sent(Accounts.due(life, people));
        }
        return life;
    }

    private static String reference(CampaignState state) {
        var reference = latest(state).reference();
        return reference == null ? "nobody" : reference.contactId();
    }

    private static io.muster.domain.touch.Touch latest(CampaignState state) {
        return state.touches().reduce((_, later) -> later).orElseThrow();
    }

    private static List<String> channels(CampaignState state) {
        return state.touches().map(touch -> touch.channel().name()).toList();
    }

    private static Instant at(CampaignState state) {
        return state.campaign().checkIns().getFirst();
    }

    private static int generation(CampaignState state) {
        return state.campaign().generation();
    }

    private static Instant sent(@org.jspecify.annotations.Nullable Instant at) {
        return Objects.requireNonNull(at);
    }

    private static SequenceTerms terms(int touches, int concurrent) {
        var usual = SequenceTerms.USUAL;
        return new SequenceTerms(
                touches, usual.intervalsDays(), usual.channels(), 2, 3, 48, concurrent, true, true, false, false, true);
    }

    private static SequenceTerms discreet() {
        var usual = SequenceTerms.USUAL;
        return new SequenceTerms(
                7, usual.intervalsDays(), usual.channels(), 2, 3, 48, 3, true, true, false, false, false);
    }
}
