package io.muster.functions.checkin;

import static io.muster.functions.checkin.Scene.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.aws.pool.ContactStore;
import io.muster.aws.sns.Provenance;
import io.muster.aws.store.GateStore;
import io.muster.aws.store.SliceStore;
import io.muster.aws.store.SuppressionStore;
import io.muster.aws.store.Table;
import io.muster.aws.token.KeyRing;
import io.muster.aws.token.SignedTokens;
import io.muster.domain.account.Conflict;
import io.muster.domain.account.Member;
import io.muster.domain.account.Role;
import io.muster.domain.account.SequenceTerms;
import io.muster.domain.campaign.AccountBrief;
import io.muster.domain.campaign.AccountRequested;
import io.muster.domain.campaign.CampaignInput;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.Event;
import io.muster.domain.campaign.Reach;
import io.muster.domain.campaign.Response.Answer;
import io.muster.domain.campaign.Status;
import io.muster.domain.contact.Contact;
import io.muster.domain.contact.Credentials;
import io.muster.domain.contact.Place;
import io.muster.domain.contact.Profile;
import io.muster.domain.contact.Tier;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Gate;
import io.muster.domain.touch.Receipt;
import io.muster.domain.touch.Sending;
import io.muster.domain.touch.Slice;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchState;
import io.muster.memory.calls.CallLog;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Answers of an account's people to its first message, while the function that sends it has not written that down. */
class EarlyAnswersTest {

    private static final CampaignKey KEY = new CampaignKey("acme", "01JZ0000000000000000000002");
    private static final ZoneId AUSTIN = ZoneId.of("America/Chicago");
    private static final String PHONE = "+15125550101";
    private static final Set<Channel> BOTH = Set.of(Channel.EMAIL, Channel.SMS);

    private final Scene scene = new Scene();
    private final Table table = new Table(scene.platform.dynamoDb(), "muster");
    private final SliceStore slices = new SliceStore(table);
    private final SignedTokens tokens = new SignedTokens(new KeyRing(table));
    private final MailFolder folder = new MailFolder(CallLog.ofThisRun().of("feedback"));
    private final FeedbackHandler handler =
            new FeedbackHandler(scene.platform("feedback"), folder, Provenance.UNCHECKED);

    @AfterEach
    void close() {
        scene.close();
    }

    /** Starts a sequence whose first message is with its provider. */
    private Slice underWay(Channel channel) {
        new ContactStore(table).save("acme", List.of(contact("lead", "dana", PHONE), contact("other", "lee", null)));
        var reach = Map.of(
                "lead", new Reach("lead", "Dana", List.of(channel), AUSTIN),
                "other", new Reach("other", "Lee", List.of(Channel.EMAIL), AUSTIN));
        var members =
                List.of(new Member("lead", Role.PRIMARY, 95, false), new Member("other", Role.SECONDARY, 70, false));
        var brief = new AccountBrief("Acme", "cold storage", AUSTIN, null, members, SequenceTerms.USUAL);
        var people = new CampaignInput.People(reach, BOTH);
        scene.shell.create(new AccountRequested("request", START, KEY, "acme", brief, people), null);
        var planned = slices.find(KEY, 1, 0).orElseThrow();
        assertEquals(
                Touch.planned("lead", null, channel, Touch.Kind.INTRODUCTION, START),
                planned.touches().getFirst());
        var claimed = planned.with(0, planned.touches().getFirst().in(TouchState.CLAIMED, null))
                .held(new Slice.Claim("claim-1", START.plusSeconds(5)));
        var sending = Sending.begin(claimed, 0, START, START).next();
        assertTrue(slices.put(KEY, planned, sending, START));
        var transaction = table.transaction();
        var gate = new GateStore(table).find("acme", "lead");
        GateStore.put(transaction, "acme", gate.reserved(new Gate.Recent(START, KEY.id()), START.plusSeconds(60)));
        transaction.commit();
        return sending;
    }

    private static Contact contact(String id, String name, @Nullable String phone) {
        return new Contact(
                id,
                Tier.PROSPECT,
                new Profile(name, null, name + "@acme.example.com", phone, null, null),
                Set.of(),
                Place.UNKNOWN,
                Credentials.UNKNOWN,
                "api",
                Map.of());
    }

    private void answer(Channel channel, String id, String words) {
        var inner = channel == Channel.SMS ? text(id, words) : mail(id, words);
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("Type", "Notification")
                .put("Message", inner.toString())
                .put("Timestamp", START.plusSeconds(2).toString())
                .toString();
        deliver(body);
    }

