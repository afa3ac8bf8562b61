package io.muster.functions.checkin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.aws.message.AnswerDue;
import io.muster.aws.message.Message;
import io.muster.aws.pool.ContactStore;
import io.muster.aws.store.GateStore;
import io.muster.aws.store.Suppression;
import io.muster.aws.store.SuppressionStore;
import io.muster.aws.store.Table;
import io.muster.aws.token.KeyRing;
import io.muster.aws.token.SealedText;
import io.muster.aws.token.SignedTokens;
import io.muster.domain.campaign.CampaignInput;
import io.muster.domain.campaign.Event;
import io.muster.domain.campaign.History;
import io.muster.domain.campaign.Response.Answer;
import io.muster.domain.contact.Consent;
import io.muster.domain.contact.Contact;
import io.muster.domain.contact.Credentials;
import io.muster.domain.contact.Place;
import io.muster.domain.contact.Profile;
import io.muster.domain.contact.Tier;
import io.muster.domain.reply.Intent;
import io.muster.domain.reply.Keyword;
import io.muster.domain.reply.Sentiment;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Gate;
import io.muster.domain.touch.Touch;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What contacts text back to our number. */
class InboundTextsTest {

    private static final String PHONE = "+15125550101";
    private static final String OURS = "+15125550199";
    private static final Set<Channel> ALL = EnumSet.allOf(Channel.class);

    private final Scene scene = new Scene();
    private final Table table = new Table(scene.platform.dynamoDb(), "muster");
    private final ContactStore contacts = new ContactStore(table);
    private final GateStore gates = new GateStore(table);
    private final SuppressionStore suppressions = new SuppressionStore(table, new SignedTokens(new KeyRing(table)));
    private final FeedbackHandler handler = new FeedbackHandler(scene.platform("feedback"));

    @BeforeEach
    void ask() {
        contact("contact-10", "ana@example.com");
        touched("contact-10", Scene.KEY.id(), Scene.START);
        scene.send();
        scene.take(scene.platform.installation().queues().dispatch());
    }

    @AfterEach
    void close() {
        scene.close();
    }

    private void contact(String id, String email) {
        contact(id, email, PHONE);
    }

    private void contact(String id, String email, String phone) {
        contacts.save(
                "acme",
                List.of(new Contact(
                        id,
                        Tier.PROSPECT,
                        new Profile("Ana", null, email, phone, null, null),
                        Set.of("lawn-care"),
                        Place.UNKNOWN,
                        Credentials.UNKNOWN,
                        "import",
                        Map.of())));
    }

    private void touched(String contactId, String campaignId, Instant at) {
        var gate = gates.find("acme", contactId).reserved(new Gate.Recent(at, campaignId), at.plusSeconds(60));
        var transaction = table.transaction();
        GateStore.put(transaction, "acme", gate);
        transaction.commit();
    }

    private static String text(String id, String words, int minute) {
        return text(id, words, minute, OURS);
    }

    private static String text(String id, String words, int minute, String to) {
        var inner = JsonNodeFactory.instance
                .objectNode()
                .put("originationNumber", PHONE)
                .put("destinationNumber", to)
                .put("messageKeyword", "MUSTER")
                .put("messageBody", words)
                .put("inboundMessageId", id)
                .put("previousPublishedMessageId", "sms-1");
        return JsonNodeFactory.instance
                .objectNode()
                .put("Type", "Notification")
                .put("MessageId", "sns-" + id)
                .put("Message", inner.toString())
                .put("Timestamp", Scene.START.plus(Duration.ofMinutes(minute)).toString())
                .toString();
    }

    /** Delivers texts and returns how many failed. */
    private int deliver(String... bodies) {
        var event = new SQSEvent();
        event.setRecords(Stream.of(bodies)
                .map(body -> {
                    var message = new SQSMessage();
                    message.setMessageId("m" + body.hashCode());
                    message.setBody(body);
                    return message;
                })
                .toList());
        return handler.handleRequest(event, nobody()).getBatchItemFailures().size();
    }

