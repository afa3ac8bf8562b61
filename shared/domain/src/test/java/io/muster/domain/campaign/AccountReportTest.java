package io.muster.domain.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.domain.account.Conflict;
import io.muster.domain.account.Meeting;
import io.muster.domain.account.Role;
import io.muster.domain.campaign.AccountReport.AnswerLine;
import io.muster.domain.campaign.AccountReport.ConflictLine;
import io.muster.domain.campaign.AccountReport.DealLine;
import io.muster.domain.campaign.AccountReport.Fate;
import io.muster.domain.campaign.AccountReport.MeetingLine;
import io.muster.domain.campaign.AccountReport.PauseLine;
import io.muster.domain.campaign.AccountReport.PersonLine;
import io.muster.domain.campaign.AccountReport.ReferenceLine;
import io.muster.domain.campaign.CampaignInput.Cancelled;
import io.muster.domain.campaign.CampaignInput.DealClosed;
import io.muster.domain.campaign.CampaignInput.KeywordTexted;
import io.muster.domain.campaign.CampaignInput.MeetingRecorded;
import io.muster.domain.campaign.CampaignInput.MeetingRemoved;
import io.muster.domain.campaign.CampaignInput.Paused;
import io.muster.domain.campaign.CampaignInput.Resumed;
import io.muster.domain.campaign.CampaignReport.ChannelLine;
import io.muster.domain.campaign.Response.Answer;
import io.muster.domain.reply.Intent;
import io.muster.domain.reply.Keyword;
import io.muster.domain.reply.ReplyClass;
import io.muster.domain.reply.Sentiment;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.TouchState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the report of an account tells, of lives that are told in full. */
class AccountReportTest {

    private static final ReplyClass CURIOUS = new ReplyClass(Intent.WANTS_INFO, Sentiment.NEUTRAL, true, "how much");

    /** An account of two as it lives, with its history. */
    private static final class Life {

        private final List<History> history = new ArrayList<>();
        private CampaignState state = Accounts.started(2);

        Life() {
            var created = CampaignDecider.create(new AccountRequested(
                    "create", Accounts.START, Accounts.KEY, "acme", Accounts.brief(2), Accounts.people(2)));
            history.add(new History("create", 1, Accounts.START, created.event()));
            state = Accounts.sent(state);
        }

        Life then(CampaignInput input) {
            var decided = (Decision.Changed) CampaignDecider.decide(state, input);
            state = Accounts.sent(state.after(decided));
            history.add(new History(input.id(), decided.campaign().version(), input.at(), decided.event()));
            return this;
        }

        /** The timer fires until so many people have been touched. */
        Life until(int people) {
            while (state.byContact().size() < people) {
                then(Accounts.dueInput(state, Accounts.people(2)));
            }
            return this;
        }

        CampaignReport report() {
            return CampaignReport.of(state, history);
        }

        AccountReport account() {
            return Objects.requireNonNull(report().account());
        }
    }

    private static Instant day(int days) {
        return Accounts.START.plus(Duration.ofDays(days));
    }

    private static Meeting meeting(String id, int day) {
        return new Meeting(id, day(day), day(day).plusSeconds(3600));
    }

    @Test
    void a_life_of_answers_pauses_meetings_and_deals_is_told_as_it_was() {
        var life = new Life()
                .until(2)
                .then(new CampaignInput.Replied("r1", day(11), "p0", CURIOUS, "Tell me more."))
                .then(new Paused("p", day(12), "the owner is away"))
                .then(new Resumed("s", day(14)))
                .then(new MeetingRecorded("m1", day(15), meeting("cal-1", 20)))
                .then(new MeetingRecorded("m2", day(15), meeting("cal-2", 21)))
                .then(new MeetingRemoved("m3", day(16), "cal-1"))
                .then(new DealClosed("d", day(17), false))
                .then(new Cancelled("c", day(18), "they buy elsewhere"));
        assertEquals(
                new AccountReport(
                        List.of(
                                new PersonLine("p0", Role.PRIMARY, 100, false, 3, day(5), Answer.NEUTRAL),
                                new PersonLine("p1", Role.SECONDARY, 90, false, 1, day(10), null)),
                        List.of(new AnswerLine(day(11), "p0", Role.PRIMARY, Answer.NEUTRAL, CURIOUS)),
                        List.of(
                                new ConflictLine(day(11), Conflict.PRIMARY_RESPONDED, "p0"),
                                new ConflictLine(day(15), Conflict.MEETING_SCHEDULED, null),
                                new ConflictLine(day(15), Conflict.MEETING_SCHEDULED, null),
                                new ConflictLine(day(17), Conflict.DEAL_LOST, null)),
                        List.of(
                                new PauseLine(
                                        day(11), day(14), Set.of(Conflict.PRIMARY_RESPONDED), "the owner is away"),
                                new PauseLine(
                                        day(15),
                                        day(18),
                                        Set.of(Conflict.MEETING_SCHEDULED, Conflict.DEAL_LOST),
                                        null)),
                        List.of(
                                new MeetingLine(meeting("cal-1", 20), Fate.REMOVED),
                                new MeetingLine(meeting("cal-2", 21), Fate.SCHEDULED)),
                        List.of(new DealLine(day(17), false)),
                        List.of(new ReferenceLine(day(10), "p1", "p0", false))),
                life.account());
    }

