package io.muster.functions.checkin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.aws.pool.ContactStore;
import io.muster.aws.sns.Provenance;
import io.muster.aws.store.GateStore;
import io.muster.aws.store.Suppression;
import io.muster.aws.store.SuppressionStore;
import io.muster.aws.store.Table;
import io.muster.aws.token.KeyRing;
import io.muster.aws.token.SignedTokens;
import io.muster.domain.campaign.Event;
import io.muster.domain.campaign.History;
import io.muster.domain.campaign.Response.Answer;
import io.muster.domain.contact.Contact;
import io.muster.domain.contact.Credentials;
import io.muster.domain.contact.Place;
import io.muster.domain.contact.Profile;
import io.muster.domain.contact.Tier;
import io.muster.domain.reply.Intent;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Touch;
import io.muster.memory.calls.CallLog;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What contacts mail back to the address that a mail of ours asks them to answer to. */
class InboundMailsTest {

    private static final Set<Channel> ALL = EnumSet.allOf(Channel.class);
    private static final String PASSED = "\"spamVerdict\":{\"status\":\"PASS\"},\"virusVerdict\":{\"status\":\"PASS\"}";

    private final Scene scene = new Scene();
    private final Table table = new Table(scene.platform.dynamoDb(), "muster");
    private final SignedTokens tokens = new SignedTokens(new KeyRing(table));
    private final SuppressionStore suppressions = new SuppressionStore(table, tokens);
    private final MailFolder folder = new MailFolder(CallLog.ofThisRun().of("feedback"));
    private final FeedbackHandler handler =
            new FeedbackHandler(scene.platform("feedback"), folder, Provenance.UNCHECKED);

    private final Touch first = scene.state().slices().getFirst().touches().getFirst();
    private final String address = address("acme", Scene.KEY.id() + "-1-0-0");

    @BeforeEach
    void ask() {
        new ContactStore(table)
                .save(
                        "acme",
                        List.of(new Contact(
                                first.contactId(),
                                Tier.PROSPECT,
                                new Profile("Ana", null, "ana@example.com", "+15125550101", null, null),
                                Set.of("lawn-care"),
                                Place.UNKNOWN,
                                Credentials.UNKNOWN,
                                "import",
                                Map.of())));
        scene.send();
    }

    @AfterEach
    void close() {
        scene.close();
    }

    private String address(String workspace, String touchId) {
        return tokens.replyLocalPart(workspace, touchId).orElseThrow() + "@answers.example.com";
    }

    private static String received(String id, String to, String verdicts) {
        var inner = "{\"notificationType\":\"Received\",\"mail\":{\"timestamp\":\"2026-06-01T15:20:00.000Z\","
                + "\"source\":\"ana@example.com\",\"messageId\":\"" + id + "\"},\"receipt\":{\"recipients\":[\"" + to
                + "\"]," + verdicts + "}}";
        return JsonNodeFactory.instance
                .objectNode()
                .put("Type", "Notification")
                .put("Message", inner)
                .toString();
    }

    private static String mail(String headers, String words) {
        return ("From: Ana <ana@example.com>\n" + headers + "Content-Type: text/plain; charset=utf-8\n\n" + words)
                .replace("\n", "\r\n");
    }

    /** Lays a mail where SES lays it, and tells of it; returns how many failed. */
    private int deliver(String id, String to, String mail) {
        folder.files.put("mail/" + id, mail.getBytes(StandardCharsets.UTF_8));
        return feed(received(id, to, PASSED));
    }

    private int feed(String... bodies) {
        var event = new SQSEvent();
        event.setRecords(Stream.of(bodies)
                .map(body -> {
                    var record = new SQSMessage();
                    record.setMessageId("m" + body.hashCode());
                    record.setBody(body);
                    return record;
                })
                .toList());
        return handler.handleRequest(event, NOBODY).getBatchItemFailures().size();
    }

    private static final Context NOBODY = (Context)
            Proxy.newProxyInstance(Context.class.getClassLoader(), new Class<?>[] {Context.class}, (_, method, _) -> {
                throw new UnsupportedOperationException(method.getName());
            });

    private List<Event> events() {
        return scene.campaigns.history(Scene.KEY).stream()
                .skip(1)
                .map(History::event)
                .toList();
    }

    private Set<Channel> closed(String one) {
        return suppressions.suppressed("acme", Set.of(one)).getOrDefault(one, Set.of());
    }

