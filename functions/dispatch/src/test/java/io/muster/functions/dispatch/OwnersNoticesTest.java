package io.muster.functions.dispatch;

import static io.muster.functions.dispatch.Stage.CHICAGO;
import static io.muster.functions.dispatch.Stage.DEADLINE;
import static io.muster.functions.dispatch.Stage.KEY;
import static io.muster.functions.dispatch.Stage.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.aws.message.Message;
import io.muster.aws.settings.Registry;
import io.muster.aws.store.CampaignStore;
import io.muster.aws.store.TaskStore;
import io.muster.domain.account.Conflict;
import io.muster.domain.account.Meeting;
import io.muster.domain.account.Member;
import io.muster.domain.account.Role;
import io.muster.domain.account.Sequence;
import io.muster.domain.account.SequenceTerms;
import io.muster.domain.campaign.AccountBrief;
import io.muster.domain.campaign.BidRequest.Requester;
import io.muster.domain.campaign.Campaign;
import io.muster.domain.campaign.Level;
import io.muster.domain.campaign.Response;
import io.muster.domain.campaign.Response.Answer;
import io.muster.domain.campaign.Status;
import io.muster.domain.campaign.Subject;
import io.muster.domain.campaign.Tally;
import io.muster.domain.strategy.Urgency;
import io.muster.domain.task.HumanTask;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Receipt;
import io.muster.domain.touch.Slice;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an account's owner is told, in words that are true of the campaign, and what its people are told who have answered. */
class OwnersNoticesTest {

    private static final Touch NOTICE = Touch.planned(Touch.REQUESTER, null, Channel.EMAIL, Touch.Kind.ATTENTION, NOON);

    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    private void account(Status status, @Nullable String reason, Sequence sequence, @Nullable String owner) {
        var campaign = new Campaign(
                KEY,
                Subject.account("acme"),
                status,
                reason,
                1,
                0,
                Urgency.URGENT,
                List.of(Channel.EMAIL),
                NOON,
                DEADLINE,
                List.of(DEADLINE),
                1,
                1,
                Level.NONE,
                Level.NONE,
                Set.of(),
                Tally.ZERO,
                1,
                null,
                null,
                null,
                false,
                sequence,
                1);
        stage.table.put(CampaignStore.meta(campaign, null));
        stage.table.put(CampaignStore.brief(
                KEY,
                new AccountBrief(
                        "Barton Foods",
                        "cold storage",
                        CHICAGO,
                        new Requester(owner, "noor@example.com"),
                        List.of(new Member("dana", Role.PRIMARY, 100, false)),
                        SequenceTerms.USUAL)));
    }

    private static Sequence found(Conflict... conflicts) {
        return Sequence.START.with(Set.of(conflicts));
    }

    private OutgoingMessage told(Status status, @Nullable String reason, Sequence sequence) {
        account(status, reason, sequence, "Noor");
        stage.slice(NOTICE);
        stage.dispatch();
        assertEquals(List.of("SENT"), stage.states());
        return stage.provider.accepted.getFirst();
    }

    @ParameterizedTest
    @CsvSource({
        "PRIMARY_RESPONDED, somebody has answered, true",
        "UNSUBSCRIBED, somebody has opted out, true",
        "NEGATIVE_SENTIMENT, an answer is a no or sounds annoyed, true",
        "CONTACT_LEFT, 'somebody has left (opted out elsewhere, or was erased)', false",
        "MEETING_SCHEDULED, a meeting is in the calendar, false",
        "DEAL_WON, the deal was won, false",
        "DEAL_LOST, the deal was lost, false",
    })
    void a_pause_is_told_with_its_own_reason_and_of_an_answer_only_where_there_is_one(
            Conflict conflict, String words, boolean said) {
        var mail = told(Status.PAUSED, "whatever", found(conflict));
        assertEquals("Barton Foods needs a look: " + words, mail.subject());
        for (var part : List.of(mail.text(), String.valueOf(mail.html()))) {
            assertTrue(part.contains(words), part);
            assertEquals(said, part.contains("What was said"), part);
            assertTrue(part.contains("Resume the campaign, enter a meeting, or cancel it."), part);
        }
    }

    @Test
    void a_hand_s_pause_is_told_beside_what_was_found_since() {
        var mail = told(
                Status.PAUSED,
                "the client is away",
                found(Conflict.PRIMARY_RESPONDED).paused());
        assertEquals(
                "Barton Foods needs a look: somebody has answered, it was paused by hand: the client is away",
                mail.subject());
    }

    private void answered(Answer answer, Instant at) {
        stage.table.put(CampaignStore.response(KEY, new Response("dana", null, answer, at, at, null)));
    }

