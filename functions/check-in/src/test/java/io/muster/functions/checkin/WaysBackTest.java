package io.muster.functions.checkin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.muster.aws.Installation;
import io.muster.aws.Numbers;
import io.muster.aws.Platform;
import io.muster.aws.Time;
import io.muster.aws.message.Message;
import io.muster.aws.message.Messages;
import io.muster.aws.pool.ContactStore;
import io.muster.aws.store.CampaignStore;
import io.muster.aws.store.GateStore;
import io.muster.aws.store.SliceStore;
import io.muster.aws.store.Suppression;
import io.muster.aws.store.SuppressionStore;
import io.muster.aws.store.Table;
import io.muster.aws.token.KeyRing;
import io.muster.aws.token.SignedTokens;
import io.muster.aws.token.Token;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.campaign.Response;
import io.muster.domain.contact.Contact;
import io.muster.domain.contact.Credentials;
import io.muster.domain.contact.Place;
import io.muster.domain.contact.Profile;
import io.muster.domain.contact.Tier;
import io.muster.domain.reply.Look;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Gate;
import io.muster.domain.touch.Looks;
import io.muster.domain.touch.Slice;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchRef;
import io.muster.domain.touch.TouchState;
import io.muster.memory.MemoryAws;
import io.muster.memory.calls.CallLog;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes back for a message: its opt-out link, and the provider's events. */
class WaysBackTest {

    private static final Instant NOW = Instant.parse("2026-11-24T18:00:00Z");
    private static final CampaignKey KEY = new CampaignKey("acme", "camp1");
    private static final String ARN = "arn:aws:sqs:us-east-1:000000000000:";

    /** Nobody looks at the context. */
    private static final Context NOBODY = (Context) Proxy.newProxyInstance(
            Context.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> {
                throw new UnsupportedOperationException(method.getName());
            });

    private MemoryAws aws;
    private Table table;
    private SignedTokens tokens;
    private Instant machine = NOW;

    @BeforeEach
    void open() {
        aws = MemoryAws.open(MemoryAws.Options.forgetful(() -> machine));
        table = new Table(aws.dynamoDb(), "muster");
        table.createIfAbsent();
        for (var queue : List.of("dispatch", "check-in", "escalation", "reporting", "feedback")) {
            aws.sqs().createQueue(create -> create.queueName(queue));
        }
        tokens = new SignedTokens(new KeyRing(table));
        new ContactStore(table)
                .save(
                        "acme",
                        List.of(new Contact(
                                "c1",
                                Tier.PROSPECT,
                                new Profile("Ana", null, "ana@example.com", "+15125550101", null, null),
                                Set.of("lawn-care"),
                                Place.UNKNOWN,
                                Credentials.UNKNOWN,
                                "import",
                                Map.of())));
    }

    @AfterEach
    void close() {
        aws.close();
    }

    private Platform platform() {
        var time = new Time() {
            @Override
            public Instant business() {
                return NOW;
            }

            @Override
            public Instant machine() {
                return machine;
            }

            @Override
            public Instant machineAt(Instant business) {
                return machine;
            }
        };
        return new Platform(
                aws.dynamoDb(),
                aws.sqs(),
                aws.scheduler(),
                time,
                () -> "id",
                new Installation(
                        "muster",
                        new Installation.Queues(
                                queue("dispatch"),
                                queue("check-in"),
                                queue("escalation"),
                                queue("reporting"),
                                queue("feedback")),
                        null,
                        URI.create("https://muster.example.com"),
                        new Installation.Sender("bids@muster.example.com", "Green", "1 Main St"),
                        Set.of(Channel.EMAIL),
                        null,
                        null,
                        Numbers.allOf("acme"),
                        null,
                        false,
                        null));
    }

    private Installation.Queue queue(String name) {
        return new Installation.Queue(
                aws.sqs().getQueueUrl(get -> get.queueName(name)).queueUrl(), ARN + name);
    }

