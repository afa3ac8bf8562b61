package io.muster.aws.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.util.HashMap;
import java.util.Map;

/** Requests as the gateway sends them, for tests. */
final class Requests {

    private Requests() {}

    static APIGatewayV2HTTPEvent event(String routeKey, Map<String, String> claims, String body) {
        var headers = new HashMap<String, String>();
        headers.put("Content-Type", "application/json; charset=utf-8");
        var jwt = APIGatewayV2HTTPEvent.RequestContext.Authorizer.JWT
                .builder()
                .withClaims(claims)
                .build();
        var context = APIGatewayV2HTTPEvent.RequestContext.builder()
                .withRequestId("request-1")
                .withAuthorizer(APIGatewayV2HTTPEvent.RequestContext.Authorizer.builder()
                        .withJwt(jwt)
                        .build())
                .build();
        return APIGatewayV2HTTPEvent.builder()
                .withVersion("2.0")
                .withRouteKey(routeKey)
                .withHeaders(headers)
                .withPathParameters(Map.of("id", "c1"))
                .withRequestContext(context)
                .withBody(body)
                .build();
    }

    static Map<String, String> claims(String scope) {
        return Map.of("workspace", "acme", "sub", "ada", "scope", scope);
    }

    static ApiRequest request(String body) {
        return ApiRequest.of(event("POST /things", claims("operate"), body));
    }

    static ApiRequest query(Map<String, String> query) {
        var event = event("GET /things", claims("read"), "");
        event.setQueryStringParameters(query);
        return ApiRequest.of(event);
    }
}
