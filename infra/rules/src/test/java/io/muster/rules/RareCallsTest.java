package io.muster.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.muster.aws.Installation.Queue;
import io.muster.aws.Platform;
import io.muster.aws.file.ImportTrigger;
import io.muster.aws.message.Message;
import io.muster.aws.message.Messages;
import io.muster.aws.pool.ContactStore;
import io.muster.aws.pool.TableProspectFinder;
import io.muster.aws.shell.CampaignShell;
import io.muster.aws.store.Items;
import io.muster.aws.store.Keys;
import io.muster.aws.store.Table;
import io.muster.domain.campaign.Action;
import io.muster.domain.campaign.BidRequest;
import io.muster.domain.campaign.Campaign;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.Level;
import io.muster.domain.campaign.Status;
import io.muster.domain.campaign.Subject;
import io.muster.domain.campaign.Tally;
import io.muster.domain.contact.Contact;
import io.muster.domain.contact.Credentials;
import io.muster.domain.contact.Place;
import io.muster.domain.contact.Profile;
import io.muster.domain.contact.Tier;
import io.muster.domain.strategy.Urgency;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Slice;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchState;
import io.muster.functions.checkin.CheckInHandler;
import io.muster.functions.checkin.FeedbackHandler;
import io.muster.functions.dispatch.DispatchHandler;
import io.muster.functions.dispatch.Outlets;
import io.muster.functions.dispatch.StoredRecipients;
import io.muster.functions.escalation.ControlsApi;
import io.muster.functions.escalation.DeadLetterHandler;
import io.muster.functions.escalation.EscalationHandler;
import io.muster.functions.reporting.ReportingHandler;
import io.muster.functions.strategy.contacts.ImportHandler;
import io.muster.memory.calls.Call;
import io.muster.memory.calls.CallLog;
import io.muster.memory.sqs.MemorySqs;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What functions ask of AWS only when something went wrong, so that roles made of what was seen hold then as well: they put
 * off, give up, count failures, send back, and make good what others lost.
 */
class RareCallsTest {

    private static final CampaignKey KEY = new CampaignKey("acme", "c1");
    private static final Message ANY = new Message.ShortfallFound("c1/shortfall/1", "acme", "c1", Handlers.START, 1);

    private static final String FIRM = """
        {"tier": 1, "categories": ["lawn-care"], "profile": {"company": "Firm", "email": "firm@example.com"},
         "place": {"city": "Austin", "state": "TX", "postalCode": "78701", "country": "US"}}\
        """;
    private static final String LAWN = """
        {"bidCardId": "card-lawn", "title": "Lawn", "projectType": "lawn care", "categories": ["lawn-care"],
         "location": {"city": "Austin", "state": "TX", "country": "US"}, "bidsNeeded": 2, "timelineHours": 6,
         "urgency": "urgent", "requester": {"name": "Dana", "email": "dana@example.com"}}\
        """;

    private final Handlers handlers = new Handlers();

    @AfterEach
    void close() {
        handlers.close();
    }

    @Test
    void every_api_counts_what_failed_for_no_fault_of_its_caller() {
        var calls = new Calls(handlers).keyed("once");
        handlers.breakTable();
        var all = new TreeSet<String>();
        var failed = new TreeSet<String>();
        for (var operation : Contract.operations()) {
            var function = operation.node().path("x-function").asText();
            if (!operation.scope().equals("open")) {
                all.add(function);
                if (calls.example(operation).status() >= 500) {
                    failed.add(function);
                }
            }
        }
        assertEquals(all, failed);
    }

    /** A function fed by a queue, and a message that it understands. */
    private record Fed(
            String function, Function<Platform, RequestHandler<SQSEvent, SQSBatchResponse>> made, String body) {}

    static Stream<String> fed() {
        return functions().keySet().stream();
    }

