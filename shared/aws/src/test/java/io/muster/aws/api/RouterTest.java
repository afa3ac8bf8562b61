package io.muster.aws.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.muster.domain.campaign.Event;
import io.muster.domain.contact.Tier;
import io.muster.domain.touch.Channel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;

class RouterTest {

    private final List<String> lines = new ArrayList<>();

    private final RequestLog log = new RequestLog() {
        @Override
        public void answered(ApiRequest request, int status) {
            lines.add(request.workspace() + " " + request.routeKey() + " " + status);
        }

        @Override
        public String failed(
                @Nullable String routeKey, @Nullable ApiRequest request, Problem problem, RuntimeException failure) {
            lines.add(routeKey + " " + problem.code());
            return "error-" + lines.size();
        }
    };

    private final Router router = new Router(log)
            .on("GET /things/{id}", Scope.READ, request -> ApiResponse.ok(Map.of("id", request.path("id"))))
            .open("GET /health", request -> ApiResponse.ok(Map.of("workspace", request.workspace())))
            .on("POST /things", Scope.OPERATE, _ -> ApiResponse.created("/things/9", Map.of("id", "9")));

    @Test
    void the_route_key_finds_what_answers() {
        var answer = answer("GET /things/{id}", "read");
        assertEquals(200, answer.getStatusCode());
        assertEquals("{\"id\":\"c1\"}", answer.getBody());
        assertEquals("application/json", answer.getHeaders().get("content-type"));
        assertEquals(List.of("acme GET /things/{id} 200"), lines);
    }

    @Test
    void a_creation_names_where_the_new_thing_is() {
        var answer = answer("POST /things", "read muster/operate");
        assertEquals(201, answer.getStatusCode());
        assertEquals("/things/9", answer.getHeaders().get("location"));
    }

    @Test
    void a_token_without_the_scope_is_refused() throws Exception {
        var answer = answer("POST /things", "read approve admin");
        assertEquals(403, answer.getStatusCode());
        assertEquals("application/problem+json", answer.getHeaders().get("content-type"));
        assertEquals(new JsonMapper().readTree("""
            {"type": "urn:muster:problem:missing_scope", "title": "The token does not allow this",
             "status": 403, "detail": "The token lacks the scope operate.", "code": "missing_scope",
             "errorId": "error-1", "category": "permission", "severity": "high", "retryable": false,
             "violations": []}\
            """), new JsonMapper().readTree(answer.getBody()));
    }

    @Test
    void a_token_without_a_usable_workspace_is_refused() {
        for (var workspace : List.of("", "a#b", " ", "W/1")) {
            var event = Requests.event("GET /things/{id}", Map.of("workspace", workspace, "scope", "read"), "");
            assertEquals(403, router.answer(event).getStatusCode(), workspace);
        }
    }

    @Test
    void a_request_without_a_token_is_refused() {
        var event = Requests.event("GET /things/{id}", Map.of(), "");
        event.setRequestContext(null);
        assertEquals(403, router.answer(event).getStatusCode());
    }

    @Test
    void an_open_route_needs_no_token_and_has_no_workspace() {
        var event = Requests.event("GET /health", Requests.claims("read"), "");
        event.setRequestContext(null);
        assertEquals("{\"workspace\":\"\"}", router.answer(event).getBody());
    }

    @Test
    void an_unknown_route_is_not_found() {
        assertEquals(404, answer("GET /nowhere", "read").getStatusCode());
    }

    @Test
    void failures_are_answered_by_their_type_and_never_show_their_message() {
        assertEquals("503 retry after 1", outcome(SdkClientException.create("secret host")));
        assertEquals("503 retry after 10", outcome(ApiCallTimeoutException.create(5)));
        assertEquals(
                "503 retry after 1",
                outcome(ProvisionedThroughputExceededException.builder()
                        .message("secret table")
                        .build()));
        assertEquals("500 retry after null", outcome(new IllegalStateException("secret")));
        assertEquals(
                "404 retry after null", outcome(Problem.notFound("thing", "7").thrown()));
    }

    @Test
    void events_say_their_kind_and_spell_words_as_the_api_does() {
        assertEquals(
                "{\"type\":\"rerouted\",\"channels\":{\"p1\":\"website_form\"}}",
                Wire.json(new Event.Rerouted(Map.of("p1", Channel.WEBSITE_FORM))));
        assertEquals(
                "[{\"1\":\"2026-05-01T00:00:00Z\"},3]",
                Wire.json(List.of(Map.of(Tier.INTERNAL, Instant.parse("2026-05-01T00:00:00Z")), Tier.GENERAL)));
    }

    private String outcome(RuntimeException failure) {
        var failing = new Router(log).on("GET /things/{id}", Scope.READ, _ -> {
            throw failure;
        });
        var answer = failing.answer(Requests.event("GET /things/{id}", Requests.claims("read"), ""));
        assertFalse(answer.getBody().contains("secret"), answer.getBody());
        return answer.getStatusCode() + " retry after " + answer.getHeaders().get("retry-after");
    }

    private APIGatewayV2HTTPResponse answer(String routeKey, String scope) {
        return router.answer(Requests.event(routeKey, Requests.claims(scope), ""));
    }
}