    private List<Message> take(String queue) {
        var url = queue(queue).url();
        var got = aws.sqs().receiveMessage(receive -> receive.queueUrl(url).maxNumberOfMessages(10));
        return got.messages().stream().map(one -> Messages.read(one.body())).toList();
    }

    private String link(Token.Purpose purpose) {
        return tokens.sign(new Token(
                purpose,
                "acme",
                "c1",
                "camp1-1-0-0",
                NOW.plus(Duration.ofDays(30)).plusSeconds(1)));
    }

    private APIGatewayV2HTTPResponse request(String method, String token, String type, String body) {
        var event = APIGatewayV2HTTPEvent.builder()
                .withVersion("2.0")
                .withRouteKey(method + " /u/{token}")
                .withPathParameters(Map.of("token", token))
                .withHeaders(Map.of("Content-Type", type))
                .withRequestContext(APIGatewayV2HTTPEvent.RequestContext.builder()
                        .withRequestId("r1")
                        .build())
                .withBody(Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8)))
                .withIsBase64Encoded(true)
                .build();
        return new OptOutApi(platform().through(CallLog.ofThisRun().of("opt-out-api")::watch))
                .router()
                .answer(event);
    }

    private Set<Channel> suppressed() {
        return new GateStore(table).find("acme", "c1").suppressed();
    }

    @Test
    void following_the_link_shows_a_button_and_changes_nothing() {
        var token = link(Token.Purpose.OPT_OUT);
        var page = request("GET", token, "", "");
        assertEquals(200, page.getStatusCode());
        assertTrue(page.getHeaders().getOrDefault("content-type", "").startsWith("text/html"));
        assertTrue(page.getBody().contains("<button type=\"submit\">"));
        assertEquals(Set.of(), suppressed());
        assertEquals(List.of(), take("check-in"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/x-www-form-urlencoded | List-Unsubscribe=One-Click",
                "multipart/form-data; boundary=x | --x Content-Disposition: form-data; name=List-Unsubscribe One-Click"
                        + " --x--"
            })
    void one_post_in_either_encoding_ends_all_outreach_and_tells_the_campaign(String type, String body) {
        var token = link(Token.Purpose.OPT_OUT);
        for (int press = 0; press < 2; press++) {
            var page = request("POST", token, type, body);
            assertEquals(200, page.getStatusCode());
            assertFalse(page.getHeaders().containsKey("location"));
        }
        assertEquals(EnumSet.allOf(Channel.class), suppressed());
        var list = new SuppressionStore(table, tokens).list("acme");
        assertEquals(2, list.size(), "email and phone");
        assertTrue(list.stream().allMatch(one -> one.reason() == Suppression.Reason.ONE_CLICK));
        assertEquals(
                Set.of("ana@example.com"),
                new SuppressionStore(table, tokens)
                        .suppressed("acme", Set.of("ana@example.com", "other@example.com"))
                        .keySet());
        var told = new Message.Replied("camp1/opt-out/c1", "acme", "camp1", NOW, "c1", Response.Answer.OPTED_OUT);
        assertEquals(Set.of(told), Set.copyOf(take("check-in")));
    }

    @Test
    void a_link_works_for_thirty_days_and_not_for_ever() {
        var token = link(Token.Purpose.OPT_OUT);
        machine = NOW.plus(Duration.ofDays(30));
        assertEquals(200, request("GET", token, "", "").getStatusCode());
        machine = NOW.plus(Duration.ofDays(31));
        assertEquals(404, request("POST", token, "", "").getStatusCode());
        assertEquals(Set.of(), suppressed());
    }

    @Test
    void a_token_of_another_purpose_or_with_any_character_changed_is_refused() {
        assertEquals(404, request("POST", link(Token.Purpose.REPLY), "", "").getStatusCode());
        var token = link(Token.Purpose.OPT_OUT);
        for (int i = 0; i < token.length(); i++) {
            var changed = token.substring(0, i) + (token.charAt(i) == 'A' ? 'B' : 'A') + token.substring(i + 1);
            assertTrue(tokens.verify(changed, Token.Purpose.OPT_OUT, NOW).isEmpty(), "at " + i);
        }
        assertTrue(Stream.of("", "x", token.substring(1), token + "A", "%%%", "a".repeat(5_000))
                .allMatch(
                        text -> tokens.verify(text, Token.Purpose.OPT_OUT, NOW).isEmpty()));
        assertEquals(Set.of(), suppressed());
    }

    @Test
    void another_workspaces_key_signs_nothing_here() {
        var theirs = tokens.sign(new Token(Token.Purpose.OPT_OUT, "other", "c1", "camp1-1-0-0", NOW.plusSeconds(60)));
        var read = tokens.verify(theirs, Token.Purpose.OPT_OUT, NOW).orElseThrow();
        assertEquals("other", read.workspace());
        assertFalse(tokens.addressHash("acme", "a@example.com").equals(tokens.addressHash("other", "a@example.com")));
    }

    // -- the provider's events

    private void slice(TouchState state) {
        slice(state, Channel.EMAIL);
    }

    private void slice(TouchState state, Channel channel) {
        slice(state, channel, Touch.Kind.INVITATION);
    }

    private void slice(TouchState state, Channel channel, Touch.Kind kind) {
        var touch = Touch.planned("c1", Tier.PROSPECT, channel, kind, NOW)
                .sending(NOW)
                .in(state, null);
        table.put(CampaignStore.slice(KEY, new Slice(1, 0, List.of(touch), null, 5)));
    }

    private Slice stored() {
        return new SliceStore(table).find(KEY, 1, 0).orElseThrow();
    }

    private TouchState state() {
        return stored().touches().getFirst().state();
    }

    private static String event(String type, String more) {
        return "{\"eventType\":\"" + type + "\",\"mail\":{\"tags\":{\"touch\":[\"camp1-1-0-0\"],"
                + "\"workspace\":[\"acme\"]}}" + more + "}";
    }

    private int feed(String... bodies) {
        var event = new SQSEvent();
        event.setRecords(Stream.of(bodies)
                .map(body -> {
                    var record = new SQSEvent.SQSMessage();
                    record.setMessageId("m");
                    record.setBody(body);
                    return record;
                })
                .toList());
        var loop = new FeedbackHandler(platform().through(CallLog.ofThisRun().of("feedback")::watch));
        return loop.handleRequest(event, NOBODY).getBatchItemFailures().size();
    }

    @ParameterizedTest
    @CsvSource({
        "UNKNOWN, Send, SENT",
        "UNKNOWN, Reject, FAILED",
        "UNKNOWN, Delivery, DELIVERED",
        "SENDING, Send, SENT",
        "SENT, Delivery, DELIVERED",
        "SENT, Bounce, BOUNCED",
        "DELIVERED, Complaint, COMPLAINED",
        "DELIVERED, Send, DELIVERED",
        "BOUNCED, Delivery, BOUNCED",
        "SENT, Open, SENT"
    })
    void an_event_settles_a_touch_in_whatever_order_it_comes(TouchState before, String type, TouchState after) {
        slice(before);
        assertEquals(0, feed(event(type, ""), event(type, "")));
        assertEquals(after, state());
    }

    @Test
    void an_event_in_the_envelope_of_sns_is_the_same_event() {
        slice(TouchState.SENT);
        var inner = event("Delivery", "").replace("\"", "\\\"");
        assertEquals(0, feed("{\"Type\":\"Notification\",\"Message\":\"" + inner + "\"}"));
        assertEquals(TouchState.DELIVERED, state());
    }

    @Test
    void a_dead_address_is_closed_for_mail_and_the_contact_is_tried_another_way() {
        slice(TouchState.SENT);
        feed(event("Bounce", ",\"bounce\":{\"bounceType\":\"Permanent\"}"));
        assertEquals(Set.of(Channel.EMAIL), suppressed());
        assertEquals(
                List.of(new Message.TouchesFailed("camp1/unreachable/1/0", "acme", "camp1", NOW, 1, 0)),
                take("escalation"));
    }

    @Test
    void a_complaint_is_told_to_the_campaign_as_the_opt_out_that_it_is_and_once() {
        slice(TouchState.DELIVERED);
        feed(event("Complaint", ""));
        feed(event("Complaint", ""));
        var told = take("check-in");
        assertEquals(2, told.size());
        assertEquals(1, Set.copyOf(told).size(), told.toString());
        var optOut = Message.Replied.optOut(KEY, "c1", NOW);
        assertEquals(optOut, told.getFirst());
        assertEquals(Response.Answer.OPTED_OUT, optOut.answer());
    }

    @Test
    void a_full_mailbox_closes_nothing_and_a_complaint_closes_everything() {
        slice(TouchState.SENT);
        feed(event("Bounce", ",\"bounce\":{\"bounceType\":\"Transient\"}"));
        assertEquals(Set.of(), suppressed());
        slice(TouchState.DELIVERED);
        feed(event("Complaint", ""));
        assertEquals(EnumSet.allOf(Channel.class), suppressed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"eventType\":\"Send\"}"})
    void what_is_no_event_fails_alone(String body) {
        slice(TouchState.UNKNOWN);
        assertEquals(1, feed(body, event("Send", "")));
        assertEquals(TouchState.SENT, state());
    }

    @Test
    void the_greeting_that_ses_sends_to_a_new_topic_is_passed_over() {
        assertEquals(
                0,
                feed("{\"Type\":\"Notification\","
                        + "\"Message\":\"Successfully validated SNS topic for Amazon SES event publishing.\"}"));
    }

    @Test
    void an_event_about_somebody_elses_mail_is_passed_over() {
        slice(TouchState.UNKNOWN);
        assertEquals(0, feed("{\"eventType\":\"Send\",\"mail\":{\"tags\":{}}}"));
        assertEquals(TouchState.UNKNOWN, state());
    }

    // -- looks

    private static String look(String type, String program, String at) {
        return event(
                        type,
                        ",\"" + type.toLowerCase(Locale.ROOT) + "\":{\"userAgent\":\"" + program
                                + "\",\"ipAddress\":\"192.0.2.1\",\"timestamp\":\"" + at + "\"}")
                .replace("\"mail\":{", "\"mail\":{\"timestamp\":\"2026-11-24T18:00:00.000Z\",");
    }

    @ParameterizedTest
    @CsvSource({
        "Open, Mozilla/5.0 (Windows NT 10.0) Chrome/126.0, 2026-11-24T18:05:00.000Z, OPENED, PERSON",
        "Click, Mozilla/5.0 (Windows NT 10.0) Chrome/126.0, 2026-11-24T18:05:00.000Z, CLICKED, PERSON",
        "Click, Mozilla/5.0 (Windows NT 10.0) Chrome/126.0, 2026-11-24T18:00:03.000Z, CLICKED, MACHINE",
        "Open, (via ggpht.com GoogleImageProxy), 2026-11-24T19:00:00.000Z, OPENED, MACHINE",
    })
    void a_look_is_told_apart_and_is_no_answer(String type, String program, String at, Looks.What what, Look by) {
        slice(TouchState.DELIVERED);
        var body = look(type, program, at);
        var touch = new TouchRef("camp1", 1, 0, 0);
        assertEquals(Optional.of(new LookEvent("acme", touch, what, by, Instant.parse(at))), LookEvent.read(body));
        assertEquals(0, feed(body, body));
        assertEquals(TouchState.DELIVERED, state());
        assertEquals(Looks.NONE.and(what, by, Instant.parse(at)), looks());
        assertEquals(List.of(), take("check-in"));
        assertEquals(List.of(), take("escalation"));
    }

    private static final String BROWSER = "Mozilla/5.0 (Windows NT 10.0) Chrome/126.0";
    private static final String LATE = "2026-11-24T20:00:00.000Z";
    private static final String EARLY = "2026-11-24T19:00:00.000Z";

    @Test
    void the_first_look_of_each_kind_is_kept_in_whatever_order_looks_come() {
        var first = Instant.parse(EARLY);
        var looks = new ArrayList<>(List.of(
                look("Open", BROWSER, EARLY),
                look("Open", BROWSER, LATE),
                look("Click", BROWSER, LATE),
                look("Click", BROWSER, EARLY),
                look("Click", "Barracuda Sentinel", LATE)));
        looks.addAll(List.copyOf(looks));
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(looks, new Random(seed));
            slice(TouchState.SENT);
            assertEquals(0, feed(looks.toArray(String[]::new)));
            assertEquals(new Looks(first, first, true), looks());
            assertEquals(TouchState.SENT, state());
        }
    }

    @Test
    void looks_that_tell_nothing_new_write_nothing() {
        slice(TouchState.DELIVERED);
        feed(look("Open", BROWSER, EARLY));
        long version = stored().version();
        feed(look("Open", BROWSER, EARLY), look("Open", BROWSER, LATE));
        assertEquals(version, stored().version());
    }

    @ParameterizedTest
    @EnumSource(
            value = TouchState.class,
            names = {"SENDING", "SENT", "UNKNOWN"})
    void a_look_that_comes_before_our_own_record_stays_when_that_is_made(TouchState before) {
        slice(before);
        feed(look("Open", BROWSER, EARLY));
        assertEquals(before, state());
        feed(event("Delivery", ""));
        assertEquals(TouchState.DELIVERED, state());
        assertEquals(new Looks(Instant.parse(EARLY), null, false), looks());
    }

    @Test
    void a_look_at_a_message_that_there_is_not_is_passed_over() {
        assertEquals(0, feed(look("Open", BROWSER, EARLY)));
    }

    private Looks looks() {
        return Objects.requireNonNull(stored().touches().getFirst().looks());
    }

    @Test
    void a_look_at_somebody_elses_mail_and_any_other_event_are_no_looks() {
        assertEquals(Optional.empty(), LookEvent.read(event("Delivery", "")));
        assertEquals(Optional.empty(), LookEvent.read("{\"eventType\":\"Open\",\"mail\":{\"tags\":{}}}"));
        assertEquals(Optional.empty(), LookEvent.read("{"));
    }

    // -- at the edges

    @Test
    void a_complaint_before_the_delivery_closes_everything_and_the_delivery_changes_nothing() {
        slice(TouchState.SENT);
        assertEquals(0, feed(event("Complaint", ""), event("Delivery", ""), event("Send", "")));
        assertEquals(TouchState.COMPLAINED, state());
        assertEquals(EnumSet.allOf(Channel.class), suppressed());
        assertEquals(List.of(), take("escalation"));
    }

    @Test
    void a_bounce_after_the_delivery_counts_and_the_contact_is_tried_another_way_once() {
        slice(TouchState.SENT);
        var bounce = event("Bounce", ",\"bounce\":{\"bounceType\":\"Permanent\"}");
        assertEquals(0, feed(event("Delivery", ""), bounce, event("Delivery", ""), bounce));
        assertEquals(TouchState.BOUNCED, state());
        assertEquals(Set.of(Channel.EMAIL), suppressed());
        assertEquals(
                Set.of(new Message.TouchesFailed("camp1/unreachable/1/0", "acme", "camp1", NOW, 1, 0)),
                Set.copyOf(take("escalation")));
    }

    /** Puts two touches of the campaign, and one of another, on the contact's gate. */
    private void counted(Instant... moments) {
        var gate = Gate.open("c1").reserved(new Gate.Recent(NOW.minusSeconds(60), "other"), NOW);
        for (var moment : moments) {
            gate = gate.reserved(new Gate.Recent(moment, KEY.id()), NOW);
        }
        var transaction = table.transaction();
        GateStore.put(transaction, "acme", gate);
        transaction.commit();
    }

    private List<Instant> countedNow() {
        return new GateStore(table)
                .find("acme", "c1").recent().stream()
                        .filter(touch -> touch.countsFor(KEY.id()))
                        .map(Gate.Recent::at)
                        .toList();
    }

    @ParameterizedTest
    @EnumSource(
            value = TouchState.class,
            names = {"CLAIMED", "SENDING", "SENT", "DELIVERED", "UNKNOWN"})
    void a_touch_of_a_sequence_that_came_back_does_not_count_for_it_any_more_and_others_do(TouchState before) {
        counted(NOW, NOW.plusSeconds(60));
        slice(before, Channel.EMAIL, Touch.Kind.INTRODUCTION);
        var bounce = event("Bounce", ",\"bounce\":{\"bounceType\":\"Transient\"}");
        assertEquals(0, feed(bounce, event("Delivery", ""), bounce));
        assertEquals(List.of(NOW.plusSeconds(60)), countedNow());
        assertEquals(
                3,
                new GateStore(table).find("acme", "c1").recent().size(),
                "the day and the week have seen it all the same");
    }

    @Test
    void a_touch_whose_caps_are_given_back_already_gives_back_no_other_s() {
        counted(NOW);
        slice(TouchState.PLANNED, Channel.EMAIL, Touch.Kind.INTRODUCTION);
        feed(event("Bounce", ",\"bounce\":{\"bounceType\":\"Transient\"}"));
        assertEquals(TouchState.BOUNCED, state());
        assertEquals(List.of(NOW), countedNow());
    }

    @ParameterizedTest
    @CsvSource({"INVITATION, Bounce", "INTRODUCTION, Complaint", "INTRODUCTION, Delivery", "ATTENTION, Bounce"})
    void what_arrived_counts_and_so_does_every_way_of_a_bid_campaign(Touch.Kind kind, String type) {
        counted(NOW);
        slice(TouchState.SENT, Channel.EMAIL, kind);
        feed(event(type, ",\"bounce\":{\"bounceType\":\"Transient\"}"));
        assertEquals(List.of(NOW), countedNow());
    }

    @Test
    void all_orders_of_a_messages_events_end_alike() {
        var bounce = event("Bounce", ",\"bounce\":{\"bounceType\":\"Permanent\"}");
        var delivered = List.of(event("Send", ""), event("Delivery", ""));
        for (var order :
                List.of(List.of(0, 1), List.of(1, 0), List.of(0, 1, 0), List.of(1, 0, 1), List.of(1, 1, 0, 0))) {
            slice(TouchState.SENDING);
            order.forEach(index -> feed(delivered.get(index)));
            assertEquals(TouchState.DELIVERED, state(), order.toString());
            feed(bounce);
            order.forEach(index -> feed(delivered.get(index)));
            assertEquals(TouchState.BOUNCED, state(), order.toString());
        }
    }

    // -- the events of texts

    private static String text(String type) {
        return "{\"eventType\":\"" + type + "\",\"eventVersion\":\"1.0\",\"eventTimestamp\":1795543200000,"
                + "\"isFinal\":true,\"originationPhoneNumber\":\"+15125550199\","
                + "\"destinationPhoneNumber\":\"+15125550101\",\"messageId\":\"sms-1\","
                + "\"context\":{\"touch\":\"camp1-1-0-0\",\"workspace\":\"acme\"},\"totalMessageParts\":1}";
    }

    @ParameterizedTest
    @CsvSource({
        "UNKNOWN, TEXT_QUEUED, SENT",
        "UNKNOWN, TEXT_PENDING, SENT",
        "UNKNOWN, TEXT_SENT, SENT",
        "UNKNOWN, TEXT_SUCCESSFUL, SENT",
        "SENDING, TEXT_SUCCESSFUL, SENT",
        "SENT, TEXT_SUCCESSFUL, SENT",
        "DELIVERED, TEXT_SUCCESSFUL, DELIVERED",
        "SENDING, TEXT_DELIVERED, DELIVERED",
        "UNKNOWN, TEXT_DELIVERED, DELIVERED",
        "SENT, TEXT_DELIVERED, DELIVERED",
        "SENT, TEXT_INVALID, BOUNCED",
        "SENT, TEXT_BLOCKED, BOUNCED",
        "SENT, TEXT_UNREACHABLE, BOUNCED",
        "UNKNOWN, TEXT_CARRIER_UNREACHABLE, BOUNCED",
        "SENT, TEXT_CARRIER_BLOCKED, BOUNCED",
        "SENT, TEXT_SPAM, BOUNCED",
        "SENT, TEXT_TTL_EXPIRED, BOUNCED",
        "UNKNOWN, TEXT_INVALID_MESSAGE, FAILED",
        "SENT, TEXT_PROTECT_BLOCKED, FAILED",
        "BOUNCED, TEXT_DELIVERED, BOUNCED",
        "SENT, TEXT_UNKNOWN, SENT",
        "DELIVERED, TEXT_UNKNOWN, DELIVERED",
        "SENT, TEXT_OF_ANOTHER_YEAR, SENT"
    })
    void an_event_of_a_text_settles_its_touch_in_whatever_order_it_comes(
            TouchState before, String type, TouchState after) {
        slice(before, Channel.SMS);
        assertEquals(0, feed(text(type), text(type)));
        assertEquals(after, state());
    }

    @Test
    void the_events_of_a_text_may_come_doubled_backwards_and_in_the_envelope_of_sns() {
        slice(TouchState.SENDING, Channel.SMS);
        var late = "{\"Type\":\"Notification\",\"Message\":\""
                + text("TEXT_SUCCESSFUL").replace("\"", "\\\"") + "\"}";
        assertEquals(0, feed(text("TEXT_DELIVERED"), late, text("TEXT_DELIVERED"), late));
        assertEquals(TouchState.DELIVERED, state());
        assertEquals(List.of(), take("escalation"));
    }

    @Test
    void a_dead_number_is_closed_for_texts_alone_and_the_contact_is_tried_another_way() {
        slice(TouchState.SENT, Channel.SMS);
        feed(text("TEXT_INVALID"));
        assertEquals(Set.of(Channel.SMS), suppressed());
        assertEquals(
                Map.of("+15125550101", Set.of(Channel.SMS)),
                new SuppressionStore(table, tokens).suppressed("acme", Set.of("ana@example.com", "+15125550101")));
        assertEquals(
                List.of(new Message.TouchesFailed("camp1/unreachable/1/0", "acme", "camp1", NOW, 1, 0)),
                take("escalation"));
    }

    @ParameterizedTest
    @CsvSource({"HELP, SMS", "CONFIRMATION, SMS", "REPORT,", "ATTENTION,"})
    void a_dead_number_is_closed_by_an_answer_to_its_text_too_and_by_no_notice_to_our_own_people(
            Touch.Kind kind, @Nullable Channel closed) {
        slice(TouchState.SENT, Channel.SMS, kind);
        feed(text("TEXT_INVALID"));
        assertEquals(closed == null ? Set.of() : Set.of(closed), suppressed());
        var told = closed == null ? 1 : 0;
        assertEquals(told, take("escalation").size(), "our own people are told by hand; an answer is not said again");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TEXT_UNREACHABLE", "TEXT_CARRIER_BLOCKED", "TEXT_SPAM", "TEXT_TTL_EXPIRED"})
    void a_phone_that_is_off_closes_nothing_and_the_contact_is_tried_another_way(String type) {
        slice(TouchState.SENT, Channel.SMS);
        feed(text(type));
        assertEquals(Set.of(), suppressed());
        assertEquals(1, take("escalation").size());
    }

    @Test
    void an_event_about_somebody_elses_text_is_passed_over() {
        slice(TouchState.UNKNOWN, Channel.SMS);
        assertEquals(0, feed("{\"eventType\":\"TEXT_DELIVERED\",\"context\":{\"account\":\"bar\"}}"));
        assertEquals(TouchState.UNKNOWN, state());
    }
}
