package io.muster.domain.campaign;

import static io.muster.domain.campaign.Accounts.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.domain.account.Conflict;
import io.muster.domain.account.Meeting;
import io.muster.domain.account.Outlook;
import io.muster.domain.account.Sequence;
import io.muster.domain.account.SequenceTerms;
import io.muster.domain.campaign.CampaignInput.AnsweredByMachine;
import io.muster.domain.campaign.CampaignInput.Cancelled;
import io.muster.domain.campaign.CampaignInput.DealClosed;
import io.muster.domain.campaign.CampaignInput.KeywordTexted;
import io.muster.domain.campaign.CampaignInput.MeetingRecorded;
import io.muster.domain.campaign.CampaignInput.MeetingRemoved;
import io.muster.domain.campaign.CampaignInput.Paused;
import io.muster.domain.campaign.CampaignInput.Replied;
import io.muster.domain.campaign.CampaignInput.ReportMade;
import io.muster.domain.campaign.CampaignInput.Resumed;
import io.muster.domain.campaign.CampaignInput.TouchRequested;
import io.muster.domain.campaign.Response.Answer;
import io.muster.domain.reply.AutomaticReply;
import io.muster.domain.reply.Intent;
import io.muster.domain.reply.Keyword;
import io.muster.domain.reply.ReplyClass;
import io.muster.domain.reply.Sentiment;
import io.muster.domain.task.HumanTask;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SequenceConflictsTest {

    private static final Instant LATER = START.plus(Duration.ofDays(1));
    private static final Meeting TALK =
            new Meeting("m1", Instant.parse("2026-06-05T15:00:00Z"), Instant.parse("2026-06-05T16:00:00Z"));

    @Test
    void an_answer_of_the_primary_pauses_and_tells_the_owner() {
        var state = answered("p0", Answer.POSITIVE);
        assertEquals(Status.PAUSED, state.campaign().status());
        assertEquals("primary_responded", state.campaign().statusReason());
        assertEquals(List.of("requester ATTENTION"), notices(state));
        assertEquals(state.campaign().deadline(), alarm(state));
    }

    @Test
    void whoever_got_one_of_the_first_three_touches_speaks_for_the_account_and_a_later_colleague_does_not() {
        var five = afterFive();
        assertEquals(
                Status.PAUSED,
                Fixture.after(five, reply("p0", Answer.NEUTRAL)).campaign().status());
        assertEquals(
                Status.ACTIVE,
                Fixture.after(five, reply("p1", Answer.POSITIVE)).campaign().status());
        var anybody = sentOf(terms(true, true, true, true), 5);
        assertEquals(
                Status.PAUSED,
                Fixture.after(anybody, reply("p1", Answer.POSITIVE)).campaign().status());
    }

    @Test
    void a_colleague_who_answered_is_not_touched_again() {
        var answered = Fixture.after(afterFive(), reply("p1", Answer.POSITIVE));
        var ended = Accounts.unanswered(answered, Accounts.people(5));
        assertEquals(
                1,
                ended.touches().filter(touch -> touch.contactId().equals("p1")).count());
        assertEquals(Result.PARTIAL, ended.campaign().result());
    }

    @Test
    void all_that_is_found_is_listed() {
        assertEquals(
                Set.of(Conflict.PRIMARY_RESPONDED, Conflict.UNSUBSCRIBED),
                sequence(answered("p0", Answer.OPTED_OUT)).conflicts());
        assertEquals(
                Set.of(Conflict.PRIMARY_RESPONDED, Conflict.NEGATIVE_SENTIMENT),
                sequence(answered("p0", Answer.DECLINED)).conflicts());
        var both = Fixture.after(answered("p0", Answer.POSITIVE), new MeetingRecorded("m", LATER, TALK));
        assertEquals(
                Set.of(Conflict.PRIMARY_RESPONDED, Conflict.MEETING_SCHEDULED),
                sequence(both).conflicts());
        assertEquals("primary_responded, meeting_scheduled", both.campaign().statusReason());
    }

    @Test
    void a_no_asks_a_person_to_look() {
        var decision = CampaignDecider.decide(afterFive(), reply("p2", Answer.DECLINED));
        var tasks = assertInstanceOf(Decision.Changed.class, decision).tasks();
        assertEquals(1, tasks.size());
        assertEquals("p2", tasks.getFirst().contactId());
    }

    @Test
    void a_further_no_while_the_campaign_is_paused_for_one_makes_no_second_mail_and_a_task_only_for_somebody_new() {
        var first = told(Fixture.after(afterFive(), reply("p2", Answer.DECLINED)));
        assertEquals(List.of("requester ATTENTION"), notices(first));
        var again = decided(first, Accounts.reply("p2", LATER.plus(Duration.ofDays(21)), Answer.DECLINED));
        assertEquals(List.of(), again.tasks());
        assertEquals(List.of("requester ATTENTION"), notices(Fixture.apply(first, again)));
        var another = decided(first, Accounts.reply("p1", LATER.plus(Duration.ofDays(21)), Answer.DECLINED));
        assertEquals(
                List.of("Look at an answer from Barton Foods: contact p1 says no"),
                another.tasks().stream().map(HumanTask::subject).toList());
        assertEquals(List.of("requester ATTENTION"), notices(Fixture.apply(first, another)));
    }

    @Test
    void while_it_is_paused_a_new_cause_and_somebody_s_yes_are_told_all_the_same() {
        var first = told(Fixture.after(afterFive(), reply("p2", Answer.DECLINED)));
        var out = Fixture.after(first, Accounts.reply("p0", LATER.plus(Duration.ofDays(21)), Answer.OPTED_OUT));
        assertEquals(List.of("requester ATTENTION", "requester ATTENTION"), notices(out));
        var yes = Fixture.after(first, Accounts.reply("p0", LATER.plus(Duration.ofDays(21)), Answer.POSITIVE));
        assertEquals(List.of("requester ATTENTION", "requester ATTENTION"), notices(yes));
    }

    @Test
    void once_somebody_has_resumed_the_next_no_is_news_again() {
        var first = told(Fixture.after(afterFive(), reply("p2", Answer.DECLINED)));
        var resumed = Fixture.after(first, new Resumed("r", LATER.plus(Duration.ofDays(21))));
        var again = decided(resumed, Accounts.reply("p2", LATER.plus(Duration.ofDays(22)), Answer.DECLINED));
        assertEquals(1, again.tasks().size());
        assertEquals(List.of("requester ATTENTION", "requester ATTENTION"), notices(Fixture.apply(resumed, again)));
    }

    @Test
    void who_was_annoyed_first_and_then_says_no_is_looked_at_twice_and_who_stays_annoyed_once() {
        var first = told(Fixture.after(Accounts.sent(Accounts.started(2)), annoyed(LATER)));
        assertEquals(List.of(), decided(first, annoyed(LATER.plusSeconds(60))).tasks());
        assertEquals(
                List.of("Look at an answer from Barton Foods: contact p0 says no"),
                decided(first, Accounts.reply("p0", LATER.plusSeconds(60), Answer.DECLINED)).tasks().stream()
                        .map(HumanTask::subject)
                        .toList());
    }

    @Test
    void who_only_asked_before_and_sounds_annoyed_now_is_looked_at_whatever_somebody_else_has_said() {
        var asked = Fixture.after(afterFive(), reply("p1", Answer.NEUTRAL));
        var declined = Fixture.after(asked, Accounts.reply("p2", LATER.plus(Duration.ofDays(20)), Answer.DECLINED));
        var annoyed = decided(declined, annoyed("p1", LATER.plus(Duration.ofDays(21))));
        assertEquals(
                List.of("Look at an answer from Barton Foods: contact p1 sounds annoyed"),
                annoyed.tasks().stream().map(HumanTask::subject).toList());
        assertEquals(Set.of("p1", "p2"), annoyed.campaign().sequenceOrStart().looked());
        var resumed =
                Fixture.after(Fixture.apply(declined, annoyed), new Resumed("r", LATER.plus(Duration.ofDays(22))));
        assertEquals(Set.of(), sequence(resumed).looked());
    }

    @Test
    void a_notice_that_waits_tells_of_what_comes_meanwhile_and_one_that_is_on_its_way_does_not() {
        var won = Fixture.after(Accounts.sent(Accounts.started(2)), new DealClosed("d", LATER, true));
        var yes = Accounts.reply("p0", LATER.plusSeconds(60), Answer.POSITIVE);
        assertEquals(List.of("requester ATTENTION"), notices(Fixture.after(won, yes)));
        var claimed = Accounts.touches(
                won, touch -> touch.kind() == Touch.Kind.ATTENTION ? touch.in(TouchState.CLAIMED, null) : touch);
        assertEquals(List.of("requester ATTENTION", "requester ATTENTION"), notices(Fixture.after(claimed, yes)));
    }

    private static Replied annoyed(Instant at) {
        return annoyed("p0", at);
    }

    private static Replied annoyed(String contactId, Instant at) {
        return new Replied(
                "annoyed-" + at, at, contactId, new ReplyClass(Intent.OTHER, Sentiment.NEGATIVE, true, "rule"), "tss");
    }

    private static CampaignState told(CampaignState state) {
        return Accounts.touches(state, touch -> touch.kind() == Touch.Kind.ATTENTION ? touch.sent(LATER) : touch);
    }

    private static Decision.Changed decided(CampaignState state, CampaignInput input) {
        return assertInstanceOf(Decision.Changed.class, CampaignDecider.decide(state, input));
    }

    @Test
    void an_opt_out_of_somebody_else_only_takes_them_out_unless_it_is_to_pause() {
        var state = Fixture.after(afterFive(), reply("p1", Answer.OPTED_OUT));
        assertEquals(Status.ACTIVE, state.campaign().status());
        var ended = Accounts.unanswered(state, Accounts.people(5));
        assertEquals(
                1,
                ended.touches().filter(touch -> touch.contactId().equals("p1")).count());
        var strict = sentOf(terms(true, true, false, true), 5);
        assertEquals(
                Set.of(Conflict.UNSUBSCRIBED),
                sequence(Fixture.after(strict, reply("p1", Answer.OPTED_OUT))).conflicts());
    }

    @Test
    void a_primary_who_has_left_without_a_word_to_the_campaign_pauses_it_once_and_the_owner_is_told() {
        var left = Accounts.without(Accounts.people(2), "p0");
        var sent = Accounts.sent(Accounts.started(2));
        var paused = Accounts.due(sent, left);
        assertEquals(Status.PAUSED, paused.campaign().status());
        assertEquals("contact_left", paused.campaign().statusReason());
        assertEquals(
                new Sequence(1, Set.of(Conflict.CONTACT_LEFT), List.of(), false, null, Set.of("p0"), Set.of()),
                sequence(paused));
        assertEquals(List.of("requester ATTENTION"), notices(paused));
        assertEquals(paused.campaign().deadline(), alarm(paused));
        var asked = new TouchRequested("t", alarm(sent), left);
        assertEquals(
                sequence(paused),
                sequence(Fixture.after(sent, asked)),
                "a touch asked for finds it out as the timer does");

        var resumed = Fixture.after(paused, new Resumed("r", alarm(sent).plusSeconds(60)));
        assertEquals(
                "2026-06-03T15:01:00Z p1 EMAIL INTRODUCTION",
                Accounts.told(Accounts.due(resumed, left)).getLast());
    }

    @Test
    void a_pause_to_come_is_announced_before_it_comes() {
        var people = Accounts.people(2);
        var left = Accounts.without(people, "p0");
        var sent = Accounts.sent(Accounts.started(2));
        var outlook = Outlook.of(sent, (AccountBrief) sent.brief(), left, LATER);
        assertEquals(Set.of(Conflict.CONTACT_LEFT), outlook.conflicts());
        assertEquals(List.of(), outlook.remaining(), "nobody is touched before somebody has looked");
        var other = Outlook.of(sent, (AccountBrief) sent.brief(), Accounts.without(people, "p1"), LATER);
        assertEquals(Set.of(Conflict.CONTACT_LEFT), other.conflicts());
        assertFalse(other.remaining().isEmpty(), "a colleague's leaving pauses nothing");
        var out = Fixture.after(sent, reply("p0", Answer.OPTED_OUT));
        assertEquals(
                Set.of(Conflict.PRIMARY_RESPONDED, Conflict.UNSUBSCRIBED),
                Outlook.of(out, (AccountBrief) out.brief(), left, LATER).conflicts());
    }

    @Test
    void who_has_told_the_campaign_itself_pauses_it_no_second_time() {
        var resumed = Fixture.after(answered("p0", Answer.OPTED_OUT), new Resumed("r", LATER.plusSeconds(60)));
        var next = Accounts.due(resumed, Accounts.without(Accounts.people(2), "p0"));
        assertEquals(Status.ACTIVE, next.campaign().status());
        assertEquals("p1", next.touches().toList().getLast().contactId());
    }

    @Test
    void others_pause_by_leaving_where_that_is_set() {
        var left = Accounts.without(Accounts.people(5), "p1");
        assertEquals(Status.ACTIVE, Accounts.due(afterFive(), left).campaign().status());
        var strict = Accounts.due(sentOf(terms(true, true, false, true), 5), left);
        assertEquals(Set.of("p1"), sequence(strict).gone());
        assertEquals("contact_left", strict.campaign().statusReason());
    }

    @Test
    void who_had_left_before_the_sequence_began_who_is_held_and_who_has_no_channel_is_no_leaver() {
        var people = Accounts.people(2);
        var before = Accounts.without(people, "p0");
        var began = Accounts.sent(Accounts.started(Accounts.brief(2), before));
        assertEquals(Set.of("p0"), sequence(began).gone());
        assertEquals(Status.ACTIVE, Accounts.due(began, before).campaign().status());
        var sent = Accounts.sent(Accounts.started(2));
        var held = new Reach("p0", "Person 0", Accounts.ALL, Accounts.AUSTIN, START.plus(Duration.ofDays(90)));
        assertEquals(
                Status.ACTIVE,
                Accounts.due(sent, Accounts.with(people, held)).campaign().status());
        var silent = new Reach("p0", "Person 0", List.of(), Accounts.AUSTIN);
        assertEquals(
                Status.ACTIVE,
                Accounts.due(sent, Accounts.with(people, silent)).campaign().status());
    }

    @Test
    void a_stop_by_text_is_an_opt_out_and_is_confirmed_once() {
        var state =
                Fixture.after(Accounts.sent(Accounts.started(2)), new KeywordTexted("k", LATER, "p0", Keyword.STOP));
        assertEquals(Status.PAUSED, state.campaign().status());
        assertEquals(
                Set.of(Conflict.PRIMARY_RESPONDED, Conflict.UNSUBSCRIBED),
                sequence(state).conflicts());
        assertEquals(List.of("p0 CONFIRMATION", "requester ATTENTION"), notices(state));
        var help = Fixture.after(Accounts.sent(Accounts.started(2)), new KeywordTexted("k", LATER, "p0", Keyword.HELP));
        assertEquals(Status.ACTIVE, help.campaign().status());
    }

    @Test
    void what_a_machine_answers_stops_nothing() {
        var state = Fixture.after(
                Accounts.sent(Accounts.started(2)),
                new AnsweredByMachine("a", LATER, "p0", new AutomaticReply("Auto-Submitted", true)));
        assertEquals(Status.ACTIVE, state.campaign().status());
    }

    @Test
    void a_creation_that_is_made_against_all_conflicts_pauses_for_what_comes_later_all_the_same() {
        var careless = Accounts.sent(Accounts.started(
                Accounts.brief(Accounts.members(2), terms(false, true, false, false)), Accounts.people(2)));
        assertEquals(
                Status.PAUSED,
                Fixture.after(careless, reply("p0", Answer.POSITIVE)).campaign().status());
        assertEquals(
                Set.of(Conflict.PRIMARY_RESPONDED, Conflict.UNSUBSCRIBED),
                sequence(Fixture.after(careless, reply("p0", Answer.OPTED_OUT))).conflicts());
    }

    @Test
    void who_does_not_speak_for_the_account_is_passed_on_to_its_owner_and_nothing_waits_for_it() {
        var five = afterFive();
        var yes = Fixture.after(five, reply("p1", Answer.POSITIVE));
        assertEquals(Status.ACTIVE, yes.campaign().status());
        assertEquals(List.of("requester ATTENTION"), notices(yes));
        assertEquals(List.of("requester ATTENTION"), notices(Fixture.after(five, reply("p1", Answer.NEUTRAL))));
        assertEquals(List.of(), notices(Fixture.after(five, reply("p1", Answer.OPTED_OUT))));
    }

    @Test
    void a_yes_after_the_end_is_passed_on_and_makes_the_result_better() {
        var silent = Accounts.unanswered(Accounts.started(1), Accounts.people(1));
        assertEquals(Result.UNMET, silent.campaign().result());
        var reported = Fixture.after(
                silent, new ReportMade("r", LATER, silent.campaign().version(), true));
        var asked = Fixture.after(reported, reply("p0", Answer.NEUTRAL));
        assertEquals(Result.UNMET, asked.campaign().result());
        assertTrue(asked.campaign().reported());
        assertTrue(
                notices(asked).contains("requester ATTENTION"), notices(asked).toString());
        var late = Fixture.after(reported, reply("p0", Answer.POSITIVE));
        assertEquals(Result.PARTIAL, late.campaign().result());
        assertFalse(late.campaign().reported(), "its report is made anew");
        assertTrue(Pending.of(late, LATER).stream().anyMatch(Effect.EndCampaign.class::isInstance));
        assertTrue(notices(late).contains("requester ATTENTION"), notices(late).toString());
        var cancelled = Fixture.after(Accounts.sent(Accounts.started(2)), new Cancelled("c", LATER, "sold"));
        assertEquals(List.of("requester ATTENTION"), notices(Fixture.after(cancelled, reply("p0", Answer.POSITIVE))));
    }

    @Test
    void resuming_settles_what_came_back_and_sends_one_touch_at_most_at_once() {
        var paused = answered("p0", Answer.POSITIVE);
        var muchLater = START.plus(Duration.ofDays(40));
        var resumed = Fixture.after(paused, new Resumed("r", muchLater));
        assertEquals(muchLater, alarm(resumed));
        assertEquals(new Sequence(1, Set.of(), List.of(), false, muchLater, Set.of(), Set.of()), sequence(resumed));
        var ended = Accounts.unanswered(resumed, Accounts.people(2));
        var moments = ended.touches()
                .filter(touch -> !touch.kind().notice())
                .skip(1)
                .map(Touch::notBefore)
                .toList();
        assertEquals(6, moments.size());
        assertEquals(6, moments.stream().distinct().count());
        assertEquals(Instant.parse("2026-07-13T14:00:00Z"), moments.getFirst());
    }

    @Test
    void resuming_before_a_touch_is_due_lets_it_go_and_the_next_after_its_interval() {
        var night = new AccountRequested(
                "c",
                Instant.parse("2026-06-06T04:00:00Z"),
                Accounts.KEY,
                "acme",
                Accounts.brief(2),
                Accounts.people(2));
        var saturday = Instant.parse("2026-06-06T15:00:00Z");
        var paused = Fixture.after(CampaignDecider.create(night).state(), new Paused("p", saturday, "holiday"));
        var resumed = Fixture.after(paused, new Resumed("r", saturday.plusSeconds(60)));
        var planned = resumed.touches().findFirst().orElseThrow().notBefore();
        assertEquals(Instant.parse("2026-06-08T14:00:00Z"), planned);
        assertEquals(Instant.parse("2026-06-10T14:00:00Z"), alarm(resumed));
    }

    @Test
    void after_the_last_touch_a_sequence_that_goes_on_waits_for_an_answer_and_not_for_an_interval() {
        var all = sentOf(SequenceTerms.USUAL, 7);
        var last = all.touches().map(Touch::notBefore).toList().getLast();
        assertEquals(Instant.parse("2026-07-13T14:00:00Z"), last);
        var anHour = Instant.parse("2026-07-13T15:00:00Z");
        var resumed = Fixture.after(Fixture.after(all, new Paused("p", anHour, null)), new Resumed("r", anHour));
        assertEquals(Instant.parse("2026-07-15T14:00:00Z"), alarm(resumed));
        assertEquals(
                "all 7 touches have been made",
                Accounts.due(resumed, Accounts.people(5)).campaign().statusReason());
    }

    @Test
    void a_hands_pause_keeps_its_words_whatever_else_is_found() {
        var paused = Fixture.after(Accounts.sent(Accounts.started(2)), new Paused("p", LATER, "holiday"));
        var answered = Fixture.after(paused, reply("p0", Answer.POSITIVE));
        assertEquals("holiday", answered.campaign().statusReason());
        assertEquals(Set.of(Conflict.PRIMARY_RESPONDED), sequence(answered).conflicts());
    }

    @Test
    void a_meeting_pauses_and_once_it_has_been_held_the_goal_is_met() {
        var met = Fixture.after(Accounts.sent(Accounts.started(2)), new MeetingRecorded("m", LATER, TALK));
        assertEquals(Status.PAUSED, met.campaign().status());
        assertEquals(TALK.endsAt(), alarm(met));
        var held = Accounts.due(met, Accounts.people(2)).campaign();
        assertEquals(Status.COMPLETED, held.status());
        assertEquals(Result.GOAL_MET, held.result());
    }

    @Test
    void a_meeting_of_the_past_has_been_held() {
        var held = Fixture.after(Accounts.sent(Accounts.started(2)), new MeetingRecorded("m", TALK.endsAt(), TALK));
        assertEquals(Result.GOAL_MET, held.campaign().result());
    }

    @Test
    void a_meeting_that_is_off_lets_the_sequence_go_on_unless_something_else_has_paused_it() {
        var met = Fixture.after(Accounts.sent(Accounts.started(2)), new MeetingRecorded("m", LATER, TALK));
        assertEquals(Decision.Code.MEETING_SCHEDULED, refused(CampaignDecider.decide(met, new Resumed("r", LATER))));
        assertEquals(
                Decision.Code.NO_MEETING,
                refused(CampaignDecider.decide(met, new MeetingRemoved("x", LATER, "another"))));
        var off = Fixture.after(met, new MeetingRemoved("x", LATER, "m1"));
        assertEquals(Status.ACTIVE, off.campaign().status());
        assertEquals(Instant.parse("2026-06-03T15:00:00Z"), alarm(off));

        var answered = Fixture.after(answered("p0", Answer.POSITIVE), new MeetingRecorded("m", LATER, TALK));
        var stays = Fixture.after(answered, new MeetingRemoved("x", LATER, "m1"));
        assertEquals(Status.PAUSED, stays.campaign().status());
        assertEquals("primary_responded", stays.campaign().statusReason());
    }

    @Test
    void whoever_reads_on_learns_which_meeting_was_taken_out() {
        var met = Fixture.after(Accounts.sent(Accounts.started(2)), new MeetingRecorded("m", LATER, TALK));
        var off = (Decision.Changed) CampaignDecider.decide(met, new MeetingRemoved("x", LATER, "m1"));
        assertEquals(new Event.MeetingChanged(null, TALK, Status.ACTIVE), off.event());
    }

    @Test
    void while_one_of_two_meetings_stands_nobody_is_written_to() {
        var later = new Meeting("m2", TALK.endsAt(), TALK.endsAt().plusSeconds(1800));
        var one = Fixture.after(Accounts.sent(Accounts.started(2)), new MeetingRecorded("m", LATER, TALK));
        var both = Fixture.after(one, new MeetingRecorded("n", LATER, later));
        assertEquals(later.endsAt(), alarm(both));
        var first = Fixture.after(both, new MeetingRemoved("x", LATER, "m1"));
        assertEquals(Status.PAUSED, first.campaign().status());
        assertEquals(
                Result.GOAL_MET,
                Accounts.due(first, Accounts.people(2)).campaign().result());
        var moved =
                Fixture.after(both, new MeetingRecorded("o", LATER, new Meeting("m2", LATER, LATER.plusSeconds(60))));
        assertEquals(TALK.endsAt(), alarm(moved));
    }

    @Test
    void a_meeting_after_the_end_of_all_is_refused() {
        var state = Accounts.sent(Accounts.started(2));
        var far = new Meeting("m", START.plus(Duration.ofDays(400)), START.plus(Duration.ofDays(401)));
        assertEquals(
                Decision.Code.DEADLINE_PASSED,
                refused(CampaignDecider.decide(state, new MeetingRecorded("m", LATER, far))));
    }

    @Test
    void a_hand_may_pause_what_a_meeting_has_paused_and_then_the_meeting_s_end_resumes_nothing() {
        var met = Fixture.after(Accounts.sent(Accounts.started(2)), new MeetingRecorded("m", LATER, TALK));
        var held = Fixture.after(met, new Paused("p", LATER, "holiday"));
        assertEquals("holiday", held.campaign().statusReason());
        assertEquals(TALK.endsAt(), alarm(held));
        var off = Fixture.after(held, new MeetingRemoved("x", LATER, "m1"));
        assertEquals(Status.PAUSED, off.campaign().status());
        assertEquals("holiday", off.campaign().statusReason());
    }

    @Test
    void the_owner_is_told_once_while_nobody_has_been() {
        var twice = Fixture.after(
                answered("p0", Answer.POSITIVE), Accounts.reply("p0", LATER.plusSeconds(60), Answer.NEUTRAL));
        assertEquals(List.of("requester ATTENTION"), notices(twice));
        var told = Accounts.touches(answered("p0", Answer.POSITIVE), touch -> touch.sent(LATER));
        var again = Fixture.after(told, Accounts.reply("p0", LATER.plusSeconds(60), Answer.NEUTRAL));
        assertEquals(List.of("requester ATTENTION", "requester ATTENTION"), notices(again));
    }

    @Test
    void a_pause_lets_what_tells_of_it_pass_and_nothing_else() {
        var paused = Fixture.after(Accounts.started(2), Accounts.reply("p0", LATER, Answer.POSITIVE));
        assertTrue(Pending.of(paused, LATER).contains(new Effect.DispatchWave(2, 0)));
        assertTrue(!Pending.of(paused, LATER).contains(new Effect.DispatchWave(1, 0)));
    }

    @Test
    void when_everybody_has_said_no_the_sequence_is_over() {
        var one = Fixture.after(Accounts.sent(Accounts.started(2)), Accounts.reply("p1", LATER, Answer.DECLINED));
        assertEquals(Status.PAUSED, one.campaign().status());
        var all = Fixture.after(one, Accounts.reply("p0", LATER, Answer.OPTED_OUT));
        assertEquals(Status.COMPLETED, all.campaign().status());
        assertEquals("everybody has said no or opted out", all.campaign().statusReason());
        assertEquals(List.of(), List.copyOf(all.campaign().sequenceOrStart().meetings()));
    }

    @Test
    void while_a_meeting_is_in_the_calendar_nobody_s_no_ends_the_sequence() {
        var met = Fixture.after(Accounts.sent(Accounts.started(1)), new MeetingRecorded("m", LATER, TALK));
        var out = Fixture.after(met, Accounts.reply("p0", LATER, Answer.OPTED_OUT));
        assertEquals(Status.PAUSED, out.campaign().status());
        assertEquals(
                Set.of(Conflict.PRIMARY_RESPONDED, Conflict.MEETING_SCHEDULED, Conflict.UNSUBSCRIBED),
                sequence(out).conflicts());
        assertEquals(TALK.endsAt(), alarm(out));
        assertEquals(
                Result.GOAL_MET,
                Accounts.due(out, Accounts.people(1)).campaign().result());
        var off = Fixture.after(out, new MeetingRemoved("x", LATER.plusSeconds(60), "m1"));
        var resumed = Fixture.after(off, new Resumed("r", LATER.plusSeconds(120)));
        assertEquals(
                "no reachable contact is left",
                Accounts.due(resumed, Accounts.people(1)).campaign().statusReason());
    }

    @Test
    void the_last_ones_no_asks_a_person_to_look_too_and_says_what_was_found() {
        var alone = Accounts.sent(Accounts.started(1));
        var decision = CampaignDecider.decide(alone, Accounts.reply("p0", LATER, Answer.DECLINED));
        var over = assertInstanceOf(Decision.Changed.class, decision);
        assertEquals(Status.COMPLETED, over.campaign().status());
        assertEquals("the only contact has said no", over.campaign().statusReason());
        assertEquals(
                Set.of(Conflict.PRIMARY_RESPONDED, Conflict.NEGATIVE_SENTIMENT),
                over.campaign().sequenceOrStart().conflicts());
        assertEquals(
                List.of("The sequence is over, since nobody is left. What was said is in the campaign's timeline:"
                        + " reply if a reply is due."),
                over.tasks().stream().map(HumanTask::instructions).toList());
    }

    @Test
    void an_answer_that_is_heard_of_after_somebody_resumed_is_not_settled_by_it() {
        var resumed = Fixture.after(answered("p0", Answer.POSITIVE), new Resumed("r", LATER.plus(Duration.ofDays(2))));
        var late = Fixture.after(resumed, Accounts.reply("p1", LATER, Answer.POSITIVE));
        assertTrue(late.responses().values().stream()
                .filter(response -> response.contactId().equals("p1"))
                .allMatch(response -> response.holds(late.campaign())));
    }

    @Test
    void what_was_due_during_a_pause_is_planned_anew_and_never_goes() {
        var paused = Fixture.after(Accounts.started(2), new Paused("p", START, "holiday"));
        var resumed = Fixture.after(paused, new Resumed("r", START.plus(Duration.ofDays(9))));
        assertEquals(START.plus(Duration.ofDays(9)), alarm(resumed));
        var touch = resumed.touches().findFirst().orElseThrow();
        assertTrue(sequence(resumed).overtaken(touch));
        var skipped = Accounts.touches(resumed, _ -> touch.in(TouchState.SKIPPED, "PLANNED_ANEW"));
        var anew = Accounts.due(skipped, Accounts.people(2));
        assertEquals(
                List.of("2026-06-01T15:00:00Z p0 EMAIL INTRODUCTION", "2026-06-10T15:00:00Z p0 EMAIL INTRODUCTION"),
                Accounts.told(anew));
        var ended = Accounts.unanswered(anew, Accounts.people(2));
        assertEquals(8, ended.touches().count());
    }

    @Test
    void a_deal_won_or_lost_pauses_and_tells_the_owner() {
        var won = Fixture.after(Accounts.sent(Accounts.started(2)), new DealClosed("d", LATER, true));
        assertEquals("deal_won", won.campaign().statusReason());
        assertEquals(List.of("requester ATTENTION"), notices(won));
        var lost = Fixture.after(Accounts.sent(Accounts.started(2)), new DealClosed("d", LATER, false));
        assertEquals("deal_lost", lost.campaign().statusReason());
        var after = Fixture.after(won, new DealClosed("e", LATER, false));
        assertEquals("deal_lost", after.campaign().statusReason(), "what is told last holds");
        assertEquals(
                Set.of(Conflict.DEAL_LOST), after.campaign().sequenceOrStart().conflicts());
    }

    @Test
    void an_answer_after_the_end_is_noted_and_nobody_is_bothered() {
        var over = Fixture.after(Accounts.sent(Accounts.started(2)), new Cancelled("c", LATER, "sold"));
        var noted = Fixture.after(over, reply("p0", Answer.DECLINED));
        assertEquals(List.of(), notices(noted));
        assertEquals(List.of("p0"), List.copyOf(noted.responses().keySet()));
    }

    @Test
    void a_paused_sequence_is_over_at_its_end_whoever_forgot_it() {
        var paused = answered("p0", Answer.POSITIVE);
        var over = Accounts.due(paused, Accounts.people(2)).campaign();
        assertEquals(Status.COMPLETED, over.status());
        assertEquals("its time is over", over.statusReason());
        assertEquals(Result.PARTIAL, over.result());
    }

    private static CampaignState answered(String contactId, Answer answer) {
        return Fixture.after(Accounts.sent(Accounts.started(2)), Accounts.reply(contactId, LATER, answer));
    }

    private static CampaignState afterFive() {
        return sentOf(SequenceTerms.USUAL, 5);
    }

    /** Returns an account of five people after so many touches. */
    private static CampaignState sentOf(SequenceTerms terms, int touches) {
        var people = Accounts.people(5);
        var life = Accounts.sent(Accounts.started(Accounts.brief(Accounts.members(5), terms), people));
        for (int touch = 1; touch < touches; touch++) {
            life = Accounts.sent(Accounts.due(life, people));
        }
        return life;
    }

    private static Replied reply(String contactId, Answer answer) {
        return Accounts.reply(contactId, START.plus(Duration.ofDays(18)), answer);
    }

    private static SequenceTerms terms(boolean check, boolean onResponse, boolean onAny, boolean onAnyOptOut) {
        var usual = SequenceTerms.USUAL;
        return new SequenceTerms(
                7, usual.intervalsDays(), usual.channels(), 2, 3, 48, 3, check, onResponse, onAny, onAnyOptOut, true);
    }

    private static Sequence sequence(CampaignState state) {
        return state.campaign().sequenceOrStart();
    }

    private static Instant alarm(CampaignState state) {
        return state.campaign().checkIns().getFirst();
    }

    private static Decision.Code refused(Decision decision) {
        return assertInstanceOf(Decision.Refused.class, decision).code();
    }

    private static List<String> notices(CampaignState state) {
        return state.touches()
                .filter(touch -> touch.kind().notice())
                .map(touch -> touch.contactId() + " " + touch.kind())
                .toList();
    }
}
