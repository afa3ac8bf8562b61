package io.muster.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.muster.aws.Installation.Queue;
import io.muster.aws.api.Router;
import io.muster.aws.file.ImportJob;
import io.muster.aws.file.ImportStore;
import io.muster.aws.file.ImportTrigger;
import io.muster.aws.message.Message;
import io.muster.aws.message.Messages;
import io.muster.aws.store.CircuitStore;
import io.muster.aws.store.Table;
import io.muster.domain.error.Category;
import io.muster.domain.task.HumanTask;
import io.muster.domain.touch.Channel;
import io.muster.functions.checkin.FeedbackHandler;
import io.muster.functions.escalation.DeadLetterHandler;
import io.muster.functions.reporting.ReportingHandler;
import io.muster.functions.strategy.contacts.ImportHandler;
import io.muster.local.Seen;
import io.muster.local.files.FolderFiles;
import io.muster.local.files.Tickets;
import io.muster.memory.calls.CallLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** From a message that keeps failing to the operator who sends it back, over AWS in memory. */
class DeadLettersTest {

    /** A message of the wrong queue: a fault that no retry helps. */
    private static final Message STRAY = new Message.ShortfallFound("c1/shortfall/1", "acme", "c1", Handlers.START, 1);

    private static Message stray(String campaign) {
        return new Message.ShortfallFound(campaign + "/shortfall/1", "acme", campaign, Handlers.START, 1);
    }

    private static final Message OTHERS =
            new Message.ShortfallFound("c9/shortfall/1", "other", "c9", Handlers.START, 1);

    private static final String BOUNCE = """
        {"eventType": "Bounce", "mail": {"destination": ["dana@example.com"],
         "tags": {"workspace": ["acme"], "touch": ["c1-1-0-0"]}, "headers": "Dear Dana, +1 512 555 0101"},
         "bounce": {"bounceType": "Permanent"}\
        """;

    @TempDir
    private Path folder;

    private final Handlers handlers = new Handlers();
    private final List<Router> routers = Contract.routers(handlers);
    private final Queue reporting = handlers.platform().installation().queues().reporting();

    private record Answer(int status, JsonNode body) {}

    @AfterEach
    void close() {
        handlers.close();
    }

    // -- what happens on the queues

    private void send(Queue queue, String... bodies) {
        for (var body : bodies) {
            handlers.platform()
                    .sqs()
                    .sendMessage(send -> send.queueUrl(queue.url()).messageBody(body));
        }
    }

    private int deliver(Queue queue, RequestHandler<SQSEvent, SQSBatchResponse> function) {
        return handlers.deliver(queue, function);
    }

    private int file(Queue queue) {
        return deliver(queue.deadLetters(), new DeadLetterHandler(handlers.platform("dead-letters")));
    }

    /** Lets messages die on the reporting queue, and files them. */
    private void die(Message... messages) {
        for (var message : messages) {
            send(reporting, Messages.write(message));
        }
        deliver(reporting, new ReportingHandler(handlers.platform("reporting")));
        file(reporting);
    }

    private List<String> waiting(Queue queue) {
        return handlers
                .platform()
                .sqs()
                .receiveMessage(receive ->
                        receive.queueUrl(queue.url()).maxNumberOfMessages(10).visibilityTimeout(0))
                .messages()
                .stream()
                .map(one -> one.body())
                .toList();
    }

    // -- what operators see

    private Answer call(String key, @Nullable String id, Map<String, String> query, @Nullable String body) {
        return call(key, id, query, body, "acme");
    }

