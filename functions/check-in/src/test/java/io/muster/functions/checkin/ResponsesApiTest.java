package io.muster.functions.checkin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponsesApiTest {

    private static final String PRICED = """
        {"contactId": "contact-10", "amount": {"amount": 1000, "currency": "USD"}, "note": "soon"}\
        """;

    private final Scene scene = new Scene();
    private final ResponsesApi api = new ResponsesApi(scene.platform, scene);

    @AfterEach
    void close() {
        scene.close();
    }

    private int bid(String body) {
        var jwt = Authorizer.JWT
                .builder()
                .withClaims(Map.of("workspace", "acme", "sub", "ada", "scope", "operate"))
                .build();
        return api.router()
                .answer(APIGatewayV2HTTPEvent.builder()
                        .withRouteKey("POST /campaigns/{id}/bids")
                        .withPathParameters(Map.of("id", Scene.KEY.id()))
                        .withHeaders(Map.of("content-type", "application/json", "idempotency-key", "bid-1"))
                        .withRequestContext(RequestContext.builder()
                                .withAuthorizer(
                                        Authorizer.builder().withJwt(jwt).build())
                                .build())
                        .withBody(body)
                        .build())
                .getStatusCode();
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
}