    @ParameterizedTest
    @CsvSource({"DEAL_WON, the deal was won", "CONTACT_LEFT, 'somebody has left (opted out elsewhere, or was erased)'"})
    void a_yes_to_what_is_paused_for_something_else_is_told_first(Conflict conflict, String words) {
        answered(Answer.POSITIVE, NOON.minusSeconds(60));
        var mail = told(Status.PAUSED, "whatever", found(conflict));
        assertEquals("Barton Foods needs a look: somebody has answered, " + words, mail.subject());
        assertTrue(mail.text().contains("What was said"), mail.text());
        assertTrue(String.valueOf(mail.html()).contains("What was said"), mail.html());
    }

    @Test
    void a_yes_to_what_a_hand_has_paused_is_told_first() {
        answered(Answer.NEUTRAL, NOON.minusSeconds(60));
        var mail = told(Status.PAUSED, "the client is away", Sequence.START.paused());
        assertEquals(
                "Barton Foods needs a look: somebody has answered, it was paused by hand: the client is away",
                mail.subject());
    }

    @Test
    void an_answer_that_is_settled_and_an_opt_out_are_no_answers_that_wait() {
        answered(Answer.POSITIVE, NOON.minusSeconds(60));
        var sequence = Sequence.START.resumed(NOON.minusSeconds(30)).with(Set.of(Conflict.DEAL_WON));
        var settled = told(Status.PAUSED, "deal_won", sequence);
        assertEquals("Barton Foods needs a look: the deal was won", settled.subject());
        assertFalse(settled.text().contains("What was said"), settled.text());
        stage.provider.accepted.clear();
        answered(Answer.OPTED_OUT, NOON);
        assertEquals(
                "Barton Foods needs a look: the deal was won",
                told(Status.PAUSED, "deal_won", sequence).subject());
    }

    @ParameterizedTest
    @CsvSource({"COMPLETED, is completed", "CANCELLED, was cancelled", "FAILED, has failed"})
    void an_answer_after_the_end_says_how_it_ended(Status status, String how) {
        answered(Answer.POSITIVE, NOON.minusSeconds(60));
        var mail = told(status, null, Sequence.START);
        assertEquals("Barton Foods has answered, and the campaign " + how, mail.subject());
        assertTrue(mail.text().contains("somebody of Barton Foods has answered, and the campaign " + how + "."));
        assertFalse(mail.text().contains("POST"), mail.text());
    }

    @ParameterizedTest
    @CsvSource({"ACTIVE, goes on, they go on", "CANCELLED, was cancelled, the campaign was cancelled"})
    void a_pause_that_is_over_before_its_mail_goes_is_told_as_one_that_was_and_of_no_answer(
            Status status, String subject, String words) {
        var mail = told(status, null, Sequence.START.resumed(NOON));
        assertEquals("Barton Foods needed a look, and " + subject, mail.subject());
        for (var part : List.of(mail.text(), String.valueOf(mail.html()))) {
            assertTrue(part.contains("the messages to Barton Foods needed a look, and by now " + words + "."), part);
            assertFalse(part.contains("answered"), part);
            assertFalse(part.contains("/resume"), part);
        }
    }

    @Test
    void an_answer_that_pauses_nothing_says_that_the_others_go_on() {
        answered(Answer.POSITIVE, NOON.minusSeconds(60));
        var mail = told(Status.ACTIVE, null, Sequence.START);
        assertEquals("Barton Foods has answered", mail.subject());
        assertTrue(mail.text().contains("The messages to the others go on"), mail.text());
        assertTrue(mail.text().contains("What was said"), mail.text());
        assertFalse(mail.text().contains("/resume"), mail.text());
    }

    @Test
    void an_answer_to_what_is_held_up_is_told_with_it() {
        answered(Answer.POSITIVE, NOON.minusSeconds(60));
        var mail = told(Status.ACTIVE, "the touch before is still under way", Sequence.START);
        assertEquals("Barton Foods has answered, and is held up: the touch before is still under way", mail.subject());
        assertTrue(mail.text().contains("What was said"), mail.text());
    }

    @Test
    void one_that_is_held_up_says_by_what() {
        var mail = told(Status.ACTIVE, "other campaigns have every contact that is left", Sequence.START);
        assertEquals("Barton Foods is held up: other campaigns have every contact that is left", mail.subject());
        assertFalse(mail.text().contains("answered"), mail.text());
        assertFalse(mail.text().contains("/resume"), mail.text());
    }