    private static Map<String, Fed> functions() {
        var handlers = List.of(
                new Fed(
                        "check-in",
                        platform -> new CheckInHandler(platform, new TableProspectFinder(platform)),
                        due(new Message.CheckInDue("c1/1", "acme", "c1", Handlers.START, 1, 1))),
                new Fed(
                        "dispatch",
                        platform -> new DispatchHandler(
                                platform, new Outlets(new EnumMap<>(Channel.class), new StoredRecipients(platform))),
                        due(new Message.WavePlanned("c1/1/0", "acme", "c1", Handlers.START, 1, 0))),
                new Fed(
                        "escalation",
                        platform -> new EscalationHandler(platform, new TableProspectFinder(platform)),
                        due(ANY)),
                new Fed(
                        "reporting",
                        ReportingHandler::new,
                        due(new Message.CampaignEnded("c1/1", "acme", "c1", Handlers.START, 1))),
                new Fed("feedback", FeedbackHandler::new, """
                    {"eventType": "Bounce", "mail": {"destination": ["dana@example.com"],
                     "tags": {"workspace": ["acme"], "touch": ["c1-1-0-0"]}}, "bounce": {"bounceType": "Permanent"}}\
                    """),
                new Fed(
                        "import",
                        platform -> new ImportHandler(platform, new Unreached()),
                        new ImportTrigger("acme", "i1").uploaded("imports", 40, Handlers.START.toString())));
        return handlers.stream().collect(Collectors.toMap(Fed::function, one -> one, (one, _) -> one, TreeMap::new));
    }

    private static String due(Message message) {
        return Messages.write(message);
    }

    @ParameterizedTest
    @MethodSource("fed")
    void a_function_puts_off_what_may_work_later_and_gives_up_what_never_will(String function) {
        var fed = Objects.requireNonNull(functions().get(function));
        var queue = Objects.requireNonNull(
                handlers.platform().installation().queuesByName().get(function));
        var own = CallLog.forgetful();
        var handler = fed.made().apply(handlers.platform(function).through(own.of(function)::watch));
        handlers.breakTable();
        for (var body : List.of(fed.body(), "no message of ours")) {
            handlers.platform()
                    .sqs()
                    .sendMessage(send -> send.queueUrl(queue.url()).messageBody(body));
        }
        assertEquals(2, handlers.deliver(queue, handler));
        assertTrue(
                own.calls()
                        .containsAll(Set.of(
                                new Call(function, "sqs:ChangeMessageVisibility", "queue/" + function),
                                new Call(function, "sqs:SendMessage", "queue/" + function + "-dlq"),
                                new Call(function, "dynamodb:UpdateItem", "table"))),
                own.calls().toString());
    }

    @Test
    void dead_letters_of_every_queue_are_filed_sent_back_and_put_off_while_they_cannot_be_filed() {
        var platform = handlers.platform();
        var calls = new Calls(handlers);
        var letters = new DeadLetterHandler(handlers.platform("dead-letters"));
        var queues = platform.installation().queuesByName();
        queues.values().forEach(queue -> {
            send(queue.deadLetters(), due(ANY));
            assertEquals(1, handlers.deliver(queue.deadLetters(), letters));
        });
        var ids = calls.get("/dead-letters").each("id");
        assertEquals(queues.size(), ids.size());
        ids.forEach(id -> assertEquals(
                200, calls.post("/dead-letters/" + id + "/redrive", null).status()));
        queues.values().forEach(queue -> assertEquals(1, waiting(queue)));

        handlers.breakTable();
        var timers = new Queue(
                platform.sqs()
                        .createQueue(create -> create.queueName("timers-dlq"))
                        .queueUrl(),
                MemorySqs.arn("timers-dlq"));
        Stream.concat(queues.values().stream().map(Queue::deadLetters), Stream.of(timers))
                .forEach(queue -> {
                    send(queue, due(ANY));
                    assertEquals(1, handlers.deliver(queue, letters));
                    handlers.pass(Duration.ofMinutes(3));
                    assertEquals(0, waiting(queue), "it was put off for longer than a delivery is hidden");
                });
    }

    private void send(Queue queue, String body) {
        handlers.platform().sqs().sendMessage(send -> send.queueUrl(queue.url()).messageBody(body));
    }

    private int waiting(Queue queue) {
        return handlers.platform()
                .sqs()
                .receiveMessage(receive -> receive.queueUrl(queue.url()).maxNumberOfMessages(10))
                .messages()
                .size();
    }

    /** Those that apply inputs to campaigns: an input that comes again has them emit whatever the campaign wants by then. */
    static Stream<String> healing() {
        return Stream.of(
                "bid-cards-api",
                "campaigns-api",
                "check-in",
                "controls-api",
                "escalation",
                "feedback",
                "responses-api",
                "sweep",
                "tasks-api");
    }

