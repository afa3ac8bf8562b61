package io.muster.aws.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds what answers a request by its route key, such as {@code POST /campaigns/{id}/bids}, after looking at the token's
 * scopes; and is the one place where a handler's exceptions become answers.
 */
public final class Router {

    private final Map<String, Route> routes = new LinkedHashMap<>();
    private final RequestLog log;

    /** Makes a router without routes. */
    public Router(RequestLog log) {
        this.log = log;
    }

    /** What a route asks of the token, and what answers it. */
    private record Route(Scope scope, Function<ApiRequest, ApiResponse> handler) {}

    /** Adds a route. */
    public Router on(String routeKey, Scope scope, Function<ApiRequest, ApiResponse> handler) {
        if (routes.put(routeKey, new Route(scope, handler)) != null) {
            throw new IllegalArgumentException("the route " + routeKey + " is there already");
        }
        return this;
    }

    /** Returns the route keys with the scope that each asks for, in the order in which they were added. */
    public Map<String, Scope> routes() {
        var scopes = new LinkedHashMap<String, Scope>();
        routes.forEach((key, route) -> scopes.put(key, route.scope()));
        return Collections.unmodifiableMap(scopes);
    }

    /** Returns the answer to a request whose token the gateway has verified. */
    public APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event) {
        ApiRequest request = null;
        try {
            request = ApiRequest.of(event);
            var response = route(request).apply(request);
            log.answered(request, response.status());
            return written(response.status(), "application/json", response.headers(), response.body());
        } catch (RuntimeException failure) {
            return problem(event, request, failure);
        }
    }

    private Function<ApiRequest, ApiResponse> route(ApiRequest request) {
        var route = routes.get(request.routeKey());
        if (route == null) {
            throw Problem.refused(
                            404, "no_such_route", "There is nothing here", "See the API's contract for its paths.")
                    .thrown();
        }
        if (!request.scopes().contains(route.scope())) {
            throw Problem.forbidden(
                            "missing_scope",
                            "The token lacks the scope " + route.scope().wire() + ".")
                    .thrown();
        }
        return route.handler();
    }

    private APIGatewayV2HTTPResponse problem(
            APIGatewayV2HTTPEvent event, @Nullable ApiRequest request, RuntimeException failure) {
        var problem = Failures.problem(failure);
        var errorId = log.failed(event.getRouteKey(), request, problem, failure);
        var headers = problem.retryAfterSeconds() == null
                ? Map.<String, String>of()
                : Map.of("retry-after", problem.retryAfterSeconds().toString());
        return written(problem.status(), "application/problem+json", headers, ProblemBody.of(problem, errorId));
    }

    private static APIGatewayV2HTTPResponse written(
            int status, String contentType, Map<String, String> headers, Object body) {
        var all = new HashMap<>(headers);
        all.put("content-type", contentType);
        all.put("cache-control", "no-store");
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(status)
                .withHeaders(all)
                .withBody(body instanceof String written ? written : Wire.json(body))
                .withIsBase64Encoded(false)
                .build();
    }
}