    private Answer call(
            String key, @Nullable String id, Map<String, String> query, @Nullable String body, String workspace) {
        var jwt = APIGatewayV2HTTPEvent.RequestContext.Authorizer.JWT
                .builder()
                .withClaims(Map.of("workspace", workspace, "sub", "ada", "scope", "read operate"))
                .build();
        var event = APIGatewayV2HTTPEvent.builder()
                .withRouteKey(key)
                .withHeaders(Map.of("Content-Type", "application/json"))
                .withQueryStringParameters(query)
                .withPathParameters(id == null ? Map.of() : Map.of("id", id))
                .withRequestContext(APIGatewayV2HTTPEvent.RequestContext.builder()
                        .withRequestId("r1")
                        .withAuthorizer(APIGatewayV2HTTPEvent.RequestContext.Authorizer.builder()
                                .withJwt(jwt)
                                .build())
                        .build())
                .withBody(body)
                .build();
        var response = routers.stream()
                .filter(one ->
                        one.routes().stream().anyMatch(route -> route.key().equals(key)))
                .findFirst()
                .orElseThrow()
                .answer(event);
        try {
            var json = Contract.JSON.readTree(response.getBody());
            var schema = Contract.operation(key)
                    .answer(response.getStatusCode())
                    .path("content")
                    .path(response.getHeaders().get("content-type"))
                    .path("schema");
            assertTrue(schema.isObject(), key + " may not answer " + response.getStatusCode() + ": " + json);
            assertEquals(Set.of(), Contract.violations(schema, json), key + " " + json);
            return new Answer(response.getStatusCode(), json);
        } catch (JsonProcessingException wrong) {
            throw new AssertionError("no JSON: " + response.getBody(), wrong);
        }
    }

    private JsonNode listed(Map<String, String> query) {
        return call("GET /dead-letters", null, query, null).body().path("items");
    }

    private String onlyId() {
        assertEquals(1, listed(Map.of()).size());
        return listed(Map.of()).at("/0/id").asText();
    }

    @Test
    void a_message_that_no_retry_helps_is_filed_with_its_reason_in_the_workspace_that_it_names() {
        die(STRAY, OTHERS);
        var letter = call("GET /dead-letters/{id}", onlyId(), Map.of(), null).body();
        assertEquals("reporting", letter.path("queue").asText());
        assertEquals("integration", letter.path("category").asText());
        assertEquals("misdelivered", letter.path("code").asText());
        assertEquals("io.muster.aws.lambda.Misdelivered", letter.path("failure").asText());
        assertEquals("ShortfallFound", letter.path("type").asText());
        assertEquals("c1", letter.path("campaignId").asText());
        assertEquals(1, letter.path("receives").asInt());
        assertEquals("open", letter.path("state").asText());
        assertEquals(Messages.write(STRAY), letter.path("body").asText());
        assertEquals(List.of(), waiting(reporting));
    }

    @Test
    void one_workspace_never_sees_or_moves_anothers_letters() {
        die(STRAY);
        var id = onlyId();
        assertEquals(
                0,
                call("GET /dead-letters", null, Map.of(), null, "other")
                        .body()
                        .path("items")
                        .size());
        assertEquals(
                404, call("GET /dead-letters/{id}", id, Map.of(), null, "other").status());
        assertEquals(
                404,
                call("POST /dead-letters/{id}/redrive", id, Map.of(), null, "other")
                        .status());
        assertEquals(
                404,
                call("POST /dead-letters/{id}/discard", id, Map.of(), "{\"reason\": \"x\"}", "other")
                        .status());
        assertEquals(
                0,
                call("GET /errors", null, Map.of(), null, "other")
                        .body()
                        .path("total")
                        .asInt());
        assertEquals(List.of(), waiting(reporting));
    }

    @Test
    void a_redriven_letter_is_the_same_input_and_goes_back_once() {
        die(STRAY);
        var id = onlyId();
        for (int time = 0; time < 2; time++) {
            var answer = call("POST /dead-letters/{id}/redrive", id, Map.of(), null);
            assertEquals(200, answer.status());
            assertEquals("redriven", answer.body().path("state").asText());
            assertEquals("ada", answer.body().path("decidedBy").asText());
        }
        assertEquals(List.of(Messages.write(STRAY)), waiting(reporting));
        assertEquals(
                409,
                call("POST /dead-letters/{id}/discard", id, Map.of(), "{\"reason\": \"over\"}")
                        .status());
    }