    @Test
    void the_last_no_ends_its_pause_and_an_answer_after_the_end_opens_none() {
        var life = new Life()
                .then(new KeywordTexted("k", day(1), "p1", Keyword.STOP))
                .then(Accounts.reply("p0", day(2), Answer.DECLINED))
                .then(Accounts.reply("p0", day(3), Answer.NEUTRAL));
        assertEquals(Result.UNMET, life.report().result());
        assertEquals("everybody has said no or opted out", life.report().statusReason());
        assertEquals(
                new AccountReport(
                        List.of(
                                new PersonLine("p0", Role.PRIMARY, 100, false, 1, day(0), Answer.DECLINED),
                                new PersonLine("p1", Role.SECONDARY, 90, false, 0, null, Answer.OPTED_OUT)),
                        List.of(
                                new AnswerLine(day(1), "p1", Role.SECONDARY, Answer.OPTED_OUT, null),
                                new AnswerLine(day(2), "p0", Role.PRIMARY, Answer.DECLINED, null),
                                new AnswerLine(day(3), "p0", Role.PRIMARY, Answer.NEUTRAL, null)),
                        List.of(
                                new ConflictLine(day(2), Conflict.PRIMARY_RESPONDED, "p0"),
                                new ConflictLine(day(2), Conflict.NEGATIVE_SENTIMENT, "p0")),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()),
                life.account());
    }

    @Test
    void a_meeting_whose_time_has_passed_was_held_and_its_pause_lasts_until_then() {
        var life = new Life().then(new MeetingRecorded("m", day(1), meeting("cal-1", 3)));
        assertEquals(
                List.of(new PauseLine(day(1), null, Set.of(Conflict.MEETING_SCHEDULED), null)),
                life.account().pauses());
        life.then(Accounts.dueInput(life.state, Accounts.people(2)));
        var ends = day(3).plusSeconds(3600);
        assertEquals(
                List.of(new PauseLine(day(1), ends, Set.of(Conflict.MEETING_SCHEDULED), null)),
                life.account().pauses());
        assertEquals(
                List.of(new MeetingLine(meeting("cal-1", 3), Fate.HELD)),
                life.account().meetings());
        assertEquals(
                "the meeting of Thursday, June 4, 10:00 AM CDT has been held",
                life.report().statusReason());
    }

    @Test
    void a_pause_for_somebody_who_has_left_is_told_as_the_conflict_that_it_is() {
        var life = new Life();
        var at = life.state.campaign().checkIns().getFirst();
        var gone = Accounts.without(Accounts.people(2), "p0");
        life.then(new CampaignInput.TouchDue("due", at, life.state.campaign().generation(), gone));
        assertEquals(
                List.of(new PauseLine(at, null, Set.of(Conflict.CONTACT_LEFT), null)),
                life.account().pauses());
        assertEquals(
                List.of(new ConflictLine(at, Conflict.CONTACT_LEFT, null)),
                life.account().conflicts());
    }

    @Test
    void touches_are_told_by_channel_each_contact_with_why_it_was_touched_and_nothing_of_bids() {
        var report = new Life().until(2).report();
        assertEquals(
                List.of(
                        new ChannelLine(Channel.EMAIL, null, 3, 3, Map.of(TouchState.SENT, 3)),
                        new ChannelLine(Channel.SMS, null, 1, 1, Map.of(TouchState.SENT, 1))),
                report.channels());
        assertEquals(List.of(), report.tiers());
        assertTrue(report.contacts().stream().allMatch(line -> line.reason() != null), report::toString);
        assertTrue(report.whole());
    }

    @Test
    void a_report_that_was_stored_without_its_account_does_not_tell_all() {
        var told = new Life().report();
        var before = new CampaignReport(
                told.campaign(),
                told.ofVersion(),
                told.subject(),
                told.title(),
                told.status(),
                told.statusReason(),
                told.result(),
                told.needed(),
                told.tally(),
                told.highest(),
                told.startAt(),
                told.deadline(),
                told.endedAt(),
                told.pSuccess(),
                told.contacted(),
                told.cost(),
                told.channels(),
                told.tiers(),
                told.checkIns(),
                told.escalations(),
                told.adviser(),
                told.bids(),
                told.contacts(),
                told.looks(),
                null);
        assertFalse(before.whole());
        assertTrue(CampaignReport.of(Fixture.active(), List.of()).whole());
    }
}
