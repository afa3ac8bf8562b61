package io.muster.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.aws.api.Router;
import io.muster.aws.message.Message;
import io.muster.aws.message.Messages;
import io.muster.aws.store.CampaignStore;
import io.muster.aws.store.GateStore;
import io.muster.aws.store.RateStore;
import io.muster.aws.store.Table;
import io.muster.aws.store.Transaction;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.contact.Tier;
import io.muster.domain.strategy.Observed;
import io.muster.domain.strategy.TimeToBid;
import io.muster.domain.strategy.Wait;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Slice;
import io.muster.functions.checkin.SweepHandler;
import io.muster.functions.dispatch.template.Template;
import io.muster.functions.reporting.ReportingHandler;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The API as a whole, over AWS in memory; every answer is held against the contract. */
class ApiTest {

    private static final String CARD = """
        {"id": "bc_1", "title": "Weekly lawn care", "projectType": "lawn care", "bidsNeeded": 4, "timelineHours": 24,
         "urgency": "urgent", "location": {"city": "Austin", "state": "TX", "postalCode": "78704"},
         "channels": ["email"], "requester": {"name": "Dana", "email": "dana@example.com"}}\
        """;

    private static final String REQUEST = """
        {"bidCardId": "bc_7", "projectType": "lawn care", "location": {"state": "TX"}, "bidsNeeded": 4,
         "timelineHours": 24, "urgency": "urgent", "channels": ["email"]}\
        """;

    /** What Lambda tells of an invocation; nobody here asks. */
    private static final Context CONTEXT = (Context)
            Proxy.newProxyInstance(ApiTest.class.getClassLoader(), new Class<?>[] {Context.class}, (_, method, _) -> {
                throw new UnsupportedOperationException(method.getName());
            });

    private final AtomicInteger deliveries = new AtomicInteger();
    private final Handlers handlers = new Handlers();
    private final List<Router> routers = Contract.routers(handlers);

    /** What came back. */
    private record Answer(int status, JsonNode body) {

        String code() {
            return body.path("code").asText();
        }
    }

    @AfterEach
    void close() {
        handlers.close();
    }

    @Test
    void the_worked_example_is_previewed_with_a_reason_for_everybody_and_nothing_is_stored() {
        var preview = ok("POST /campaigns/preview", REQUEST).body();
        assertEquals(8, preview.path("toContact").asInt());
        assertEquals(0.956, preview.path("pSuccess").asDouble(), 0.0005);
        assertEquals(
                List.of(3, 3, 2),
                List.of(
                        preview.at("/tiers/0/toContact").asInt(),
                        preview.at("/tiers/1/toContact").asInt(),
                        preview.at("/tiers/2/toContact").asInt()));
        assertEquals(26, preview.path("contractors").size());
        assertEquals("cooling_off", preview.at("/contractors/25/reason").asText());
        assertEquals("not_needed", preview.at("/contractors/24/reason").asText());
        assertEquals(
                "Tier 1, rank 1: no history.",
                preview.at("/contractors/0/sentence").asText());
        assertEquals(0, ok("GET /campaigns", null).body().path("items").size());
    }

    @Test
    void a_campaign_is_created_read_and_answered_until_its_goal_is_met_and_reported() {
        var id = ok("POST /campaigns", REQUEST).body().path("id").asText();
        assertEquals(
                "active",
                campaign("GET /campaigns/{id}", id, null).body().path("status").asText());
        assertEquals(
                8,
                campaign("GET /campaigns/{id}/status", id, null)
                        .body()
                        .path("contacted")
                        .asInt());
        handlers.pass(Duration.ofHours(3));
        for (int bid = 1; bid <= 4; bid++) {
            var answer = campaign("POST /campaigns/{id}/bids", id, """
                {"contactId": "p1%d", "bidId": "b%d", "amount": {"amount": 99.5, "currency": "USD"}}\
                """.formatted(bid - 1, bid));
            assertEquals(bid, answer.body().at("/event/received").asInt());
        }
        var late = campaign("POST /campaigns/{id}/bids", id, "{\"contactId\": \"p15\"}");
        assertEquals("surplus", late.body().at("/event/standing").asText());
        report(id);
        var report = campaign("GET /campaigns/{id}/report", id, null).body();
        assertEquals("goal_met", report.path("result").asText());
        assertEquals(5, report.path("bids").size());
        var timeline = campaign("GET /campaigns/{id}/timeline", id, null).body().path("items");
        assertEquals(
                "reported", timeline.get(timeline.size() - 1).at("/event/type").asText());
        campaign("GET /campaigns/{id}/monitoring", id, null);
        assertEquals(
                1,
                filtered("GET /campaigns", Map.of("status", "completed"))
                        .body()
                        .path("items")
                        .size());
        assertEquals(
                0,
                filtered("GET /campaigns", Map.of("status", "active"))
                        .body()
                        .path("items")
                        .size());
    }