    @Test
    void a_letter_whose_message_fails_again_is_another_letter() {
        die(STRAY);
        call("POST /dead-letters/{id}/redrive", onlyId(), Map.of(), null);
        deliver(reporting, new ReportingHandler(handlers.platform("reporting")));
        file(reporting);
        assertEquals(2, listed(Map.of()).size());
        assertEquals(1, listed(Map.of("state", "open")).size());
    }

    @Test
    void a_letter_is_discarded_for_a_reason_and_does_not_come_back() {
        die(STRAY);
        var id = onlyId();
        assertEquals(
                422, call("POST /dead-letters/{id}/discard", id, Map.of(), "{}").status());
        for (int time = 0; time < 2; time++) {
            var answer = call("POST /dead-letters/{id}/discard", id, Map.of(), "{\"reason\": \"It is over.\"}");
            assertEquals("discarded", answer.body().path("state").asText());
            assertEquals("It is over.", answer.body().path("why").asText());
        }
        assertEquals(
                409, call("POST /dead-letters/{id}/redrive", id, Map.of(), null).status());
        assertEquals(List.of(), waiting(reporting));
    }

    @Test
    void a_queues_letters_are_redriven_together_and_the_others_stay() {
        for (int i = 0; i < 5; i++) {
            handlers.pass(Duration.ofSeconds(1));
            die(stray("c" + i));
        }
        var feedback = handlers.platform().installation().queues().feedback();
        send(feedback, BOUNCE + "]");
        deliver(feedback, new FeedbackHandler(handlers.platform("feedback")));
        var two = call("POST /dead-letters/redrive", null, Map.of(), "{\"queue\": \"reporting\", \"limit\": 2}");
        assertEquals(2, two.body().path("redriven").asInt());
        assertTrue(two.body().path("more").asBoolean());
        var rest = call("POST /dead-letters/redrive", null, Map.of(), "{\"queue\": \"reporting\"}");
        assertEquals(3, rest.body().path("redriven").asInt());
        assertFalse(rest.body().path("more").asBoolean());
        assertEquals(5, waiting(reporting).size());
        assertEquals(
                422,
                call("POST /dead-letters/redrive", null, Map.of(), "{\"queue\": \"payroll\"}")
                        .status());
    }

    @Test
    void an_import_whose_message_died_is_stalled_until_that_is_redriven() throws IOException {
        var platform = handlers.platform();
        var queue = platform.installation().requireImports().queue();
        var imports = new ImportStore(platform);
        var start = platform.time().machine();
        imports.create(
                "acme", ImportJob.waiting("i1", "CSV", "list", 40, start, start.plus(Duration.ofHours(1))), null);
        var files = new FolderFiles(folder, "http://127.0.0.1", Tickets.in(folder.resolve("tickets")), () -> start);
        var seen = Seen.files(files, CallLog.ofThisRun().of("import"));
        var trigger = new ImportTrigger("acme", "i1");
        send(queue, trigger.uploaded("imports", 40, start.toString()));
        deliver(queue, new ImportHandler(handlers.platform("import"), seen));
        for (int time = 0; time < 2; time++) {
            file(queue);
        }
        var letter = listed(Map.of("queue", "import")).get(0);
        assertEquals("resource_missing", letter.path("code").asText());
        var id = letter.path("id").asText();
        var stalled = call("GET /contacts/imports/{id}", "i1", Map.of(), null).body();
        assertEquals("stalled", stalled.path("status").asText());
        assertEquals(
                "Its message was given up; redrive the dead letter " + id + ", and it goes on where it was.",
                stalled.path("reason").asText());
        files.put(trigger.file(), "name,email\nBarton Turf,barton@example.com\n");
        call("POST /dead-letters/{id}/redrive", id, Map.of(), null);
        deliver(queue, new ImportHandler(handlers.platform("import"), seen));
        var done = call("GET /contacts/imports/{id}", "i1", Map.of(), null).body();
        assertEquals("done", done.path("status").asText());
        assertEquals(1, done.path("counts").path("created").asInt());
        assertTrue(done.path("reason").isMissingNode(), done.toString());
    }