    @ParameterizedTest
    @MethodSource("healing")
    void whatever_a_campaign_lost_is_emitted_again_by_whoever_meets_it(String function) {
        var shell = new CampaignShell(handlers.platform(function).timedAsOnAws());
        shell.emitPending(running());
        shell.emitPending(scheduled(Duration.ofSeconds(30)));
        shell.emitPending(scheduled(Duration.ofHours(2)));
        shell.emitPending(ended());
        var queues = handlers.platform().installation().queues();
        handlers.pass(Duration.ofSeconds(45));
        assertEquals(
                List.of(3, 2, 2, 1),
                Stream.of(queues.dispatch(), queues.checkIn(), queues.escalation(), queues.reporting())
                        .map(this::waiting)
                        .toList());
    }

    /** Those that hear answers, for which contacts are promoted. */
    static Stream<String> promoting() {
        return Stream.of("check-in", "feedback", "responses-api", "tasks-api");
    }

    @ParameterizedTest
    @MethodSource("promoting")
    void whoever_promotes_a_contact_that_an_earlier_version_stored_gives_it_a_key(String function) {
        var table = Table.of(handlers.platform());
        var profile = new Profile("Dana", null, "dana@example.com", null, null, null);
        var credentials = new Credentials(null, null, null, null, null, null);
        var contact =
                new Contact("ct_dana", Tier.GENERAL, profile, Set.of(), Place.UNKNOWN, credentials, "fair", Map.of());
        var clear = Items.write(Keys.profile("acme", "ct_dana"), contact);
        clear.put("version", AttributeValue.fromN("1"));
        table.put(clear);
        var contacts = new ContactStore(handlers.platform(function));
        assertEquals(
                Optional.of(contact.inTier(Tier.PROSPECT)),
                contacts.edit("acme", "ct_dana", before -> before.inTier(Tier.PROSPECT)));
        assertEquals(Optional.of(contact.inTier(Tier.PROSPECT)), contacts.find("acme", "ct_dana"));
        assertTrue(!table.get(Keys.profile("acme", "ct_dana"))
                .orElseThrow()
                .toString()
                .contains("dana@example.com"));
    }

    @Test
    void a_template_is_previewed_with_a_contact_whose_key_is_read() {
        var contact = new Contact(
                "ct_dana",
                Tier.GENERAL,
                new Profile("Dana", null, "dana@example.com", null, null, null),
                Set.of(),
                Place.UNKNOWN,
                new Credentials(null, null, null, null, null, null),
                "fair",
                Map.of());
        new ContactStore(handlers.platform()).save("acme", List.of(contact));
        var preview = new Calls(handlers).post("/templates/manual.invitation/preview", "{\"contactId\": \"ct_dana\"}");
        assertEquals(200, preview.status(), preview.toString());
        assertTrue(preview.body().toString().contains("Dana"), preview.toString());
    }

    @Test
    void the_report_of_a_campaign_leaves_its_last_notices_to_go_now_or_later() {
        var shell = new CampaignShell(handlers.platform("reporting").timedAsOnAws());
        var ended = ended();
        var told = new CampaignState(
                with(ended.campaign(), Status.COMPLETED, true), ended.request(), ended.slices(), ended.responses());
        shell.emitPending(told);
        var queues = handlers.platform().installation().queues();
        assertEquals(1, waiting(queues.dispatch()));
        assertEquals(0, waiting(queues.reporting()));
    }

    @Test
    void who_escalates_looks_at_the_gates_of_those_who_can_still_be_asked() {
        var calls = new Calls(handlers);
        var own = CallLog.forgetful();
        var platform = handlers.platform("controls-api").through(own.of("controls-api")::watch);
        var controls = new ControlsApi(platform, new TableProspectFinder(platform));
        assertEquals(201, calls.post("/contacts", FIRM).status());
        var campaign = started(calls);
        var escalated = calls.of(controls.router()).post("/campaigns/" + campaign + "/escalate", "{}");
        assertEquals(200, escalated.status(), escalated.body().toString());
        assertTrue(
                own.calls().contains(new Call("controls-api", "dynamodb:BatchGetItem", "table")),
                own.calls().toString());
    }