    @Test
    void a_mail_without_words_says_what_its_subject_says_unless_that_is_ours() {
        assertEquals(0, deliver("m1", address, mail("Subject: Re: Unsubscribe from weeds\n", "\n")));
        assertEquals(Set.of(), closed("ana@example.com"));
        assertEquals(0, deliver("m2", address, mail("Subject: UNSUBSCRIBE\n", "\n")));
        assertEquals(Set.of(Channel.values()), closed("ana@example.com"));
        assertEquals(Answer.OPTED_OUT, ((Event.Answered) events().getLast()).answer());
    }

    @Test
    void a_reply_is_read_told_to_the_campaign_of_its_touch_and_gone() {
        assertEquals(0, deliver("m1", address, mail("Subject: Re: Lawn care\n", """
            Sounds good, call me tomorrow.

            On Mon, Jun 1, 2026 at 9:00 AM Bids <bids@example.com> wrote:
            > To unsubscribe, follow the link
            """)));
        var answered = (Event.Answered) events().getFirst();
        assertEquals(first.contactId(), answered.contactId());
        assertEquals(Answer.POSITIVE, answered.answer());
        assertEquals(
                Intent.WANTS_MEETING, Objects.requireNonNull(answered.reading()).intent());
        assertEquals(1, events().size());
        assertEquals(Set.of(), closed("ana@example.com"));
        assertEquals(Map.of(), folder.files);
    }

    @Test
    void an_address_that_a_mail_program_writes_in_capitals_is_the_same_address() {
        assertEquals(0, deliver("m1", address.toUpperCase(Locale.ROOT), mail("", "Please remove me from your list.")));
        assertEquals(ALL, closed("ana@example.com"));
    }

    @Test
    void a_mail_that_is_told_of_again_is_the_same_mail_whether_it_was_removed_or_not() {
        deliver("m1", address, mail("", "How much does it pay?"));
        assertEquals(0, deliver("m1", address, mail("", "How much does it pay?")));
        scene.pass(Duration.ofDays(3));
        assertEquals(0, feed(received("m1", address, PASSED), received("m1", address, PASSED)));
        assertEquals(1, events().size());
        assertEquals(Map.of(), folder.files);
    }

    @Test
    void a_mail_that_was_never_there_is_tried_again_and_not_taken_for_read() {
        assertEquals(1, feed(received("m1", address, PASSED)));
        assertEquals(List.of(), events());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Please remove me from your list.", "UNSUBSCRIBE", "Stop emailing me\n\nAna"})
    void whoever_asks_to_be_left_alone_is_on_every_channel(String words) {
        assertEquals(0, deliver("m1", address, mail("", words)));
        assertEquals(ALL, closed("ana@example.com"));
        assertEquals(ALL, closed("+15125550101"));
        assertTrue(new GateStore(table).find("acme", first.contactId()).shut());
        assertEquals(
                Suppression.Reason.REPLY, suppressions.list("acme").getFirst().reason());
        assertEquals(Answer.OPTED_OUT, ((Event.Answered) events().getFirst()).answer());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Auto-Submitted: auto-replied | Auto-Submitted",
                "X-Autoreply: yes | X-Autoreply",
                "Precedence: auto_reply | Precedence",
                "Precedence: bulk | Precedence",
                "Return-Path: <> | Return-Path",
                "Subject: =?utf-8?q?Out_of_office=3A?= back on Monday | subject",
            })
    void what_a_machine_answers_is_noted_and_counts_for_nothing(String header, String sign) {
        assertEquals(0, deliver("m1", address, mail(header + "\n", "I am away. Please call my colleague.")));
        assertEquals(List.of(new Event.MachineAnswered(first.contactId(), sign)), events());
        assertTrue(scene.state().responses().isEmpty());
    }