    @Test
    void what_a_campaign_taught_is_learned_once_however_often_it_is_reported() {
        var id = ok("POST /campaigns", REQUEST).body().path("id").asText();
        sent(id);
        handlers.pass(Duration.ofHours(2));
        campaign("POST /campaigns/{id}/cancel", id, "{\"reason\": \"no longer needed\"}");
        report(id);
        var learned = new RateStore(handlers.platform()).of("acme");
        double byNow = TimeToBid.PRIOR.within(2);
        double silent = 3 * byNow * 0.1 / (1 - 0.9 * byNow);
        assertEquals(
                new Observed(0, 0, Math.round(silent * 100) / 100.0),
                learned.rates().in(List.of("lawn-care"), Tier.INTERNAL));
        assertEquals(
                Collections.nCopies(8, new Wait(2, false)),
                learned.waits("lawn-care").observed());
        handlers.pass(Duration.ofMinutes(1));
        campaign("POST /campaigns/{id}/bids", id, "{\"contactId\": \"p10\", \"bidId\": \"b1\"}");
        report(id);
        assertEquals(learned, new RateStore(handlers.platform()).of("acme"));
        var bids = campaign("GET /campaigns/{id}/report", id, null).body().path("bids");
        assertEquals("late", bids.at("/0/standing").asText());
    }

    @Test
    void a_campaign_of_very_many_categories_is_reported_all_the_same() {
        var categories = IntStream.range(0, 30).mapToObj(i -> "\"c" + i + "\"").toList();
        var id = ok(
                        "POST /campaigns",
                        REQUEST.replace("\"bidsNeeded\"", "\"categories\": " + categories + ", \"bidsNeeded\""))
                .body()
                .path("id")
                .asText();
        sent(id);
        handlers.pass(Duration.ofHours(2));
        campaign("POST /campaigns/{id}/cancel", id, null);
        report(id);
        assertEquals(20, new RateStore(handlers.platform()).of("acme").waits().size());
    }

    /** Every message of the campaign was taken by its provider. */
    private void sent(String id) {
        var table = new Table(handlers.platform().dynamoDb(), "muster");
        var key = new CampaignKey("acme", id);
        var transaction = table.transaction();
        for (var slice : new CampaignStore(table).load(key).orElseThrow().slices()) {
            var touches = slice.touches().stream()
                    .map(touch -> touch.sent(Handlers.START))
                    .toList();
            transaction.put(
                    CampaignStore.slice(key, new Slice(slice.wave(), slice.index(), touches, null, slice.version())));
        }
        assertEquals(new Transaction.Result.Committed(), transaction.commit());
    }

    @Test
    void a_bid_card_with_the_parameters_starts_its_campaign_and_keeps_it_while_it_runs() {
        var first = ok("POST /bid-cards", CARD).body();
        assertEquals("active", first.at("/campaign/status").asText());
        handlers.pass(Duration.ofMinutes(1));
        var again = ok("POST /bid-cards", CARD.replace("Weekly", "Daily")).body();
        assertEquals(first.at("/campaign/id"), again.at("/campaign/id"));
        assertEquals("Daily lawn care", again.path("title").asText());
        var refused = call("POST /campaigns", null, Map.of(), "{\"bidCardId\": \"bc_1\"}", "acme");
        assertEquals(409, refused.status());
        assertTrue(refused.body()
                .path("detail")
                .asText()
                .contains(first.at("/campaign/id").asText()));
        assertEquals(1, ok("GET /bid-cards", null).body().path("items").size());
        assertEquals(
                "Daily lawn care",
                campaign("GET /bid-cards/{id}", "bc_1", null)
                        .body()
                        .path("title")
                        .asText());
    }