    @Test
    void a_report_that_is_told_again_when_a_late_bid_wants_another_has_that_one_made() {
        var calls = new Calls(handlers);
        var queue = handlers.platform().installation().queues().reporting();
        var own = CallLog.forgetful();
        var reporting = new ReportingHandler(handlers.platform("reporting").through(own.of("reporting")::watch));
        var campaign = started(calls);
        calls.post("/campaigns/" + campaign + "/cancel", null);
        var ended = peek(queue);
        assertEquals(1, handlers.deliver(queue, reporting));

        var bid = calls.post("/campaigns/" + campaign + "/bids", "{\"contactId\": \"p10\", \"bidId\": \"b1\"}");
        assertEquals(200, bid.status(), bid.body().toString());
        assertEquals(1, waiting(queue), "the bid's own message, which gets lost here");
        send(queue, ended);
        assertEquals(1, handlers.deliver(queue, reporting));
        assertEquals(1, waiting(queue), "the report of the bid");
        assertTrue(
                own.calls().contains(new Call("reporting", "sqs:SendMessage", "queue/reporting")),
                own.calls().toString());
    }

    private static String started(Calls calls) {
        var created = calls.keyed("started").post("/campaigns", LAWN);
        assertEquals(201, created.status(), created.body().toString());
        return created.body().path("id").asText();
    }

    /** Returns the one message that waits, and leaves it there. */
    private String peek(Queue queue) {
        return handlers.platform()
                .sqs()
                .receiveMessage(receive -> receive.queueUrl(queue.url()).visibilityTimeout(0))
                .messages()
                .getFirst()
                .body();
    }

    private static CampaignState running() {
        var campaign = campaign(Status.ACTIVE, Duration.ZERO, Duration.ofSeconds(30));
        return state(
                campaign,
                touch("p1", Touch.Kind.INVITATION, Duration.ZERO),
                touch("p2", Touch.Kind.INVITATION, Duration.ofSeconds(20)),
                touch("p3", Touch.Kind.INVITATION, Duration.ofHours(3)).in(TouchState.FAILED, "gone"));
    }

    private static CampaignState scheduled(Duration start) {
        return state(campaign(Status.SCHEDULED, start, start.plus(Duration.ofHours(6))));
    }

    private static CampaignState ended() {
        return state(
                campaign(Status.COMPLETED, Duration.ZERO, Duration.ofHours(6)),
                touch("p1", Touch.Kind.REPORT, Duration.ZERO),
                touch("p2", Touch.Kind.REPORT, Duration.ofHours(9)));
    }

    private static Touch touch(String contact, Touch.Kind kind, Duration in) {
        return Touch.planned(contact, Tier.INTERNAL, Channel.EMAIL, kind, Handlers.START.plus(in));
    }

    private static CampaignState state(Campaign campaign, Touch... touches) {
        var slices = new ArrayList<Slice>();
        for (int i = 0; i < touches.length; i++) {
            slices.add(new Slice(1, i, List.of(touches[i]), null, 1));
        }
        var place = new BidRequest.Place("Austin", "TX", "78701", "US", null, null, 50);
        var request = new BidRequest(
                "Lawn care",
                null,
                "lawn care",
                List.of("lawn-care"),
                place,
                ZoneId.of("America/Chicago"),
                null,
                null,
                List.of(),
                null,
                new BidRequest.Requester("Dana Reed", "dana@example.com"));
        return new CampaignState(campaign, request, slices, new TreeMap<>());
    }

    private static Campaign campaign(Status status, Duration start, Duration checkIn) {
        var owed = new Campaign.Owed(1, Level.MILD, Set.of(Action.REMIND_SILENT), 0.6);
        return new Campaign(
                KEY,
                Subject.bidCard("bc_1"),
                status,
                null,
                4,
                0.95,
                Urgency.URGENT,
                List.of(Channel.EMAIL),
                Handlers.START.plus(start),
                Handlers.START.plus(Duration.ofDays(1)),
                List.of(Handlers.START.plus(checkIn)),
                1,
                1,
                Level.MILD,
                Level.MILD,
                Set.of(),
                Tally.ZERO,
                1,
                status == Status.ACTIVE ? owed : null,
                null,
                null,
                false,
                null,
                1);
    }

    private static Campaign with(Campaign campaign, Status status, boolean reported) {
        return new Campaign(
                campaign.key(),
                campaign.subject(),
                status,
                null,
                campaign.needed(),
                campaign.confidence(),
                campaign.urgency(),
                campaign.channels(),
                campaign.startAt(),
                campaign.deadline(),
                campaign.checkIns(),
                campaign.nextCheckIn(),
                campaign.generation(),
                campaign.level(),
                campaign.highest(),
                campaign.done(),
                campaign.tally(),
                campaign.waves(),
                null,
                null,
                null,
                reported,
                campaign.sequence(),
                campaign.version());
    }
}
