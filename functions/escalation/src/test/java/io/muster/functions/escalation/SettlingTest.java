package io.muster.functions.escalation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.aws.message.Message;
import io.muster.aws.store.CampaignStore;
import io.muster.aws.store.Table;
import io.muster.aws.store.TaskStore;
import io.muster.aws.store.UnknownTouches;
import io.muster.domain.campaign.CampaignInput;
import io.muster.domain.campaign.Event;
import io.muster.domain.task.HumanTask;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Settlement;
import io.muster.domain.touch.Slice;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Touches of which nobody knows whether they went, and people who have found it out. */
class SettlingTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Scene scene = new Scene();
    private final ControlsApi api = new ControlsApi(scene.platform("controls-api"), scene);
    private final Table table = new Table(scene.platform.dynamoDb(), "muster");
    private final UnknownTouches unknown = new UnknownTouches(table);
    private int unsettled;

    private record Answered(int status, JsonNode body) {}

    @BeforeEach
    void lose() {
        scene.touches(touch -> touch.sending(Scene.START).in(TouchState.UNKNOWN, "OUTCOME_NOT_RECORDED"));
        scene.take(scene.platform.installation().queues().dispatch());
        scene.pass(Duration.ofMinutes(30));
        unsettled = counted();
    }

    @AfterEach
    void close() {
        scene.close();
    }

    private int counted() {
        return unknown.count(scene.business());
    }

    private Answered settle(String campaign, String touch, String key, String body) {
        var jwt = Authorizer.JWT
                .builder()
                .withClaims(Map.of("workspace", "acme", "sub", "ada", "scope", "operate"))
                .build();
        var answer = api.router()
                .answer(APIGatewayV2HTTPEvent.builder()
                        .withRouteKey("POST /campaigns/{id}/touches/{touchId}/settle")
                        .withPathParameters(Map.of("id", campaign, "touchId", touch))
                        .withHeaders(Map.of("content-type", "application/json", "idempotency-key", key))
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

    private Answered settle(String key, String outcome) {
        return settle(Scene.KEY.id(), id(0), key, "{\"outcome\": \"" + outcome + "\"}");
    }

    private static String id(int position) {
        return Scene.KEY.id() + "-1-0-" + position;
    }

    private Touch first() {
        return scene.state().slices().getFirst().touches().getFirst();
    }

    private List<Message> escalations() {
        return scene.take(scene.platform.installation().queues().escalation());
    }

    @Test
    void what_did_not_go_has_failed_counts_no_more_and_is_tried_another_way() {
        var before = first();
        assertEquals(200, settle("k1", "not_sent").status());
        assertEquals(
                Touch.planned(before.contactId(), before.tier(), Channel.EMAIL, Touch.Kind.INVITATION, Scene.START)
                        .knowing(before.earlier())
                        .in(TouchState.FAILED, "SETTLED_BY_OPERATOR"),
                first());
        assertEquals(unsettled - 1, counted());
        assertEquals(
                new Event.TouchSettled(id(0), before.contactId(), Channel.EMAIL, Settlement.NOT_SENT, null),
                scene.campaigns.history(Scene.KEY).getLast().event());
        var followed = escalations();
        assertEquals(1, followed.size());
        var failed = assertInstanceOf(Message.TouchesFailed.class, followed.getFirst());
        assertEquals(Scene.KEY.id() + "/unreachable/1/0", failed.id());
    }

    @Test
    void what_went_went_when_it_may_have_gone_and_nothing_follows() {
        var answer = settle("k1", "sent");
        assertEquals(200, answer.status());
        assertEquals("touch_settled", answer.body().at("/event/type").asText());
        assertEquals(TouchState.SENT, first().state());
        assertEquals(Scene.START, first().sentAt());
        assertEquals(unsettled - 1, counted());
        assertEquals(List.of(), escalations());
    }

    @Test
    void what_was_to_be_told_by_hand_and_has_gone_is_nobodys_work_any_more_whoever_died_before() {
        var alert = Touch.planned(Touch.REQUESTER, null, Channel.EMAIL, Touch.Kind.ALERT, Scene.START);
        put(8, alert.sending(Scene.START).in(TouchState.UNKNOWN, "timeout"));
        put(
                9,
                Touch.planned(Touch.REQUESTER, null, Channel.MANUAL, Touch.Kind.ALERT, Scene.START)
                        .handedOver(Channel.MANUAL, Scene.START, Touch.NOTICE_UNCERTAIN));
        for (int time = 0; time < 2; time++) {
            table.put(TaskStore.item("acme", errand()));
            assertEquals(
                    200,
                    settle(Scene.KEY.id(), Scene.KEY.id() + "-8-0-0", "k1", "{\"outcome\": \"sent\"}")
                            .status());
            assertEquals(
                    HumanTask.State.CANCELLED,
                    new TaskStore(table)
                            .find("acme", errand().id())
                            .orElseThrow()
                            .state());
        }
    }

    private void put(int wave, Touch touch) {
        table.put(CampaignStore.slice(Scene.KEY, new Slice(wave, 0, List.of(touch), null, 1)));
    }

    private static HumanTask errand() {
        return new HumanTask(
                Scene.KEY.id() + "-9-0-0",
                HumanTask.Kind.ALERT,
                Scene.KEY.id(),
                Touch.REQUESTER,
                "Tell them",
                "Tell them",
                Scene.START,
                null,
                HumanTask.State.OPEN,
                null);
    }

    @Test
    void the_same_word_again_is_no_news_and_the_opposite_a_conflict() {
        var said = settle("k1", "sent");
        assertEquals(said, settle("k1", "sent"));
        var state = scene.state();
        assertEquals(
                "that was said of this touch before",
                settle("k2", "sent").body().path("ignored").asText());
        var opposite = settle("k3", "not_sent");
        assertEquals(409, opposite.status());
        assertEquals("touch_known", opposite.body().path("code").asText());
        assertEquals(
                "The touch " + id(0) + " is sent: only one that is unknown can be settled.",
                opposite.body().path("detail").asText());
        assertEquals(
                "idempotency_key_reused",
                settle("k1", "not_sent").body().path("code").asText());
        assertEquals(state, scene.state());
    }

    @Test
    void a_request_that_comes_again_makes_up_for_what_was_lost_after_the_first() {
        settle("k1", "not_sent");
        escalations();
        assertEquals(200, settle("k1", "not_sent").status());
        assertEquals(1, escalations().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"01JZ0000000000000000000001-1-0-99", "01JZ0000000000000000000001-7-0-0", "another-1-0-0", "x"})
    void a_touch_that_the_campaign_has_not_is_not_found(String touch) {
        assertEquals(
                404,
                settle(Scene.KEY.id(), touch, "k1", "{\"outcome\": \"sent\"}").status());
    }

    @Test
    void a_campaign_that_is_not_there_has_no_touch() {
        var answer = settle("another", "another-1-0-0", "k1", "{\"outcome\": \"sent\"}");
        assertEquals(404, answer.status());
        assertEquals("There is no such campaign", answer.body().path("title").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"outcome\": \"lost\"}", "{\"outcome\": \"sent\", \"at\": \"noon\"}"})
    void a_word_that_is_none_is_refused_by_name(String body) {
        assertEquals(422, settle(Scene.KEY.id(), id(0), "k1", body).status());
        assertEquals(unsettled, counted());
    }

    @Test
    void an_ended_campaign_is_reported_anew() {
        scene.shell.apply(Scene.KEY, _ -> new CampaignInput.Cancelled("c", scene.business(), null));
        var version = scene.state().campaign().version();
        scene.shell.apply(Scene.KEY, _ -> new CampaignInput.ReportMade("r", scene.business(), version, false));
        var reporting = scene.platform.installation().queues().reporting();
        scene.take(reporting);
        assertEquals(200, settle("k1", "sent").status());
        assertEquals(1, scene.take(reporting).size());
    }
}