    @Test
    void before_its_meeting_nobody_is_told_to_resume_what_cannot_be_resumed() {
        var meeting = new Meeting("m1", NOON.plusSeconds(3600), NOON.plusSeconds(7200));
        var mail = told(Status.PAUSED, "meeting_scheduled", Sequence.START.meeting(meeting));
        for (var part : List.of(mail.text(), String.valueOf(mail.html()))) {
            assertFalse(part.contains("/resume"), part);
            assertFalse(part.contains("Resume"), part);
            assertTrue(part.contains("/campaigns/camp1/cancel"), part);
            assertTrue(part.contains("It can be resumed only when that is taken out"), part);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "COMPLETED, all 7 touches have been made, all 7 touches have been made",
        "CANCELLED, , it was cancelled",
        "CANCELLED, the client is gone, it was cancelled: the client is gone",
        "FAILED, , it has failed",
    })
    void an_end_is_told_as_what_it_was(Status status, @Nullable String reason, String words) {
        account(status, reason, Sequence.START, "Noor");
        stage.slice(Touch.planned(Touch.REQUESTER, null, Channel.EMAIL, Touch.Kind.OUTCOME, NOON));
        stage.dispatch();
        var mail = stage.provider.accepted.getFirst();
        assertTrue(mail.text().contains("Because:    " + words + "\n"), mail.text());
        assertTrue(mail.text().contains("/campaigns/camp1/report"), mail.text());
    }

    @Test
    void a_notice_says_where_to_act_and_an_answer_to_it_goes_to_people_and_to_no_campaign() {
        stage.set(Registry.OPERATOR_EMAIL, "desk@example.com");
        var mail = told(Status.PAUSED, "primary_responded", found(Conflict.PRIMARY_RESPONDED));
        assertEquals("desk@example.com", mail.replyTo());
        assertNull(mail.optOutUrl());
        for (var part : List.of(mail.text(), String.valueOf(mail.html()))) {
            assertTrue(part.contains("these are its routes, and no links for a browser"), part);
            assertTrue(part.matches("(?s).*GET \\S+/campaigns/camp1/timeline\\b.*"), part);
            for (var route : List.of("resume", "meetings", "cancel")) {
                assertTrue(part.matches("(?s).*POST \\S+/campaigns/camp1/" + route + "\\b.*"), part);
            }
            assertTrue(part.contains("A reply to this mail goes to desk@example.com; no campaign reads it."), part);
        }
    }

    @Test
    void without_a_desk_an_answer_to_a_notice_goes_to_the_sender() {
        var mail = told(Status.PAUSED, "primary_responded", found(Conflict.PRIMARY_RESPONDED));
        assertEquals(mail.from().address(), mail.replyTo());
    }

    @Test
    void whoever_is_known_by_an_address_alone_is_greeted_without_a_name() {
        account(Status.PAUSED, "deal_won", found(Conflict.DEAL_WON), null);
        stage.slice(NOTICE);
        stage.dispatch();
        assertTrue(stage.provider.accepted.getFirst().text().startsWith("Hello there,"));

        account(Status.ACTIVE, null, Sequence.START, "Noor");
        person("solo@example.com", null);
        var words = followUp();
        assertTrue(words.startsWith("Hello there,"), words);
    }

    @Test
    void a_follow_up_thanks_whoever_has_answered_and_asks_the_silent_again() {
        account(Status.ACTIVE, null, Sequence.START.resumed(NOON.minusSeconds(60)), "Noor");
        person("Dana Reed", "Dana Reed");
        var silent = followUp();
        assertTrue(silent.contains("I have tried to reach you about cold storage"), silent);
        assertFalse(silent.contains("thank you"), silent);
        var before = NOON.minusSeconds(3600);
        stage.table.put(CampaignStore.response(KEY, new Response("dana", null, Answer.POSITIVE, before, before, null)));
        var answered = followUp();
        assertTrue(answered.contains("thank you for your answer about cold storage at Barton Foods"), answered);
        assertFalse(answered.contains("tried to reach"), answered);
    }

    @Test
    void an_errand_about_whoever_has_answered_says_so() {
        account(Status.ACTIVE, null, Sequence.START.resumed(NOON.minusSeconds(60)), "Noor");
        person("Dana Reed", "Dana Reed");
        var before = NOON.minusSeconds(3600);
        stage.table.put(CampaignStore.response(KEY, new Response("dana", null, Answer.POSITIVE, before, before, null)));
        stage.slice(Touch.planned("dana", null, Channel.MANUAL, Touch.Kind.FOLLOW_UP, NOON));
        stage.dispatch();
        var task = stage.tasks().getFirst().instructions();
        assertTrue(task.contains("They were contacted before, and have answered."), task);
        assertTrue(task.contains("thank you for your answer."), task);
    }