    private static Context nobody() {
        var type = Context.class;
        return (Context) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (_, method, _) -> {
            throw new UnsupportedOperationException(method.getName());
        });
    }

    private List<Event> events() {
        return scene.campaigns.history(Scene.KEY).stream()
                .skip(1)
                .map(History::event)
                .toList();
    }

    private Set<Channel> closed(String address) {
        return suppressions.suppressed("acme", Set.of(address)).getOrDefault(address, Set.of());
    }

    private List<Touch> answers() {
        return scene.state().touches().filter(touch -> touch.kind().answer()).toList();
    }

    private List<Message> dispatches() {
        return scene.take(scene.platform.installation().queues().dispatch());
    }

    private Answer answered() {
        return Objects.requireNonNull(scene.state().responses().get("contact-10"))
                .answer();
    }

    @Test
    void a_stop_closes_every_channel_of_its_sender_and_one_confirmation_is_on_its_way() {
        assertEquals(0, deliver(text("t1", "Stop.", 1)));
        assertEquals(ALL, closed(PHONE));
        assertEquals(ALL, closed("ana@example.com"));
        assertTrue(gates.find("acme", "contact-10").shut());
        assertEquals(List.of(new Event.KeywordReceived("contact-10", Keyword.STOP, true)), events());
        assertEquals(
                List.of(Touch.planned("contact-10", null, Channel.SMS, Touch.Kind.CONFIRMATION, Scene.START)),
                answers());
        assertEquals(1, dispatches().size());
        assertEquals(
                List.of(Suppression.Reason.STOP_WORD, Suppression.Reason.STOP_WORD),
                suppressions.list("acme").stream().map(Suppression::reason).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"STOP thanks", "please stop", "Stop.\n\nAna Ruiz\nBarton Turf"})
    void a_polite_or_signed_stop_is_one_and_a_start_takes_it_back(String words) {
        deliver(text("t1", words, 1));
        assertEquals(ALL, closed(PHONE));
        assertEquals(Touch.Kind.CONFIRMATION, answers().getFirst().kind());
        deliver(text("t2", "START", 2));
        assertEquals(Set.of(), closed(PHONE));
    }

    @Test
    void a_text_that_is_delivered_again_is_the_same_text() {
        deliver(text("t1", "STOP", 1), text("t1", "STOP", 1));
        scene.pass(Duration.ofDays(5));
        touched("contact-10", "another-campaign", Scene.START.plus(Duration.ofDays(4)));
        assertEquals(0, deliver(text("t1", "STOP", 1)));
        assertEquals(1, events().size());
        assertEquals(1, answers().size());
    }

    @Test
    void whoever_shares_the_number_is_left_alone_too() {
        contact("contact-11", "bo@example.com");
        deliver(text("t1", "unsubscribe", 1));
        assertTrue(gates.find("acme", "contact-11").shut());
        assertEquals(ALL, closed("bo@example.com"));
        assertEquals(1, answers().size());
    }

    @Test
    void a_number_that_nobody_has_is_suppressed_all_the_same() {
        var unknown = text("t1", "STOP", 1).replace(PHONE, "+15125550177");
        assertEquals(0, deliver(unknown));
        assertEquals(ALL, closed("+15125550177"));
        assertEquals(List.of(), events());
    }

    private static String unknown(String id, String words, int minute) {
        return text(id, words, minute).replace(PHONE, "+15125550177");
    }

    private AnswerDue answer(String id, Keyword keyword, int minute) {
        var asked = scene.bodies(scene.platform.installation().queues().dispatch());
        assertEquals(1, asked.size(), asked.toString());
        assertFalse(asked.getFirst().contains("5550177"), "the number lies on the queue");
        var due = AnswerDue.read(asked.getFirst()).orElseThrow();
        var textedAt = Scene.START.plus(Duration.ofMinutes(minute));
        assertEquals(new AnswerDue("text/" + id, "acme", keyword, due.to(), textedAt), due);
        return due;
    }

    @ParameterizedTest
    @EnumSource(
            value = Keyword.class,
            names = {"STOP", "HELP"})
    void a_number_that_nobody_has_written_to_is_to_be_answered_too(Keyword keyword) {
        deliver(unknown("t1", keyword.name(), 1));
        var seals = new SealedText(new KeyRing(table));
        assertEquals("+15125550177", answer("t1", keyword, 1).number(seals));
    }

    @Test
    void so_is_a_contact_that_no_campaign_has_touched() {
        contact("contact-11", "bo@example.com", "+15125550177");
        deliver(unknown("t1", "Stop", 1));
        assertTrue(gates.find("acme", "contact-11").shut());
        answer("t1", Keyword.STOP, 1);
    }

    @Test
    void nobody_answers_a_start_or_other_words_of_a_number_that_nobody_has_written_to() {
        deliver(unknown("t1", "START", 1), unknown("t2", "Who is this?", 2), unknown("t3", "Take me off your list", 3));
        assertEquals(
                List.of(), scene.bodies(scene.platform.installation().queues().dispatch()));
        assertEquals(ALL, closed("+15125550177"));
    }

    @Test
    void a_start_of_a_number_that_nobody_has_opens_what_its_stop_closed() {
        deliver(unknown("t1", "STOP", 1), unknown("t2", "START", 2));
        assertEquals(Set.of(), closed("+15125550177"));
        deliver(unknown("t3", "STOP", 3), unknown("t0", "START", 0));
        assertEquals(ALL, closed("+15125550177"));
    }

    @Test
    void a_text_to_a_number_of_no_workspace_becomes_a_dead_letter() {
        assertEquals(1, deliver(text("t1", "STOP", 1, "+15125550100")));
        assertEquals(Set.of(), closed(PHONE));
    }

    @Test
    void a_text_to_another_workspaces_number_changes_nothing_here() {
        assertEquals(0, deliver(text("t1", "STOP", 1, "+15125550198")));
        assertEquals(Set.of(), closed(PHONE));
        assertEquals(List.of(), events());
        assertEquals(Map.of(PHONE, ALL), suppressions.suppressed("rival", Set.of(PHONE)));
    }

    @Test
    void a_help_is_answered_once_however_often_it_is_delivered() {
        deliver(text("t1", "HELP", 1), text("t1", "HELP", 1), text("t1", "HELP", 1));
        assertEquals(List.of(Touch.planned("contact-10", null, Channel.SMS, Touch.Kind.HELP, Scene.START)), answers());
        assertEquals(Set.of(), closed(PHONE));
        assertTrue(scene.state().responses().isEmpty());
    }

    @Test
    void a_start_opens_what_the_stop_closed_and_is_a_consent() {
        deliver(text("t1", "STOP", 1), text("t2", "START", 2));
        assertEquals(Set.of(), closed(PHONE));
        assertEquals(Set.of(), closed("ana@example.com"));
        assertEquals(Set.of(), gates.find("acme", "contact-10").suppressed());
        assertEquals(List.of(), suppressions.list("acme"));
        assertEquals(
                Map.of(Channel.SMS, new Consent("START by text", Scene.START)),
                contacts.find("acme", "contact-10").orElseThrow().consents());
    }

    @ParameterizedTest
    @EnumSource(
            value = Suppression.Reason.class,
            names = {"OPERATOR", "COMPLAINT", "ONE_CLICK", "HARD_BOUNCE", "REPLY", "IMPORT"})
    void a_start_opens_nothing_that_anything_else_closed_before_or_after_the_stop(Suppression.Reason reason) {
        for (boolean before : new boolean[] {true, false}) {
            var id = before ? "b" : "a";
            var wish = new SuppressionStore.Wish(
                    "acme",
                    "contact-10",
                    Set.of("ana@example.com"),
                    Set.of(Channel.EMAIL, Channel.PHONE),
                    reason,
                    id,
                    Scene.START);
            if (before) {
                suppressions.suppress(wish);
            }
            deliver(text("stop-" + id, "STOP", before ? 1 : 3));
            if (!before) {
                suppressions.suppress(wish);
            }
            deliver(text("start-" + id, "START", before ? 2 : 4));
            assertEquals(Set.of(Channel.EMAIL, Channel.PHONE), closed("ana@example.com"), id);
            assertEquals(Set.of(), closed(PHONE), id);
            assertEquals(
                    Set.of(Channel.EMAIL, Channel.PHONE),
                    gates.find("acme", "contact-10").suppressed(),
                    id);
            assertEquals(
                    List.of(reason),
                    suppressions.list("acme").stream().map(Suppression::reason).toList());
        }
    }

    @Test
    void of_stop_and_start_the_one_that_was_texted_later_counts_in_whatever_order_they_come() {
        var random = new Random(20_260_601);
        for (int round = 0; round < 30; round++) {
            int first = round * 10;
            boolean closes = random.nextBoolean();
            var texts = new ArrayList<String>();
            for (int i = 0; i < 4; i++) {
                boolean stop = (i % 2 == 0) != closes;
                texts.add(text("r" + round + "-" + i, stop ? "STOP" : "START", first + i));
            }
            texts.addAll(texts.subList(0, 1 + random.nextInt(4)));
            Collections.shuffle(texts, random);
            texts.forEach(this::deliver);
            assertEquals(closes ? ALL : Set.of(), closed(PHONE), "round " + round);
            assertEquals(closes, gates.find("acme", "contact-10").shut(), "round " + round);
        }
        assertEquals(1, answers().size());
    }

    @Test
    void who_starts_again_may_answer_without_being_shut_out() {
        deliver(text("t1", "STOP", 1), text("t2", "START", 2), text("t3", "Yes, we would love to bid", 3));
        assertFalse(gates.find("acme", "contact-10").shut());
    }

    @Test
    void any_other_text_is_read_and_told_to_the_campaign_that_touched_its_sender_last() {
        touched("contact-10", "an-older-campaign", Scene.START.minusSeconds(600));
        deliver(text("t1", "Call me tomorrow at 3", 1));
        var answered = (Event.Answered) events().getFirst();
        assertEquals(Answer.POSITIVE, answered.answer());
        var reading = Objects.requireNonNull(answered.reading());
        assertEquals(Intent.WANTS_MEETING, reading.intent());
        assertEquals(Sentiment.POSITIVE, reading.sentiment());
        assertEquals(Answer.POSITIVE, answered());
        assertEquals(List.of(), answers());
    }

    @Test
    void a_text_answers_the_latest_text_although_another_campaign_has_mailed_since() {
        scene.touches(touch -> touch.contactId().equals("contact-10")
                ? Touch.planned("contact-10", Tier.PROSPECT, Channel.SMS, Touch.Kind.INVITATION, Scene.START)
                        .sent(Scene.START)
                : touch);
        var mailed = scene.another("another-campaign", Scene.START.plus(Duration.ofHours(1)));
        touched("contact-10", mailed.id(), Scene.START.plus(Duration.ofHours(1)));
        deliver(text("t1", "Yes, call me", 90));
        assertEquals(Answer.POSITIVE, answered());
        assertEquals(List.of(), scene.campaigns.history(mailed).stream().skip(1).toList());
    }

    @Test
    void where_nobody_was_texted_a_text_answers_the_latest_message_of_any_kind() {
        var mailed = scene.another("another-campaign", Scene.START.plus(Duration.ofHours(1)));
        touched("contact-10", mailed.id(), Scene.START.plus(Duration.ofHours(1)));
        deliver(text("t1", "Yes, call me", 90));
        assertEquals(List.of(), events());
        assertEquals(
                1, scene.campaigns.history(mailed).stream().skip(1).toList().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Please take me off your list", "don\u2019t text me again", "No me escriban más"})
    void free_words_that_ask_to_be_left_alone_close_every_channel_and_a_start_does_not_open_them(String words) {
        deliver(text("t1", words, 1), text("t2", "START", 2));
        assertEquals(ALL, closed(PHONE));
        assertEquals(ALL, closed("ana@example.com"));
        assertEquals(
                Suppression.Reason.REPLY, suppressions.list("acme").getFirst().reason());
        assertEquals(Answer.OPTED_OUT, answered());
    }

    @Test
    void every_answer_is_added_to_its_contacts_own_record_once() {
        deliver(text("t1", "How much does it pay?", 1), text("t1", "How much does it pay?", 1));
        deliver(text("t2", "Sounds good, call me", 2), text("t2", "Sounds good, call me", 2));
        var bid = new CampaignInput.BidReceived("bid", scene.business(), "contact-10", "b1", null, null, Scene.START);
        scene.shell.apply(Scene.KEY, _ -> bid);
        scene.shell.apply(Scene.KEY, _ -> bid);
        var past = gates.find("acme", "contact-10").past();
        assertEquals(new Gate.Past(1, 1, 1, 0, 2, 3, Scene.START, Scene.START), past);
    }

    @Test
    void what_is_no_text_is_left_to_those_who_know_it() {
        assertEquals(0, deliver("{\"eventType\":\"Send\",\"mail\":{\"tags\":{}}}"));
        assertEquals(1, deliver("{\"inboundMessageId\":\"t1\"}"));
        assertEquals(1, deliver("hello"));
    }
}