    @Test
    void a_campaign_that_waits_is_replaced_when_its_card_changes() {
        var draft = CARD.replace("\"bidsNeeded\": 4", "\"bidsNeeded\": 4, \"draft\": true");
        var first = ok("POST /bid-cards", draft).body();
        assertEquals("draft", first.at("/campaign/status").asText());
        var second = ok("POST /bid-cards", CARD).body();
        assertNotEquals(first.at("/campaign/id"), second.at("/campaign/id"));
        assertEquals("active", second.at("/campaign/status").asText());
    }

    @Test
    void a_potential_bid_card_is_converted_once_and_launched() {
        assertEquals(
                "potential",
                ok("POST /potential-bid-cards", CARD).body().path("standing").asText());
        campaign("GET /potential-bid-cards/{id}", "bc_1", null);
        assertEquals(0, ok("GET /bid-cards", null).body().path("items").size());
        var first = campaign("POST /potential-bid-cards/{id}/convert-to-bid-card", "bc_1", "{\"bidsNeeded\": 2}");
        var second = campaign("POST /potential-bid-cards/{id}/convert-to-bid-card", "bc_1", "{\"bidsNeeded\": 2}");
        assertEquals(2, first.body().at("/campaign/bidsNeeded").asInt());
        ((ObjectNode) first.body().path("campaign")).remove("contractors");
        assertEquals(first.body().path("campaign"), second.body().path("campaign"));
    }

    @Test
    void a_card_that_starts_nothing_is_made_once_too_and_its_key_is_not_for_another() {
        for (var route : List.of("POST /bid-cards", "POST /potential-bid-cards")) {
            var key = Map.of("Idempotency-Key", "card-" + route.length());
            var first = call(route, null, key, "{\"title\": \"A fence\"}", "acme");
            assertEquals(201, first.status());
            assertEquals(first, call(route, null, key, "{\"title\": \"A fence\"}", "acme"));
            assertEquals(
                    "idempotency_key_reused",
                    call(route, null, key, "{\"title\": \"A wall\"}", "acme").code());
        }
        assertEquals(1, ok("GET /bid-cards", null).body().path("items").size());
    }

    @Test
    void the_same_key_gives_the_same_answer_and_with_another_body_a_conflict() {
        var first = keyed("POST /campaigns", "k1", REQUEST);
        handlers.pass(Duration.ofHours(23));
        assertEquals(26, first.body().path("contractors").size());
        assertEquals(first, keyed("POST /campaigns", "k1", REQUEST));
        var other = keyed("POST /campaigns", "k1", REQUEST.replace("\"bidsNeeded\": 4", "\"bidsNeeded\": 5"));
        assertEquals("idempotency_key_reused", other.code());
        var id = first.body().path("id").asText();
        var bid = call("POST /campaigns/{id}/bids", id, Map.of("Idempotency-Key", "b"), bid("p10"), "acme");
        assertEquals(bid, call("POST /campaigns/{id}/bids", id, Map.of("Idempotency-Key", "b"), bid("p10"), "acme"));
        assertEquals(
                "idempotency_key_reused",
                call("POST /campaigns/{id}/bids", id, Map.of("Idempotency-Key", "b"), bid("p11"), "acme")
                        .code());
    }

    @Test
    void two_cards_with_the_same_words_are_two_and_one_that_is_sent_twice_is_one() {
        var card = CARD.replace("\"id\": \"bc_1\", ", "");
        var first = keyed("POST /bid-cards", "k1", card).body().path("id").asText();
        assertEquals(
                first, keyed("POST /bid-cards", "k1", card).body().path("id").asText());
        assertNotEquals(
                first, keyed("POST /bid-cards", "k2", card).body().path("id").asText());
        assertEquals(2, ok("GET /bid-cards", null).body().path("items").size());
    }

