package io.muster.functions.escalation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.aws.message.Message;
import io.muster.aws.store.GateStore;
import io.muster.aws.store.Table;
import io.muster.aws.store.TaskStore;
import io.muster.domain.campaign.CampaignInput;
import io.muster.domain.campaign.Event;
import io.muster.domain.campaign.Response.Answer;
import io.muster.domain.task.HumanTask;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The inbox of human tasks, and how what people find out goes back to where it came from. */
class TasksApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Scene scene = new Scene();
    private final Table table = new Table(scene.platform.dynamoDb(), "muster");
    private final TaskStore tasks = new TaskStore(table);
    private final TasksApi api = new TasksApi(scene.platform("tasks-api"));

    private record Answered(int status, JsonNode body) {

        String code() {
            return body.path("code").asText();
        }
    }

    /** Every contact is to be called: its touch is a task. */
    @BeforeEach
    void hand_over() {
        scene.touches(touch -> touch.handedOver(Channel.PHONE, scene.business(), null));
        var slice = scene.state().slices().getFirst();
        for (int position = 0; position < slice.touches().size(); position++) {
            var contact = slice.touches().get(position).contactId();
            var task = new HumanTask(
                    slice.touchId(Scene.KEY, position),
                    HumanTask.Kind.CALL,
                    Scene.KEY.id(),
                    contact,
                    "Call " + contact,
                    "Ask whether they will bid",
                    scene.business().plusSeconds(position),
                    Scene.START.plus(Duration.ofHours(24)),
                    HumanTask.State.OPEN,
                    null);
            table.put(TaskStore.item("acme", task.reaching(Channel.PHONE, null)));
        }
    }

    @AfterEach
    void close() {
        scene.close();
    }

    private Answered call(String route, @Nullable String id, Map<String, String> query, @Nullable String body) {
        var jwt = Authorizer.JWT
                .builder()
                .withClaims(Map.of("workspace", "acme", "sub", "ada", "scope", "operate read"))
                .build();
        var answer = api.router()
                .answer(APIGatewayV2HTTPEvent.builder()
                        .withRouteKey(route)
                        .withPathParameters(id == null ? Map.of() : Map.of("id", id))
                        .withQueryStringParameters(query)
                        .withHeaders(Map.of("content-type", "application/json"))
                        .withRequestContext(RequestContext.builder()
                                .withAuthorizer(
                                        Authorizer.builder().withJwt(jwt).build())
                                .build())
                        .withBody(body)
                        .build());
        try {
            return new Answered(answer.getStatusCode(), JSON.readTree(answer.getBody()));
        } catch (JsonProcessingException unreadable) {
            throw new AssertionError(answer.getBody(), unreadable);
        }
    }

    private Answered complete(int position, String outcome) {
        return call("POST /tasks/{id}/complete", id(position), Map.of(), "{\"outcome\": \"" + outcome + "\"}");
    }

    private static String id(int position) {
        return Scene.KEY.id() + "-1-0-" + position;
    }

    private Touch touch(int position) {
        return scene.state().slices().getFirst().touches().get(position);
    }

    @Test
    void who_opts_out_on_the_phone_is_suppressed_everywhere_and_has_answered() {
        scene.pass(Duration.ofHours(2));
        var first = complete(0, "opted_out");
        assertEquals(200, first.status());
        assertEquals("done", first.body().path("state").asText());
        assertEquals("ada", first.body().path("closedBy").asText());
        assertEquals(
                Set.of(Channel.values()),
                new GateStore(table).find("acme", "contact-10").suppressed());
        assertEquals(
                Answer.OPTED_OUT,
                scene.state().responses().values().iterator().next().answer());
        assertEquals(TouchState.DELIVERED, touch(0).state());
        var once = scene.state();
        scene.pass(Duration.ofMinutes(1));
        assertEquals(first, complete(0, "opted_out"), "said again, it is done once");
        assertEquals(once, scene.state());
        assertEquals(409, complete(0, "no_answer").status());
    }

    @Test
    void an_outcome_that_is_refused_has_no_consequences() {
        complete(0, "reached");
        assertEquals("task_done", complete(0, "opted_out").code());
        assertEquals(Set.of(), new GateStore(table).find("acme", "contact-10").suppressed());
    }

    @Test
    void who_was_reached_for_a_bid_has_not_made_one() {
        assertEquals(200, complete(0, "reached").status());
        assertEquals(Map.of(), scene.state().responses());
    }

    @Test
    void a_decline_is_a_response_that_counts() {
        assertEquals(200, complete(1, "declined").status());
        assertEquals(1, scene.state().campaign().tally().declined());
        var event = scene.campaigns.history(Scene.KEY).getLast().event();
        assertEquals(new Event.Answered("contact-11", Answer.DECLINED), event);
    }

    @Test
    void who_declines_need_not_be_called_even_if_what_heard_it_died_in_between() {
        var open = tasks.find("acme", id(1)).orElseThrow();
        var declined = new CampaignInput.Replied("r1", scene.business(), "contact-11", Answer.DECLINED);
        for (int delivery = 0; delivery < 2; delivery++) {
            table.put(TaskStore.item("acme", open));
            scene.shell.apply(Scene.KEY, _ -> declined);
            var closed = tasks.find("acme", id(1)).orElseThrow();
            assertEquals(HumanTask.State.CANCELLED, closed.state());
            assertEquals("the contact has said no", closed.closedBecause());
        }
        assertEquals(7, list(Map.of()).size());
    }

    @Test
    void an_open_task_tells_that_its_campaign_is_paused() {
        complete(3, "no_answer");
        assertEquals(List.of(), paused());
        scene.shell.apply(Scene.KEY, _ -> new CampaignInput.Paused("p1", scene.business(), "look first"));
        assertEquals(List.of(id(0), id(1), id(2), id(4), id(5), id(6), id(7)), paused());
        assertTrue(call("GET /tasks/{id}", id(0), Map.of(), null)
                .body()
                .path("campaignPaused")
                .asBoolean());
        assertFalse(call("GET /tasks/{id}", id(3), Map.of(), null).body().has("campaignPaused"));
    }

    private List<String> paused() {
        var ids = new ArrayList<String>();
        call("GET /tasks", null, Map.of(), null).body().path("items").forEach(task -> {
            if (task.path("campaignPaused").asBoolean()) {
                ids.add(task.path("id").asText());
            }
        });
        return ids;
    }

    @Test
    void a_wrong_number_is_closed_and_the_contact_is_tried_another_way() {
        assertEquals(200, complete(2, "wrong_number").status());
        assertEquals(
                Set.of(Channel.PHONE, Channel.SMS),
                new GateStore(table).find("acme", "contact-12").suppressed());
        assertEquals(TouchState.FAILED, touch(2).state());
        assertEquals("WRONG_NUMBER", touch(2).reason());
        var sent = scene.take(scene.platform.installation().queues().escalation());
        var failed = assertInstanceOf(Message.TouchesFailed.class, sent.getFirst());
        assertEquals(List.of(1, 0), List.of(failed.wave(), failed.slice()));
        assertEquals(0, scene.state().campaign().tally().responses());
    }

    @Test
    void who_was_reached_is_recorded_at_the_moment_of_the_call() {
        scene.pass(Duration.ofHours(3));
        assertEquals(200, complete(3, "reached").status());
        assertEquals(TouchState.DELIVERED, touch(3).state());
        assertEquals(Scene.START.plus(Duration.ofHours(3)), touch(3).sentAt());
        assertEquals(
                List.of(), scene.take(scene.platform.installation().queues().escalation()));
    }

    @Test
    void what_cannot_come_of_a_call_or_is_no_outcome_is_refused() {
        assertEquals("outcome_not_possible", complete(0, "sent").code());
        assertEquals(422, complete(0, "bribed").status());
        assertEquals(
                422, call("POST /tasks/{id}/complete", id(0), Map.of(), "{}").status());
        assertEquals(404, complete(99, "reached").status());
        assertEquals(
                422,
                call(
                                "POST /tasks/{id}/complete",
                                id(0),
                                Map.of(),
                                "{\"outcome\": \"reached\", \"comment\": \"" + "x".repeat(2_001) + "\"}")
                        .status());
        assertEquals(
                HumanTask.State.OPEN, tasks.find("acme", id(0)).orElseThrow().state());
    }

    @Test
    void a_task_is_taken_on_done_and_tried_again() {
        var assigned = call("POST /tasks/{id}/assign", id(4), Map.of(), "{\"assignee\": \"Grace\"}");
        assertEquals("Grace", assigned.body().path("assignee").asText());
        assertEquals(200, complete(4, "no_answer").status());
        assertEquals(
                "task_closed",
                call("POST /tasks/{id}/assign", id(4), Map.of(), "{\"assignee\": \"Ada\"}")
                        .code());
        var again = call("POST /tasks/{id}/reopen", id(4), Map.of(), null);
        assertEquals("open", again.body().path("state").asText());
        var open = tasks.find("acme", id(4)).orElseThrow();
        assertEquals("Grace", open.assignee());
        assertNull(open.outcome());
        assertEquals(200, complete(4, "reached").status());
        assertEquals(
                "task_done",
                call("POST /tasks/{id}/reopen", id(4), Map.of(), null).code());
    }

    @Test
    void the_inbox_is_filtered_and_goes_on_page_by_page() {
        complete(0, "no_answer");
        assertEquals(List.of(id(0)), list(Map.of("state", "done")));
        assertEquals(7, list(Map.of("limit", "3")).size());
        assertEquals(List.of(id(5)), list(Map.of("contactId", "contact-15")));
        assertEquals(List.of(), list(Map.of("kind", "alert")));
        assertEquals(
                7, list(Map.of("kind", "call", "campaignId", Scene.KEY.id())).size());
        assertEquals(List.of(), list(Map.of("campaignId", "another")));
        var deadline = Scene.START.plus(Duration.ofHours(24));
        assertEquals(List.of(), list(Map.of("dueBefore", deadline.toString())));
        assertEquals(
                7, list(Map.of("dueBefore", deadline.plusSeconds(1).toString())).size());
        for (var wrong : List.of(
                Map.of("state", "lost"), Map.of("kind", "visit"), Map.of("dueBefore", "soon"), Map.of("who", "me"))) {
            assertEquals(422, call("GET /tasks", null, wrong, null).status(), wrong.toString());
        }
        var page = call("GET /tasks", null, Map.of("limit", "3"), null);
        var cursor = page.body().path("next").asText();
        assertEquals(
                422,
                call("GET /tasks", null, Map.of("cursor", cursor, "state", "done"), null)
                        .status(),
                "a cursor of one list is none of another");
    }

    private List<String> list(Map<String, String> query) {
        var ids = new ArrayList<String>();
        var asked = new HashMap<>(query);
        boolean more = true;
        while (more) {
            var page = call("GET /tasks", null, asked, null);
            assertEquals(200, page.status(), page.toString());
            page.body().path("items").forEach(task -> ids.add(task.path("id").asText()));
            more = page.body().has("next");
            asked.put("cursor", page.body().path("next").asText());
            assertTrue(ids.size() <= 100, "goes on for ever");
        }
        return ids;
    }

    @Test
    void a_read_task_is_the_one_listed() {
        var read = call("GET /tasks/{id}", id(1), Map.of(), null).body();
        assertEquals("contact-11", read.path("contactId").asText());
        assertEquals("phone", read.path("channel").asText());
        assertEquals(Instant.parse(read.path("dueAt").asText()), Scene.START.plus(Duration.ofHours(24)));
    }
}
