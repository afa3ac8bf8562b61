package io.muster.aws.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.muster.aws.Platform;
import io.muster.aws.error.Errors;
import io.muster.aws.lambda.Log;
import io.muster.aws.pool.Shown;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds what answers a request by its route key, such as {@code POST /campaigns/{id}/bids}, after looking at the token's
 * scopes; and is the one place where a handler's exceptions become answers.
 */
public final class Router {

    private final Map<String, Route> routes = new LinkedHashMap<>();
    private final RequestLog log;
    private final BinaryOperator<String> shown;

    /** Makes a router without routes, whose answers go out as handlers give them. */
    public Router(RequestLog log) {
        this(log, (_, json) -> json);
    }

    private Router(RequestLog log, BinaryOperator<String> shown) {
        this.log = log;
        this.shown = shown;
    }

    /**
     * One route.
     *
     * @param key method and path template
     * @param scope what it asks of the token; absent where no token is needed
     */
    public record Route(String key, @Nullable Scope scope, Function<ApiRequest, ApiResponse> handler) {

        /** Returns whether it needs no token. */
        public boolean open() {
            return scope == null;
        }
    }

    /** Returns a router without routes for a function of this platform. */
    public static Router of(Platform platform, String function) {
        var log = Log.of(function);
        return new Router(RequestLog.to(log, platform.ids(), new Errors(log, platform)), new Shown(platform)::shown);
    }

    /** Adds a route. */
    public Router on(String routeKey, Scope scope, Function<ApiRequest, ApiResponse> handler) {
        return add(new Route(routeKey, scope, handler));
    }

    /** Adds a route that needs no token; its requests belong to no workspace. */
    public Router open(String routeKey, Function<ApiRequest, ApiResponse> handler) {
        return add(new Route(routeKey, null, handler));
    }

    private Router add(Route route) {
        put(route);
        Aliases.of(route).forEach(this::put);
        return this;
    }

    private void put(Route route) {
        if (routes.put(route.key(), route) != null) {
            throw new IllegalArgumentException("the route " + route.key() + " is there already");
        }
    }

    /** Returns the routes, in the order in which they were added. */
    public List<Route> routes() {
        return List.copyOf(routes.values());
    }

    /** Returns the answer to a request whose token the gateway has verified. */
    public APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event) {
        ApiRequest request = null;
        try {
            var route = route(event);
            request = route.open() ? ApiRequest.anonymous(event) : ApiRequest.of(event);
            var response = permitted(route, request).handler().apply(request);
            var body = route.open() ? response.body() : shown(request.workspace(), response.body());
            log.answered(request, response.status());
            return written(response.status(), "application/json", response.headers(), body);
        } catch (RuntimeException failure) {
            return problem(event, request, failure);
        }
    }

    private Route route(APIGatewayV2HTTPEvent event) {
        var route = routes.get(String.valueOf(event.getRouteKey()));
        if (route == null) {
            throw Problem.refused(
                            404, "no_such_route", "There is nothing here", "See the API's contract for its paths.")
                    .thrown();
        }
        return route;
    }

    private static Route permitted(Route route, ApiRequest request) {
        var scope = route.scope();
        if (scope != null && !request.scopes().contains(scope)) {
            throw Problem.forbidden("missing_scope", "The token lacks the scope " + scope.wire() + ".")
                    .thrown();
        }
        return route;
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

    /** What lies sealed in what an answer tells of is opened here, for whoever may read the answer. */
    private String shown(String workspace, Object body) {
        return shown.apply(workspace, body instanceof String written ? written : Wire.json(body));
    }

    private static APIGatewayV2HTTPResponse written(
            int status, String contentType, Map<String, String> headers, Object body) {
        var all = new HashMap<>(headers);
        all.putIfAbsent("content-type", contentType);
        all.put("cache-control", "no-store");
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(status)
                .withHeaders(all)
                .withBody(body instanceof String written ? written : Wire.json(body))
                .withIsBase64Encoded(false)
                .build();
    }
}