    @Test
    void people_take_the_wheel() {
        var draft = REQUEST.replace("\"bidsNeeded\": 4", "\"bidsNeeded\": 4, \"draft\": true");
        var id = ok("POST /campaigns", draft).body().path("id").asText();
        assertEquals(
                409,
                call("POST /campaigns/{id}/pause", id, Map.of(), "{}", "acme").status());
        assertEquals("launched", event("POST /campaigns/{id}/launch", id, null));
        handlers.pass(Duration.ofHours(5));
        assertEquals("checked_in", event("POST /campaigns/{id}/check-in", id, null));
        assertEquals("checked_in", event("GET /campaigns/{id}/check-in", id, null));
        assertEquals("answered", event("POST /campaigns/{id}/responses", id, """
            {"contactId": "p12", "answer": "declined"}\
            """));
        assertEquals("checked_in", event("POST /campaigns/{id}/escalate", id, "{\"level\": \"severe\"}"));
        assertEquals(
                "severe",
                campaign("GET /campaigns/{id}", id, null).body().path("level").asText());
        assertEquals("paused", event("POST /campaigns/{id}/pause", id, "{\"reason\": \"holiday\"}"));
        assertEquals("resumed", event("POST /campaigns/{id}/resume", id, null));
        assertEquals("cancelled", event("POST /campaigns/{id}/cancel", id, null));
        assertEquals(
                "campaign_ended",
                call("POST /campaigns/{id}/resume", id, Map.of(), null, "acme").code());
        assertEquals(0, ok("GET /tasks", null).body().path("items").size());
        assertEquals(404, call("GET /tasks/{id}", "t1", Map.of(), null, "acme").status());
        assertEquals(
                404,
                call("POST /tasks/{id}/complete", "t1", Map.of(), "{\"outcome\": \"reached\"}", "acme")
                        .status());
    }

    @Test
    void the_words_of_a_message_are_read_changed_tried_out_and_put_back() {
        assertEquals(
                Template.values().length,
                ok("GET /templates", null).body().path("items").size());
        var id = "sms.invitation";
        var text = "{{senderName}}: a bid for {{projectTitle}}? {{source}}. Reply STOP to opt out.";
        assertEquals(
                1,
                campaign("PUT /templates/{id}", id, "{\"version\": 0, \"text\": \"" + text + "\"}")
                        .body()
                        .path("version")
                        .asInt());
        assertEquals(
                text,
                campaign("GET /templates/{id}", id, null)
                        .body()
                        .at("/texts/text")
                        .asText());
        assertEquals(
                "gsm7",
                campaign("POST /templates/{id}/preview", id, "{}")
                        .body()
                        .at("/sms/encoding")
                        .asText());
        campaign("GET /templates/{id}/versions", id, null);
        var sent = call(
                "POST /templates/{id}/test-send",
                "email.invitation",
                Map.of("Idempotency-Key", "t1"),
                "{\"to\": \"ada@example.com\"}",
                "acme");
        assertEquals("accepted", good(sent).body().path("outcome").asText());
        assertEquals(
                422, call("DELETE /templates/{id}", id, Map.of(), null, "acme").status());
        var restored = good(call("DELETE /templates/{id}", id, Map.of(), Map.of("version", "1"), null, "acme"));
        assertEquals(2, restored.body().path("version").asInt());
        assertEquals(
                404,
                call("GET /templates/{id}", "sms.report", Map.of(), null, "acme")
                        .status());
    }

    @Test
    void who_opts_out_of_a_campaign_is_suppressed_everywhere() {
        var id = ok("POST /campaigns", REQUEST).body().path("id").asText();
        campaign("POST /campaigns/{id}/responses", id, "{\"contactId\": \"p12\", \"answer\": \"opted_out\"}");
        var gate = new GateStore(new Table(handlers.platform().dynamoDb(), "muster")).find("acme", "p12");
        assertEquals(Set.of(Channel.values()), gate.suppressed());
    }

    @Test
    void whoever_walked_in_bids_once_it_is_a_contact() {
        var id = ok("POST /campaigns", REQUEST).body().path("id").asText();
        var walkIn = ok(
                        "POST /contacts",
                        "{\"profile\": {\"company\": \"Walk-in Lawns\", \"phone\": \"(512) 555-0142\"}}")
                .body()
                .path("id")
                .asText();
        var refused = call("POST /campaigns/{id}/bids", id, Map.of(), bid(walkIn + "x"), "acme");
        assertEquals(422, refused.status());
        assertEquals(
                "an id from GET /contacts; create a contact that walked in with POST /contacts first",
                refused.body().at("/violations/0/allowed").asText());
        assertEquals(
                1,
                campaign("POST /campaigns/{id}/bids", id, bid(walkIn))
                        .body()
                        .at("/event/received")
                        .asInt());
    }