    /** Delivers something twice. */
    private void deliver(String body) {
        var record = new SQSMessage();
        record.setMessageId("m");
        record.setBody(body);
        var event = new SQSEvent();
        event.setRecords(List.of(record, record));
        assertEquals(List.of(), handler.handleRequest(event, nobody()).getBatchItemFailures());
    }

    private static Context nobody() {
        var type = Context.class;
        return (Context) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (_, method, _) -> {
            throw new UnsupportedOperationException(method.getName());
        });
    }

    private static ObjectNode text(String id, String words) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("originationNumber", PHONE)
                .put("destinationNumber", "+15125550199")
                .put("messageBody", words)
                .put("inboundMessageId", id);
    }

    private ObjectNode mail(String id, String words) {
        var file = "From: Dana <dana@acme.example.com>\r\nContent-Type: text/plain\r\n\r\n" + words;
        folder.files.put("mail/" + id, file.getBytes(StandardCharsets.UTF_8));
        var to = tokens.replyLocalPart("acme", KEY.id() + "-1-0-0").orElseThrow() + "@answers.example.com";
        var event = JsonNodeFactory.instance.objectNode().put("notificationType", "Received");
        event.putObject("mail").put("timestamp", "2026-06-01T14:00:02Z").put("messageId", id);
        event.putObject("receipt").putArray("recipients").add(to);
        return event;
    }

    private CampaignState state() {
        return scene.campaigns.load(KEY).orElseThrow();
    }

    /** The function that sent it wakes up and writes down what the provider said. */
    private void record(Slice sending) {
        var now = slices.find(KEY, 1, 0).orElseThrow();
        assertEquals(sending, now, "an answer does not settle the touch that it answers");
        var recorded = Sending.closed(Sending.recorded(now, 0, new Receipt.Accepted("p1"), START.plusSeconds(3)));
        assertTrue(slices.put(KEY, now, recorded.next(), START));
    }

    @ParameterizedTest
    @EnumSource(
            value = Channel.class,
            names = {"EMAIL", "SMS"})
    void an_answer_that_is_faster_than_our_own_record_pauses_the_sequence_once(Channel channel) {
        var sending = underWay(channel);
        answer(channel, "a1", "Please call me next week.");
        assertEquals(Status.PAUSED, state().campaign().status());
        assertEquals(
                Set.of(Conflict.PRIMARY_RESPONDED),
                Objects.requireNonNull(state().campaign().sequence()).conflicts());
        record(sending);
        answer(channel, "a1", "Please call me next week.");
        assertEquals(
                Answer.POSITIVE,
                Objects.requireNonNull(state().responses().get("lead")).answer());
        assertEquals(1, answers());
        assertEquals(List.of(TouchState.SENT), introductions());
        scene.pass(Duration.ofDays(30));
        assertEquals(Status.PAUSED, state().campaign().status());
        assertEquals(List.of(TouchState.SENT), introductions());
    }

    @ParameterizedTest
    @EnumSource(
            value = Channel.class,
            names = {"EMAIL", "SMS"})
    void an_opt_out_that_is_faster_closes_every_channel_and_the_record_is_still_made(Channel channel) {
        var sending = underWay(channel);
        answer(channel, "a1", "Take me off your list, please.");
        record(sending);
        assertEquals(
                Answer.OPTED_OUT,
                Objects.requireNonNull(state().responses().get("lead")).answer());
        assertEquals(Status.PAUSED, state().campaign().status());
        assertEquals(List.of(TouchState.SENT), introductions());
        var all = Set.of(Channel.values());
        var addresses = Set.of(PHONE, "dana@acme.example.com");
        assertEquals(
                Map.of(PHONE, all, "dana@acme.example.com", all),
                new SuppressionStore(table, tokens).suppressed("acme", addresses));
    }

    @Test
    void a_send_of_which_nobody_knows_is_settled_by_its_provider_and_not_by_its_answer() {
        var sending = underWay(Channel.EMAIL);
        answer(Channel.EMAIL, "a1", "Sounds good.");
        var lost = Sending.expired(sending, START.plusSeconds(6));
        assertTrue(slices.put(KEY, sending, lost.next(), START));
        assertEquals(List.of(TouchState.UNKNOWN), introductions());
        deliver("""
            {"eventType": "Delivery", "mail": {"tags": {"workspace": ["acme"], "touch": ["%s-1-0-0"]}}}\
            """.formatted(KEY.id()));
        assertEquals(List.of(TouchState.DELIVERED), introductions());
        assertEquals(1, answers());
    }

    private long answers() {
        return scene.campaigns.history(KEY).stream()
                .filter(line -> line.event() instanceof Event.Answered)
                .count();
    }

    private List<TouchState> introductions() {
        return state().touches()
                .filter(touch -> !touch.kind().notice())
                .map(Touch::state)
                .toList();
    }
}