    @Test
    void a_report_of_a_bounce_is_no_answer_either() {
        assertEquals(0, deliver("m1", address, """
            From: MAILER-DAEMON@example.com
            Content-Type: multipart/report; report-type=delivery-status; boundary=b

            --b

            Your message could not be delivered. Please stop.
            --b--
            """.replace("\n", "\r\n")));
        assertEquals(List.of(new Event.MachineAnswered(first.contactId(), "Content-Type")), events());
        assertEquals(Set.of(), closed("ana@example.com"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"spamVerdict\":{\"status\":\"FAIL\"}",
                "\"spamVerdict\":{\"status\":\"PASS\"},\"virusVerdict\":{\"status\":\"FAIL\"}",
                "\"dmarcVerdict\":{\"status\":\"FAIL\"},\"dmarcPolicy\":\"reject\"",
            })
    void spam_what_is_infected_and_what_is_forged_is_nobodys_answer(String verdicts) {
        folder.files.put("mail/m1", mail("", "remove me").getBytes(StandardCharsets.UTF_8));
        assertEquals(0, feed(received("m1", address, verdicts)));
        assertEquals(List.of(), events());
        assertEquals(Set.of(), closed("ana@example.com"));
        assertEquals(Set.of("mail/m1"), folder.files.keySet());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"spamVerdict\":{\"status\":\"GRAY\"},\"virusVerdict\":{\"status\":\"PROCESSING_FAILED\"}",
                "\"dmarcVerdict\":{\"status\":\"FAIL\"},\"dmarcPolicy\":\"none\"",
                "\"spfVerdict\":{\"status\":\"FAIL\"},\"dkimVerdict\":{\"status\":\"GRAY\"}",
            })
    void what_no_check_is_sure_of_is_an_answer(String verdicts) {
        folder.files.put("mail/m1", mail("", "Yes").getBytes(StandardCharsets.UTF_8));
        assertEquals(0, feed(received("m1", address, verdicts)));
        assertEquals(1, events().size());
    }

    @Test
    void an_address_that_was_changed_guessed_or_made_by_another_workspace_is_nobodys() {
        var rivals = address("rival", Scene.KEY.id() + "-1-0-0").replace("r+rival.", "r+acme.");
        var addresses = List.of(
                "bids@answers.example.com",
                address.replace("-1-0-0", "-1-0-1"),
                address.replace("r+acme.", "r+rival."),
                address.substring(0, address.indexOf('@') - 1) + "@answers.example.com",
                rivals,
                "r+acme..@answers.example.com",
                "r+" + "a".repeat(400) + "@answers.example.com");
        for (var one : addresses) {
            assertEquals(0, deliver("m1", one, mail("", "remove me")), one);
        }
        assertEquals(List.of(), events());
        assertEquals(Set.of(), closed("ana@example.com"));
        assertEquals(Set.of("mail/m1"), folder.files.keySet());
    }

    @Test
    void an_address_survives_what_mail_servers_make_of_its_letters() {
        assertEquals(0, deliver("m1", address.toLowerCase(Locale.ROOT), mail("", "Yes")));
        assertEquals(0, deliver("m2", address.toUpperCase(Locale.ROOT).replace("ACME", "acme"), mail("", "Yes")));
        assertEquals(2, events().size());
    }

    @Test
    void a_touch_that_is_not_there_or_went_to_our_own_people_is_answered_by_no_contact() {
        assertEquals(0, deliver("m1", address("acme", Scene.KEY.id() + "-9-9-9"), mail("", "Yes")));
        assertEquals(0, deliver("m2", address("acme", Scene.KEY.id() + "-1-0-9"), mail("", "Yes")));
        scene.touches(touch -> Touch.planned(Touch.REQUESTER, null, Channel.EMAIL, Touch.Kind.REPORT, Scene.START));
        assertEquals(0, deliver("m3", address, mail("", "remove me")));
        assertEquals(List.of(), events());
        assertEquals(List.of(), suppressions.list("acme"));
    }

    @Test
    void a_reply_that_comes_before_its_send_was_recorded_is_an_answer_and_the_send_is_recorded_after_it() {
        scene.touches(touch -> touch.sending(Scene.START));
        assertEquals(0, deliver("m1", address, mail("", "Yes, count me in")));
        assertEquals(
                Answer.POSITIVE,
                Objects.requireNonNull(scene.state().responses().get(first.contactId()))
                        .answer());
        scene.touches(touch -> touch.sent(Scene.START));
        assertEquals(1, events().size());
        assertEquals(1, scene.state().campaign().tally().responses());
    }

    @Test
    void a_mail_nobody_can_read_anything_of_is_an_answer_of_unknown_content() {
        assertEquals(0, deliver("m1", address, "\u0000\u0001\u0002"));
        assertEquals(Answer.NEUTRAL, ((Event.Answered) events().getFirst()).answer());
    }

    @Test
    void where_no_mail_is_to_come_in_a_mail_becomes_a_dead_letter() {
        var deaf = new FeedbackHandler(scene.platform("feedback"));
        var event = new SQSEvent();
        var record = new SQSMessage();
        record.setMessageId("m");
        record.setBody(received("m1", address, PASSED));
        event.setRecords(List.of(record));
        assertFalse(deaf.handleRequest(event, NOBODY).getBatchItemFailures().isEmpty());
    }
}