    @Test
    void letters_are_paged_and_filtered() {
        for (int i = 0; i < 5; i++) {
            handlers.pass(Duration.ofSeconds(1));
            die(stray("c" + i));
        }
        var first = call("GET /dead-letters", null, Map.of("limit", "3"), null).body();
        assertEquals(List.of("c4", "c3", "c2"), first.path("items").findValuesAsText("campaignId"));
        var next = first.path("next").asText();
        assertEquals(
                List.of("c1", "c0"),
                listed(Map.of("limit", "3", "cursor", next)).findValuesAsText("campaignId"));
        assertEquals(0, listed(Map.of("queue", "dispatch")).size());
        assertEquals(5, listed(Map.of("queue", "reporting", "state", "open")).size());
        assertEquals(
                422,
                call("GET /dead-letters", null, Map.of("state", "lost"), null).status());
    }

    @Test
    void what_somebody_wrote_is_taken_out_of_what_is_shown_and_comes_back_when_it_is_redriven() {
        var feedback = handlers.platform().installation().queues().feedback();
        var body = BOUNCE + "}";
        handlers.platform()
                .sqs()
                .sendMessage(send -> send.queueUrl(feedback.deadLetters().url()).messageBody(body));
        file(feedback);
        var letter = call("GET /dead-letters/{id}", onlyId(), Map.of(), null).body();
        assertEquals("no_answer", letter.path("code").asText());
        assertEquals("Bounce", letter.path("type").asText());
        for (var personal : List.of("dana", "Dana", "512 555", "example.com")) {
            assertFalse(letter.toString().contains(personal), letter.toString());
            handlers.platform()
                    .dynamoDb()
                    .scan(scan -> scan.tableName("muster"))
                    .items()
                    .forEach(item -> assertFalse(item.toString().contains(personal), item.toString()));
        }
        call("POST /dead-letters/{id}/redrive", onlyId(), Map.of(), null);
        assertEquals(List.of(body), waiting(feedback));
    }

    @Test
    void a_letter_that_names_no_workspace_stays_in_its_queue_and_no_tenant_sees_it() {
        var dead = reporting.deadLetters();
        send(reporting, "{\"to\": \"dana@example.com\"}", Messages.write(STRAY));
        assertEquals(2, deliver(reporting, new ReportingHandler(handlers.platform("reporting"))));
        assertEquals(2, file(reporting));
        assertEquals(1, listed(Map.of()).size());
        assertEquals(0, file(reporting), "it is left alone for a while");
        assertEquals("1", inFlight(dead));
        handlers.pass(Duration.ofHours(12));
        assertEquals(1, file(reporting), "and is cried out for again");
        assertEquals("1", inFlight(dead));
    }

    @Test
    void a_text_is_filed_in_the_workspace_that_has_the_number_it_came_to_and_shows_nothing_of_its_sender() {
        var feedback = handlers.platform().installation().queues().feedback();
        send(feedback.deadLetters(), """
            {"inboundMessageId": "t-1", "originationNumber": "+15125550101",
             "destinationNumber": "+15125550199", "messageBody": "STOP please"}\
            """);
        assertEquals(1, file(feedback));
        var letter = call("GET /dead-letters/{id}", onlyId(), Map.of(), null).body();
        assertEquals("feedback", letter.path("queue").asText());
        assertFalse(letter.path("body").asText().contains("5550101"), letter.toString());
        assertFalse(letter.path("body").asText().contains("please"), letter.toString());
        assertEquals("0", inFlight(feedback.deadLetters()));
    }

