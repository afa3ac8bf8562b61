package io.muster.functions.checkin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.muster.aws.store.SealedTexts;
import io.muster.aws.store.Suppression;
import io.muster.aws.store.SuppressionStore;
import io.muster.aws.store.Table;
import io.muster.aws.token.KeyRing;
import io.muster.aws.token.SignedTokens;
import io.muster.domain.campaign.Event;
import io.muster.domain.campaign.Response.Answer;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponsesApiTest {

    private static final String PRICED = """
        {"contactId": "contact-10", "amount": {"amount": 1000, "currency": "USD"}, "note": "soon"}\
        """;

    private final Scene scene = new Scene();
    private final SuppressionStore suppressions = new SuppressionStore(
            new Table(scene.platform.dynamoDb(), "muster"),
            new SignedTokens(new KeyRing(new Table(scene.platform.dynamoDb(), "muster"))));
    private final ResponsesApi api = new ResponsesApi(scene.platform("responses-api"), scene);

    @AfterEach
    void close() {
        scene.close();
    }

    private int bid(String body) {
        return post("bids", "bid-1", body).getStatusCode();
    }

    private APIGatewayV2HTTPResponse post(String what, String key, String body) {
        var jwt = Authorizer.JWT
                .builder()
                .withClaims(Map.of("workspace", "acme", "sub", "ada", "scope", "operate"))
                .build();
        return api.router()
                .answer(APIGatewayV2HTTPEvent.builder()
                        .withRouteKey("POST /campaigns/{id}/" + what)
                        .withPathParameters(Map.of("id", Scene.KEY.id()))
                        .withHeaders(Map.of("content-type", "application/json", "idempotency-key", key))
                        .withRequestContext(RequestContext.builder()
                                .withAuthorizer(
                                        Authorizer.builder().withJwt(jwt).build())
                                .build())
                        .withBody(body)
                        .build());
    }

    private Event said(String key, String body) {
        var answer = post("responses", key, body);
        assertEquals(200, answer.getStatusCode(), answer.getBody());
        return scene.campaigns.history(Scene.KEY).getLast().event();
    }

    private Suppression.Reason suppressed() {
        return suppressions.list("acme").getFirst().reason();
    }

    private Answer answered() {
        return Objects.requireNonNull(scene.state().responses().get("contact-10"))
                .answer();
    }

    @Test
    void a_bid_that_is_sent_again_under_its_key_is_one_bid() {
        assertEquals(200, bid(PRICED));
        var once = scene.state();
        assertEquals(200, bid(PRICED));
        assertEquals(once, scene.state());
        assertEquals(1, once.campaign().tally().bids());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"contactId\": \"contact-11\"}",
                "{\"contactId\": \"contact-10\"}",
                "{\"contactId\": \"contact-10\", \"bidId\": \"other\"}",
                "{\"contactId\": \"contact-10\", \"amount\": {\"amount\": 1000, \"currency\": \"USD\"}}",
                "{\"contactId\": \"contact-10\", \"amount\": {\"amount\": 1001, \"currency\": \"USD\"}, \"note\":"
                        + " \"soon\"}"
            })
    void another_bid_under_the_same_key_is_refused(String other) {
        assertEquals(200, bid(PRICED));
        var once = scene.state();
        assertEquals(409, bid(other));
        assertEquals(once, scene.state());
    }

    @ParameterizedTest
    @CsvSource({
        "bids, '{\"contactId\": \"contact-1O\"}'",
        "responses, '{\"contactId\": \"contact-1O\", \"answer\": \"opted_out\"}'",
        "responses, '{\"contactId\": \"contact-1O\", \"text\": \"Please take me off your list\"}'"
    })
    void what_nobody_known_does_is_refused_and_changes_nothing(String what, String body) {
        var before = scene.state();
        var answer = post(what, "typo", body);
        assertEquals(422, answer.getStatusCode(), answer.getBody());
        assertTrue(answer.getBody().contains("is no contact of this workspace"), answer.getBody());
        assertEquals(before, scene.state());
        assertEquals(0, suppressions.list("acme").size());
    }

    @Test
    void an_answer_in_words_is_read_and_its_words_are_kept_sealed_for_whoever_has_to_reply() {
        var answer = post(
                "responses",
                "r-1",
                "{\"contactId\": \"contact-10\", \"text\": \"Sounds good, Canary Lane!"
                        + " Can you send photos?\\n\\nOn Tuesday Green & Co wrote:\\n> We collect bids\"}");
        assertEquals(200, answer.getStatusCode());
        assertTrue(answer.getBody().contains("\"intent\":\"wants_info\",\"sentiment\":\"positive\""), answer.getBody());
        assertTrue(
                answer.getBody().contains("\"words\":\"Sounds good, Canary Lane! Can you send photos?\""),
                answer.getBody());
        var line = scene.campaigns.history(Scene.KEY).getLast();
        assertFalse(line.toString().contains("anary"), "it lies sealed in the table");
        assertEquals(
                "Sounds good, Canary Lane! Can you send photos?",
                seals().open("acme", ((Event.Answered) line.event()).words()));
        assertEquals(Answer.POSITIVE, answered());
    }

    private SealedTexts seals() {
        var table = new Table(scene.platform.dynamoDb(), "muster");
        return new SealedTexts(table, new KeyRing(table));
    }

    @Test
    void of_a_very_long_answer_the_beginning_is_kept() {
        var words = "Well. ".repeat(20_000);
        assertEquals(
                200,
                post("responses", "r-1", "{\"contactId\": \"contact-10\", \"text\": \"" + words + "\"}")
                        .getStatusCode());
        var kept =
                ((Event.Answered) scene.campaigns.history(Scene.KEY).getLast().event()).words();
        var opened = String.valueOf(seals().open("acme", kept));
        assertTrue(opened.startsWith("Well. Well.") && opened.endsWith(" …"), opened);
        assertTrue(opened.length() <= 2_002, () -> "kept " + opened.length());
    }

    @Test
    void the_same_words_under_the_same_key_are_one_answer_and_others_are_refused() {
        said("r-1", "{\"contactId\": \"contact-10\", \"text\": \"How big is it?\"}");
        var once = scene.state();
        assertEquals(
                200,
                post("responses", "r-1", "{\"contactId\": \"contact-10\", \"text\": \"How big is it?\"}")
                        .getStatusCode());
        assertEquals(
                409,
                post("responses", "r-1", "{\"contactId\": \"contact-10\", \"text\": \"No thanks\"}")
                        .getStatusCode());
        assertEquals(once, scene.state());
    }

    @ParameterizedTest
    @CsvSource({
        "please take me off your list, email, REPLY",
        "STOP, email, REPLY",
        "STOP, sms, STOP_WORD",
        "dont text me again, sms, REPLY"
    })
    void words_that_ask_to_be_left_alone_suppress_for_what_they_are(
            String text, String channel, Suppression.Reason reason) {
        var event = said(
                "r-1",
                "{\"contactId\": \"contact-10\", \"text\": \"%s\", \"channel\": \"%s\"}".formatted(text, channel));
        assertEquals(Answer.OPTED_OUT, ((Event.Answered) event).answer());
        assertEquals(reason, suppressed());
    }

    @Test
    void an_opt_out_that_somebody_else_has_read_is_a_reply_too() {
        said("r-1", "{\"contactId\": \"contact-10\", \"answer\": \"opted_out\"}");
        assertEquals(Suppression.Reason.REPLY, suppressed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"headers\": {\"auto-submitted\": \"auto-replied\"}",
                "\"headers\": {\"X-Autoreply\": \"yes\"}, \"subject\": \"Re: Lawn\"",
                "\"subject\": \"Out of Office\"",
                "\"subject\": \"Abwesenheitsnotiz\", \"headers\": {\"Auto-Submitted\": \"no\"}"
            })
    void what_a_machine_wrote_is_noted_and_counts_for_nothing(String signs) {
        var event = said("r-1", "{\"contactId\": \"contact-10\", \"text\": \"I am away, sure\", " + signs + "}");
        assertInstanceOf(Event.MachineAnswered.class, event);
        assertTrue(scene.state().responses().isEmpty());
        assertEquals(0, scene.state().campaign().tally().responses());
    }

    @Test
    void an_opt_out_is_not_lost_to_a_guess_at_a_machine() {
        var event = said(
                "r-1",
                "{\"contactId\": \"contact-10\", \"text\": \"remove me from your list\", \"subject\": \"Automatic"
                        + " reply\"}");
        assertEquals(Answer.OPTED_OUT, ((Event.Answered) event).answer());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"contactId\": \"contact-10\"}",
                "{\"contactId\": \"contact-10\", \"answer\": \"declined\", \"text\": \"No\"}",
                "{\"contactId\": \"contact-10\", \"answer\": \"declined\", \"subject\": \"No\"}",
                "{\"contactId\": \"contact-10\", \"answer\": \"bid\"}",
                "{\"contactId\": \"contact-10\", \"text\": 5}",
                "{\"contactId\": \"contact-10\", \"text\": \"No\", \"channel\": \"pigeon\"}",
                "{\"contactId\": \"contact-10\", \"text\": \"No\", \"headers\": [\"a\"]}",
                "{\"contactId\": \"contact-10\", \"text\": \"No\", \"headers\": {\"a\": 5}}",
                "{\"text\": \"No\"}"
            })
    void an_answer_that_makes_no_sense_is_refused_and_changes_nothing(String body) {
        var before = scene.state();
        assertEquals(422, post("responses", "r-1", body).getStatusCode());
        assertEquals(before, scene.state());
        assertEquals(0, suppressions.list("acme").size());
    }
}