    @Test
    void everything_wrong_with_a_request_is_named_at_once() {
        var wrong = call("POST /campaigns", null, Map.of(), """
            {"bidsNeeded": 51, "confidence": 0.4, "urgency": "soon", "channel": "email",
             "location": {"latitude": 91}}\
            """, "acme");
        assertEquals(422, wrong.status());
        assertEquals(
                Set.of("bidCardId", "bidsNeeded", "confidence", "urgency", "channel", "location.latitude"),
                Set.copyOf(wrong.body().findValuesAsText("field")));
        var past = call("POST /campaigns", null, Map.of(), """
            {"bidCardId": "x", "completionDeadline": "2026-05-31"}\
            """, "acme");
        assertEquals(
                Set.of("bidCardId", "projectType", "location", "completionDeadline"),
                Set.copyOf(past.body().findValuesAsText("field")));
    }

    private static @Nullable String example(Contract.Operation operation) {
        var example = operation.node().at("/requestBody/content/application~1json/example");
        return example.isObject() ? example.toString() : null;
    }

    @Test
    void another_workspace_finds_nothing_of_this_one() {
        var id = ok("POST /bid-cards", CARD).body().at("/campaign/id").asText();
        for (var operation : Contract.operations()) {
            var key = operation.key();
            if (key.contains("/campaigns/{id}") || key.contains("/bid-cards/{id}")) {
                var there = key.contains("bid-cards") ? "bc_1" : id;
                var body = key.endsWith("/responses")
                        ? "{\"contactId\": \"p10\", \"answer\": \"positive\"}"
                        : key.endsWith("/bids") ? bid("p10") : example(operation);
                assertEquals(404, call(key, there, Map.of(), body, "other").status(), key);
            }
        }
        assertEquals(
                0,
                call("GET /campaigns", null, Map.of(), null, "other")
                        .body()
                        .path("items")
                        .size());
        assertEquals(
                0,
                call("GET /bid-cards", null, Map.of(), null, "other")
                        .body()
                        .path("items")
                        .size());
    }

    @Test
    void the_sample_request_is_taken_as_the_gateway_sends_it() throws IOException {
        var event = sample("api-request.json", APIGatewayV2HTTPEvent.class);
        assertEquals(201, answered(event.getRouteKey(), event).status());
    }

    @Test
    void of_the_sample_delivery_the_message_is_done_and_what_is_none_goes_to_the_dead_letters() throws IOException {
        var event = sample("queue-delivery.json", SQSEvent.class);
        var id = ok("POST /campaigns", REQUEST).body().path("id").asText();
        var message = event.getRecords().getFirst();
        message.setBody(message.getBody().replace("01JZ0000000000000000000001", id));
        var failures = new ReportingHandler(handlers.platform("reporting"))
                .handleRequest(event, CONTEXT)
                .getBatchItemFailures();
        assertEquals(0, failures.size(), "nothing is to come again");
        var dead = handlers.platform().installation().queues().reporting().deadLetters();
        var buried = handlers.platform()
                .sqs()
                .receiveMessage(receive -> receive.queueUrl(dead.url()).messageAttributeNames("All"))
                .messages();
        assertEquals(
                List.of("2e1424d4-f796-459a-8184-9c92662be6da malformed_message"),
                buried.stream()
                        .map(one -> text(one, "muster.messageId") + " " + text(one, "muster.code"))
                        .toList());
    }

    @Test
    void the_sample_schedule_sweeps_up_what_lost_its_trigger() throws IOException {
        ok("POST /campaigns", REQUEST);
        var sweep = new SweepHandler(handlers.platform("sweep"));
        var event = sample("schedule.json", ScheduledEvent.class);
        assertEquals(0, sweep.handleRequest(event, CONTEXT));
        handlers.pass(Duration.ofMinutes(3));
        assertEquals(1, sweep.handleRequest(event, CONTEXT));
    }

    private static String text(software.amazon.awssdk.services.sqs.model.Message message, String attribute) {
        return Objects.requireNonNull(message.messageAttributes().get(attribute))
                .stringValue();
    }