    @Test
    void a_notice_that_may_not_have_arrived_is_reported_and_its_errand_says_why_and_what_to_do() {
        account(Status.PAUSED, "primary_responded", found(Conflict.PRIMARY_RESPONDED), "Noor");
        stage.provider.behaviour = message -> new Receipt.Ambiguous("timeout");
        stage.slice(NOTICE);
        stage.dispatch();
        assertEquals(List.of("UNKNOWN"), stage.states());
        assertEquals(
                List.of(new Message.TouchesFailed("camp1/unreachable/1/0", "acme", "camp1", NOON, 1, 0)),
                stage.take("escalation"));

        stage.slice(Touch.planned(Touch.REQUESTER, null, Channel.MANUAL, Touch.Kind.ATTENTION, NOON)
                .in(TouchState.PLANNED, Touch.NOTICE_UNCERTAIN));
        stage.dispatch();
        stage.dispatch();
        assertEquals(1, stage.provider.offered.size(), "it is never sent again");
        var task = stage.tasks().getFirst();
        assertEquals(HumanTask.Kind.ALERT, task.kind());
        assertEquals("Tell Noor: Barton Foods needs a look", task.subject());
        assertEquals(NOON.plus(Duration.ofDays(2)), task.dueAt());
        for (var said : List.of(
                "Tell Noor that the messages to Barton Foods are paused.",
                "You are asked to tell it since nobody knows whether the mail that tells it arrived.",
                "Email: noor@example.com",
                "Because: somebody has answered",
                "Nothing goes out until somebody resumes the campaign, enters a meeting, or cancels it.")) {
            assertTrue(task.instructions().contains(said), task.instructions());
        }
    }

    @ParameterizedTest
    @CsvSource({"SENT, CANCELLED", "UNKNOWN, OPEN", "BOUNCED, OPEN"})
    void what_has_arrived_before_a_person_is_asked_to_tell_it_is_no_work_for_them(
            TouchState since, HumanTask.State state) {
        account(Status.PAUSED, "primary_responded", found(Conflict.PRIMARY_RESPONDED), "Noor");
        stage.table.put(CampaignStore.slice(KEY, new Slice(0, 0, List.of(NOTICE.in(since, null)), null, 1)));
        stage.slice(Touch.planned(Touch.REQUESTER, null, Channel.MANUAL, Touch.Kind.ATTENTION, NOON)
                .in(TouchState.PLANNED, Touch.NOTICE_UNCERTAIN));
        stage.dispatch();
        assertEquals(
                state,
                new TaskStore(stage.table)
                        .find("acme", "camp1-1-0-0")
                        .orElseThrow()
                        .state());
    }

    @Test
    void a_warning_of_a_campaign_for_bids_that_is_past_its_deadline_is_not_overdue_when_it_is_written() {
        stage.campaign(Status.ACTIVE, Urgency.URGENT, NOON.minusSeconds(60));
        stage.slice(Touch.planned(Touch.REQUESTER, null, Channel.MANUAL, Touch.Kind.ALERT, NOON)
                .in(TouchState.PLANNED, Touch.NOTICE_LOST));
        stage.dispatch();
        assertEquals(NOON.plus(Duration.ofDays(2)), stage.tasks().getFirst().dueAt());
    }

    @Test
    void whoever_tells_it_by_hand_tells_of_the_answer_too() {
        account(Status.PAUSED, "deal_won", found(Conflict.DEAL_WON), "Noor");
        answered(Answer.POSITIVE, NOON.minusSeconds(60));
        stage.slice(Touch.planned(Touch.REQUESTER, null, Channel.MANUAL, Touch.Kind.ATTENTION, NOON)
                .in(TouchState.PLANNED, Touch.NOTICE_LOST));
        stage.dispatch();
        var task = stage.tasks().getFirst().instructions();
        assertTrue(task.contains("Because: somebody has answered, the deal was won"), task);
        assertTrue(task.contains("the mail that tells it did not arrive"), task);
        assertTrue(task.contains("What was said is in the campaign's timeline."), task);
    }

    @Test
    void one_that_could_not_be_sent_is_reported_as_well() {
        account(Status.PAUSED, "primary_responded", found(Conflict.PRIMARY_RESPONDED), "Noor");
        stage.provider.behaviour = message -> new Receipt.BadAddress("550");
        stage.slice(NOTICE);
        stage.dispatch();
        assertEquals(List.of("FAILED"), stage.states());
        assertEquals(1, stage.take("escalation").size());
    }

    private void person(String name, @Nullable String person) {
        stage.contacts.put(
                "dana",
                new Recipient(
                        "dana",
                        name,
                        person,
                        "solo@example.com",
                        null,
                        null,
                        null,
                        Set.of(Channel.EMAIL, Channel.MANUAL),
                        CHICAGO,
                        "TX",
                        "you are listed in a public directory"));
    }

    private String followUp() {
        stage.provider.accepted.clear();
        stage.slice(Touch.planned("dana", null, Channel.EMAIL, Touch.Kind.FOLLOW_UP, NOON));
        stage.dispatch();
        assertEquals(List.of("SENT"), stage.states());
        return stage.provider.accepted.getFirst().text();
    }
}