    private String inFlight(Queue queue) {
        return handlers.platform()
                .sqs()
                .getQueueAttributes(get -> get.queueUrl(queue.url())
                        .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes()
                .getOrDefault(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, "");
    }

    @Test
    void a_letter_that_is_delivered_twice_is_filed_once() {
        send(reporting, Messages.write(STRAY));
        deliver(reporting, new ReportingHandler(handlers.platform("reporting")));
        var function = new DeadLetterHandler(handlers.platform("dead-letters"));
        deliver(reporting.deadLetters(), (event, context) -> {
            assertEquals(
                    0,
                    function.handleRequest(event, context)
                            .getBatchItemFailures()
                            .size());
            return function.handleRequest(event, context);
        });
        assertEquals(1, listed(Map.of()).size());
        var codes = call("GET /errors", null, Map.of(), null).body().findValuesAsText("code");
        assertEquals(
                List.of("dead_letter", "misdelivered"), codes.stream().sorted().toList());
    }

    @Test
    void failures_are_summed_up_by_category_and_severity_and_callers_mistakes_are_none() {
        call("GET /dead-letters/{id}", "unknown", Map.of(), null);
        call("GET /errors", null, Map.of("since", "yesterday"), null);
        assertEquals(
                0,
                call("GET /errors", null, Map.of(), null).body().path("total").asInt());
        die(STRAY);
        handlers.pass(Duration.ofHours(2));
        die(stray("c2"));
        var errors = call("GET /errors", null, Map.of(), null).body();
        assertEquals(4, errors.path("total").asInt());
        assertEquals(1, errors.path("items").size());
        var group = errors.at("/items/0");
        assertEquals("integration", group.path("category").asText());
        assertEquals("high", group.path("severity").asText());
        assertEquals(Handlers.START.toString(), group.path("firstAt").asText());
        assertEquals(
                Handlers.START.plusSeconds(7200).toString(),
                group.path("lastAt").asText());
        var since = Map.of("since", Handlers.START.plusSeconds(3600).toString());
        assertEquals(
                2, call("GET /errors", null, since, null).body().path("total").asInt());
        assertEquals(
                422,
                call("GET /errors", null, Map.of("since", "2020-01-01T00:00:00Z"), null)
                        .status());
    }

    @Test
    void health_names_the_providers_that_are_left_alone() {
        var table = new Table(handlers.platform().dynamoDb(), "muster");
        var store = new CircuitStore(table);
        var alert = new HumanTask(
                "t1",
                HumanTask.Kind.ALERT,
                "c1",
                "operator",
                "s",
                "i",
                Handlers.START,
                Handlers.START,
                HumanTask.State.OPEN,
                null);
        store.change(
                store.read(),
                Channel.EMAIL,
                circuit -> circuit.failed(Category.INTEGRATION, Handlers.START),
                "acme",
                alert);
        var health = call("GET /health", null, Map.of(), null).body();
        assertEquals("degraded", health.path("status").asText());
        assertEquals("email", health.at("/providers/0/channel").asText());
        store.change(
                store.read(),
                Channel.EMAIL,
                circuit -> circuit.probing(Handlers.START.plusSeconds(301)).succeeded(),
                "acme",
                alert);
        handlers.pass(Duration.ofSeconds(6));
        assertEquals(
                "ok",
                call("GET /health", null, Map.of(), null).body().path("status").asText());
        assertEquals(
                1,
                StreamSupport.stream(
                                call("GET /tasks", null, Map.of(), null)
                                        .body()
                                        .path("items")
                                        .spliterator(),
                                false)
                        .count());
    }

    @Test
    void a_report_on_a_campaign_that_nobody_knows_is_no_failure() {
        send(reporting, Messages.write(new Message.CampaignEnded("c1/ended/1", "acme", "c1", Handlers.START, 1)));
        assertEquals(1, deliver(reporting, new ReportingHandler(handlers.platform("reporting"))));
        assertEquals(0, file(reporting));
        assertEquals(
                0,
                call("GET /errors", null, Map.of(), null).body().path("total").asInt());
    }
}
