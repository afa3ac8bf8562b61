package io.muster.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.muster.aws.api.Router;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Requests by paths as callers write them, each answer held against the contract. */
final class Calls {

    private final List<Router> routers;
    private final String workspace;
    private final String scopes;
    private final Map<String, String> headers;

    Calls(Handlers handlers) {
        this(Contract.routers(handlers), "acme", "read operate approve admin", Map.of());
    }

    private Calls(List<Router> routers, String workspace, String scopes, Map<String, String> headers) {
        this.routers = routers;
        this.workspace = workspace;
        this.scopes = scopes;
        this.headers = headers;
    }

    /** What came back. */
    record Answer(int status, JsonNode body) {

        String code() {
            return body.path("code").asText();
        }

        /** Returns the fields that were refused, with what is wrong with them. */
        Map<String, String> violations() {
            var violations = new HashMap<String, String>();
            body.path("violations")
                    .forEach(one -> violations.put(
                            one.path("field").asText(), one.path("message").asText()));
            return violations;
        }

        /** Returns a field of every item of a list. */
        List<String> each(String field) {
            var values = new ArrayList<String>();
            body.path("items").forEach(item -> values.add(item.path(field).asText()));
            return values;
        }
    }

    /** Returns the same caller with other scopes. */
    Calls scoped(String scopes) {
        return new Calls(routers, workspace, scopes, headers);
    }

    /** Returns the same caller in another workspace. */
    Calls in(String workspace) {
        return new Calls(routers, workspace, scopes, headers);
    }

    /** Returns the same caller of one API, made otherwise than the others. */
    Calls of(Router router) {
        return new Calls(List.of(router), workspace, scopes, headers);
    }

    /** Returns the same caller with an idempotency key. */
    Calls keyed(String key) {
        return new Calls(routers, workspace, scopes, Map.of("Idempotency-Key", key));
    }

    Answer get(String path) {
        return call("GET", path, null);
    }

    Answer post(String path, @Nullable String body) {
        return call("POST", path, body);
    }

    Answer put(String path, String body) {
        return call("PUT", path, body);
    }

    Answer delete(String path) {
        return call("DELETE", path, null);
    }

    Answer delete(String path, String body) {
        return call("DELETE", path, body);
    }

    /** Asks for an operation as the contract's examples do. */
    Answer example(Contract.Operation operation) {
        var body = operation.node().at("/requestBody/content/application~1json/example");
        return call(operation.method(), operation.target(""), body.isMissingNode() ? null : body.toString());
    }

    private Answer call(String method, String target, @Nullable String body) {
        var parts = target.split("\\?", 2);
        for (var router : routers) {
            for (var route : router.routes()) {
                var path = matched(route.key(), method + " " + parts[0]);
                if (path != null) {
                    var query = parts.length == 1 ? Map.<String, String>of() : pairs(parts[1]);
                    return held(route.key(), router, event(route.key(), path, query, body));
                }
            }
        }
        throw new AssertionError("there is no " + method + " " + target);
    }

    private APIGatewayV2HTTPEvent event(
            String routeKey, Map<String, String> path, Map<String, String> query, @Nullable String body) {
        var all = new HashMap<>(headers);
        all.put("Content-Type", "application/json");
        var jwt = RequestContext.Authorizer.JWT
                .builder()
                .withClaims(Map.of("workspace", workspace, "sub", "ada", "scope", scopes))
                .build();
        return APIGatewayV2HTTPEvent.builder()
                .withRouteKey(routeKey)
                .withPathParameters(path)
                .withQueryStringParameters(query)
                .withHeaders(all)
                .withRequestContext(RequestContext.builder()
                        .withRequestId("r1")
                        .withAuthorizer(
                                RequestContext.Authorizer.builder().withJwt(jwt).build())
                        .build())
                .withBody(body)
                .build();
    }

    private static Answer held(String routeKey, Router router, APIGatewayV2HTTPEvent event) {
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

    /** Returns the values of a route's placeholders; absent when the path is not of the route. */
    private static @Nullable Map<String, String> matched(String key, String asked) {
        var parts = key.split("/", -1);
        var given = asked.split("/", -1);
        var path = new HashMap<String, String>();
        for (int i = 0; i < parts.length; i++) {
            boolean placeholder = parts[i].startsWith("{");
            if (parts.length != given.length || (!placeholder && !parts[i].equals(given[i]))) {
                return null;
            }
            if (placeholder) {
                path.put(parts[i].substring(1, parts[i].length() - 1), given[i]);
            }
        }
        return path;
    }

    private static Map<String, String> pairs(String query) {
        var pairs = new HashMap<String, String>();
        for (var pair : query.split("&", -1)) {
            var parts = pair.split("=", 2);
            pairs.put(parts[0], parts[1]);
        }
        return pairs;
    }
}
