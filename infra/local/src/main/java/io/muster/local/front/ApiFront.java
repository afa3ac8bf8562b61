package io.muster.local.front;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Serves the API's routes: match, authorize, invoke, answer. */
public final class ApiFront implements HttpHandler {

    /** The largest event that Lambda takes, in bytes; the body is in it, as text or in Base64. */
    static final int LARGEST_EVENT = 6 * 1024 * 1024;

    /** How much of a body that is too large is heard before the line is cut. */
    private static final long MOST_FORGOTTEN = 64L << 20;

    private final List<Route> routes;
    private final Authorizer authorizer;
    private final HttpFunctions functions;
    private final InstantSource clock;

    /** Makes a front; the clock is the real time, for what the event says about the request. */
    public ApiFront(List<Route> routes, Authorizer authorizer, HttpFunctions functions, InstantSource clock) {
        this.routes = routes.stream()
                .sorted(Comparator.comparingLong(Route::literals).reversed())
                .toList();
        this.authorizer = authorizer;
        this.functions = functions;
        this.clock = clock;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getRawPath();
        for (var route : routes) {
            var parameters = route.match(exchange.getRequestMethod(), path);
            if (parameters.isPresent()) {
                serve(exchange, route, parameters.get());
                return;
            }
        }
        Web.message(exchange, 404, "Not Found");
    }

    private void serve(HttpExchange exchange, Route route, Map<String, String> parameters) throws IOException {
        if (route.open()) {
            invoke(exchange, route, parameters, null);
            return;
        }
        switch (authorizer.check(exchange.getRequestHeaders().getFirst("Authorization"), route.scopes())) {
            case Access.Granted token -> invoke(exchange, route, parameters, token);
            case Access.Unauthorized(String reason) -> {
                challenge(exchange, "error=\"invalid_token\", error_description=\"" + reason + "\"");
                Web.message(exchange, 401, "Unauthorized");
            }
            case Access.Forbidden(String scope) -> {
                challenge(exchange, "error=\"insufficient_scope\", scope=\"" + scope + "\"");
                Web.message(exchange, 403, "Forbidden");
            }
        }
    }

    private static void challenge(HttpExchange exchange, String what) {
        exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer " + what);
    }

    private void invoke(
            HttpExchange exchange, Route route, Map<String, String> parameters, Access.@Nullable Granted token)
            throws IOException {
        var body = announced(exchange) > LARGEST_EVENT
                ? null
                : exchange.getRequestBody().readNBytes(LARGEST_EVENT + 1);
        if (body == null || body.length > LARGEST_EVENT) {
            tooLarge(exchange);
            return;
        }
        var event = Payload.json(request(exchange), body, route, parameters, token);
        if (event.getBytes(StandardCharsets.UTF_8).length > LARGEST_EVENT) {
            tooLarge(exchange);
            return;
        }
        try {
            answer(exchange, functions.invoke(route.function(), event));
        } catch (RuntimeException e) {
            var late = e.getCause() instanceof TimeoutException;
            Web.message(exchange, late ? 503 : 500, late ? "Service Unavailable" : "Internal Server Error");
        }
    }

    /** Whoever still sends would miss the answer when the line is cut, so that some more is heard, and forgotten. */
    private static void tooLarge(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody();
        var forgotten = new byte[64 * 1024];
        for (long heard = 0; heard < MOST_FORGOTTEN; ) {
            int some = body.read(forgotten);
            heard = some < 0 ? MOST_FORGOTTEN : heard + some;
        }
        Web.message(exchange, 413, "Request Entity Too Large; upload files by way of POST /contacts/imports");
    }

    /** What the caller says it sends, so that too much is refused without being kept. */
    private static long announced(HttpExchange exchange) {
        @Nullable String length = exchange.getRequestHeaders().getFirst("Content-Length");
        return length != null && length.matches("[0-9]{1,18}") ? Long.parseLong(length) : 0;
    }

    private Payload.Request request(HttpExchange exchange) {
        var uri = exchange.getRequestURI();
        @Nullable String host = exchange.getRequestHeaders().getFirst("Host");
        return new Payload.Request(
                UUID.randomUUID().toString(),
                clock.instant(),
                exchange.getRequestMethod(),
                uri.getRawPath(),
                uri.getRawQuery(),
                exchange.getRequestHeaders(),
                exchange.getRemoteAddress().getAddress().getHostAddress(),
                host == null ? "localhost" : host);
    }

    private static void answer(HttpExchange exchange, APIGatewayV2HTTPResponse response) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "application/json");
        if (response.getHeaders() != null) {
            response.getHeaders().forEach(headers::set);
        }
        if (response.getMultiValueHeaders() != null) {
            response.getMultiValueHeaders().forEach(headers::put);
        }
        if (response.getCookies() != null) {
            response.getCookies().forEach(cookie -> headers.add("Set-Cookie", cookie));
        }
        @Nullable String body = response.getBody();
        if (body == null) {
            Web.answer(exchange, response.getStatusCode(), new byte[0]);
        } else if (response.getIsBase64Encoded()) {
            Web.answer(exchange, response.getStatusCode(), Base64.getDecoder().decode(body));
        } else {
            Web.answer(exchange, response.getStatusCode(), body.getBytes(StandardCharsets.UTF_8));
        }
    }
}