    private static <T> T sample(String file, Class<T> type) throws IOException {
        try (var json =
                Files.newInputStream(Contract.EVENTS.resolve("samples/lambda").resolve(file))) {
            return LambdaEventSerializers.serializerFor(type, ApiTest.class.getClassLoader())
                    .fromJson(json);
        }
    }

    @Test
    void it_says_that_it_answers() {
        assertEquals("ok", ok("GET /health", null).body().path("status").asText());
    }

    private static String bid(String contactId) {
        return "{\"contactId\": \"" + contactId + "\", \"bidId\": \"b1\"}";
    }

    private String event(String routeKey, String id, @Nullable String body) {
        return campaign(routeKey, id, body).body().at("/event/type").asText();
    }

    private void report(String id) {
        var message =
                new Message.CampaignEnded(id + "/ended/" + deliveries.incrementAndGet(), "acme", id, Handlers.START, 1);
        var record = new SQSEvent.SQSMessage();
        record.setMessageId("m1");
        record.setBody(Messages.write(message));
        var event = new SQSEvent();
        event.setRecords(List.of(record));
        var failures = new ReportingHandler(handlers.platform("reporting"))
                .handleRequest(event, CONTEXT)
                .getBatchItemFailures();
        assertEquals(0, failures.size());
    }

    private Answer ok(String routeKey, @Nullable String body) {
        return good(call(routeKey, null, Map.of(), body, "acme"));
    }

    private Answer filtered(String routeKey, Map<String, String> query) {
        return good(call(routeKey, null, Map.of(), query, null, "acme"));
    }

    private Answer campaign(String routeKey, String id, @Nullable String body) {
        return good(call(routeKey, id, Map.of(), body, "acme"));
    }

    private Answer keyed(String routeKey, String key, String body) {
        return call(routeKey, null, Map.of("Idempotency-Key", key), body, "acme");
    }

    private static Answer good(Answer answer) {
        assertTrue(answer.status() < 300, answer.toString());
        return answer;
    }

    private Answer call(
            String routeKey,
            @Nullable String id,
            Map<String, String> headers,
            @Nullable String body,
            String workspace) {
        return call(routeKey, id, headers, Map.of(), body, workspace);
    }

    private Answer call(
            String routeKey,
            @Nullable String id,
            Map<String, String> headers,
            Map<String, String> query,
            @Nullable String body,
            String workspace) {
        var all = new HashMap<>(headers);
        all.put("Content-Type", "application/json");
        var jwt = APIGatewayV2HTTPEvent.RequestContext.Authorizer.JWT
                .builder()
                .withClaims(Map.of("workspace", workspace, "sub", "ada", "scope", "read operate"))
                .build();
        var event = APIGatewayV2HTTPEvent.builder()
                .withRouteKey(routeKey)
                .withHeaders(all)
                .withQueryStringParameters(query)
                .withPathParameters(
                        id == null ? Map.of() : Map.of("id", id, "meetingId", "cal-7", "touchId", id + "-1-0-0"))
                .withRequestContext(APIGatewayV2HTTPEvent.RequestContext.builder()
                        .withRequestId("r1")
                        .withAuthorizer(APIGatewayV2HTTPEvent.RequestContext.Authorizer.builder()
                                .withJwt(jwt)
                                .build())
                        .build())
                .withBody(body)
                .build();
        return answered(routeKey, event);
    }

    /** Returns the answer, once the contract has confirmed that it may be one. */
    private Answer answered(String routeKey, APIGatewayV2HTTPEvent event) {
        var router = routers.stream()
                .filter(one ->
                        one.routes().stream().anyMatch(route -> route.key().equals(routeKey)))
                .findFirst()
                .orElseThrow();
        var response = router.answer(event);
        try {
            var body = Contract.JSON.readTree(response.getBody());
            var said = Contract.operation(routeKey)
                    .answer(response.getStatusCode())
                    .path("content")
                    .path(response.getHeaders().get("content-type"))
                    .path("schema");
            assertTrue(said.isObject(), routeKey + " may not answer " + response.getStatusCode() + ": " + body);
            assertEquals(Set.of(), Contract.violations(said, body), routeKey + " " + body);
            return new Answer(response.getStatusCode(), body);
        } catch (JsonProcessingException wrong) {
            throw new AssertionError("no JSON: " + response.getBody(), wrong);
        }
    }
}
