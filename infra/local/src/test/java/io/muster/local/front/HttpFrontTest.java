package io.muster.local.front;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.muster.local.host.Events;
import io.muster.local.issuer.Issuer;
import io.muster.local.issuer.IssuerFront;
import io.muster.local.issuer.IssuerKeys;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HttpFrontTest {

    private static final List<Route> ROUTES = List.of(
            new Route("POST /campaigns", false, Set.of("operate"), "campaigns"),
            new Route("GET /campaigns/{id}", false, Set.of("read"), "reads"),
            new Route("GET /campaigns/recent", false, Set.of("read"), "recent"),
            new Route("GET /u/{token}", true, Set.of(), "opt-out"));

    private final AtomicReference<String> called = new AtomicReference<>("");
    private final AtomicReference<APIGatewayV2HTTPEvent> seen = new AtomicReference<>();
    private HttpFunctions functions = this::echo;
    private final HttpFront front = HttpFront.bind(0);
    private final IssuerKeys keys = IssuerKeys.generate();
    private final Issuer issuer = new Issuer(front.url(), keys, Instant::now);

    HttpFrontTest() {
        var authorizer = new Authorizer(front.url(), Set.of(Issuer.CLIENT_ID), issuer.publicKeys(), Instant::now);
        front.serve(
                "/", new ApiFront(ROUTES, authorizer, (name, event) -> functions.invoke(name, event), Instant::now));
        front.serve(new IssuerFront(issuer, "demo").endpoints());
        front.start();
    }

    @AfterEach
    void stop() {
        front.close();
    }

    @Test
    void a_form_with_broken_escapes_is_refused_and_not_a_broken_server() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            for (var form : List.of("scope=%", "scope=%zz", "%=a", "grant_type=%e")) {
                var answer = client.send(
                        HttpRequest.newBuilder(URI.create(front.url() + "/oauth2/token"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString(form))
                                .build(),
                        BodyHandlers.ofString());
                assertEquals(400, answer.statusCode(), form);
                assertEquals("{\"error\":\"invalid_request\"}", answer.body());
            }
        }
    }

    @Test
    void a_request_becomes_an_event_of_payload_2() throws Exception {
        var answer = send(request("/campaigns?limit=5&tag=a&tag=b%20c", "operate")
                .header("Cookie", "one=1; two=2")
                .header("X-Tag", "first")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"bidCardId\":\"bc-1\"}")));
        assertEquals(201, answer.statusCode());
        assertEquals("campaigns", called.get());
        var event = seen.get();
        assertEquals("2.0", event.getVersion());
        assertEquals("POST /campaigns", event.getRouteKey());
        assertEquals("/campaigns", event.getRawPath());
        assertEquals("limit=5&tag=a&tag=b%20c", event.getRawQueryString());
        assertEquals(Map.of("limit", "5", "tag", "a,b c"), event.getQueryStringParameters());
        assertEquals(List.of("one=1", "two=2"), event.getCookies());
        assertEquals("first", event.getHeaders().get("x-tag"));
        assertEquals("{\"bidCardId\":\"bc-1\"}", event.getBody());
        assertEquals(false, event.getIsBase64Encoded());
        var context = event.getRequestContext();
        assertEquals("POST", context.getHttp().getMethod());
        assertEquals("$default", context.getStage());
        assertEquals("demo", context.getAuthorizer().getJwt().getClaims().get("workspace"));
        assertEquals(List.of("operate"), context.getAuthorizer().getJwt().getScopes());
    }

    @Test
    void the_most_literal_route_wins_and_parameters_are_decoded() throws Exception {
        send(request("/campaigns/recent", "read").GET());
        assertEquals("recent", called.get());
        send(request("/campaigns/a%2Fb+c", "read").GET());
        assertEquals(Map.of("id", "a/b+c"), seen.get().getPathParameters());
    }

    @Test
    void a_body_that_is_no_text_is_handed_on_in_base64() throws Exception {
        send(request("/campaigns", "operate")
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofByteArray(new byte[] {0, 1, (byte) 0xff})));
        assertEquals(true, seen.get().getIsBase64Encoded());
        assertEquals(
                Base64.getEncoder().encodeToString(new byte[] {0, 1, (byte) 0xff}),
                seen.get().getBody());
    }

    @Test
    void a_text_that_is_not_utf_8_is_handed_on_in_base64_and_loses_nothing() throws Exception {
        var latin = "{\"bidCardId\":\"Zo\u00EB\"}".getBytes(StandardCharsets.ISO_8859_1);
        send(request("/campaigns", "operate")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(latin)));
        assertEquals(true, seen.get().getIsBase64Encoded());
        assertArrayEquals(latin, Base64.getDecoder().decode(seen.get().getBody()));
    }

    @Test
    void headers_cookies_and_body_of_the_answer_reach_the_caller() throws Exception {
        var answer = send(request("/campaigns", "operate").POST(BodyPublishers.ofString("{}")));
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("Content-Type").orElseThrow());
        assertEquals("kept=1", answer.headers().firstValue("Set-Cookie").orElseThrow());
        assertEquals("{\"ok\":true}", answer.body());
    }

    @Test
    void requests_without_a_token_or_a_scope_never_reach_a_function() throws Exception {
        var none = send(HttpRequest.newBuilder(URI.create(front.url() + "/campaigns/c1"))
                .GET());
        assertEquals(401, none.statusCode());
        assertEquals("{\"message\":\"Unauthorized\"}", none.body());
        assertTrue(none.headers().firstValue("WWW-Authenticate").orElseThrow().startsWith("Bearer"));
        var weak = send(request("/campaigns/c1", "operate").GET());
        assertEquals(403, weak.statusCode());
        assertEquals("{\"message\":\"Forbidden\"}", weak.body());
        assertEquals("", called.get());
    }

    @Test
    void a_public_route_needs_no_token_and_an_unknown_one_is_not_found() throws Exception {
        assertEquals(
                201,
                send(HttpRequest.newBuilder(URI.create(front.url() + "/u/abc")).GET())
                        .statusCode());
        assertEquals(404, send(request("/nowhere", "read").GET()).statusCode());
        assertEquals(404, send(request("/campaigns/", "read").GET()).statusCode());
        assertEquals(404, send(request("/campaigns/c1", "read").DELETE()).statusCode());
    }

    @Test
    void a_failing_function_is_a_500_and_a_late_one_a_503_without_internals() throws Exception {
        functions = (name, event) -> {
            throw new IllegalStateException("secret");
        };
        var failed = send(request("/campaigns/c1", "read").GET());
        assertEquals(500, failed.statusCode());
        assertEquals("{\"message\":\"Internal Server Error\"}", failed.body());
        functions = (name, event) -> {
            throw new IllegalStateException(new TimeoutException());
        };
        assertEquals(503, send(request("/campaigns/c1", "read").GET()).statusCode());
    }

    @Test
    void a_body_above_the_limit_is_refused() throws Exception {
        var answer = send(request("/campaigns", "operate")
                .POST(BodyPublishers.ofByteArray(new byte[ApiFront.LARGEST_EVENT + 1])));
        assertEquals(413, answer.statusCode());
        assertEquals("", called.get());
    }

    @Test
    void a_body_that_makes_the_event_too_large_is_refused() throws Exception {
        var file = BodyPublishers.ofString("a".repeat(5_000_000));
        assertEquals(
                413,
                send(request("/campaigns", "operate")
                                .header("Content-Type", "application/octet-stream")
                                .POST(file))
                        .statusCode());
        assertEquals("", called.get());
        assertEquals(
                201,
                send(request("/campaigns", "operate")
                                .header("Content-Type", "text/csv")
                                .POST(file))
                        .statusCode());
    }

    @Test
    void a_request_by_another_name_is_refused() throws Exception {
        var port = URI.create(front.url()).getPort();
        assertEquals("HTTP/1.1 403 Forbidden", statusLine("evil.example.com:" + port));
        assertEquals("HTTP/1.1 403 Forbidden", statusLine("127.0.0.1:1"));
        assertEquals("HTTP/1.1 403 Forbidden", statusLine("evil.example.com"));
        assertEquals("HTTP/1.1 201 Created", statusLine("localhost:" + port));
        assertEquals("HTTP/1.1 201 Created", statusLine("[::1]:" + port));
    }

    @Test
    void no_other_origin_is_let_in() throws Exception {
        var answer = send(HttpRequest.newBuilder(URI.create(front.url() + "/u/abc"))
                .header("Origin", "http://evil.example.com")
                .GET());
        assertTrue(answer.headers().firstValue("Access-Control-Allow-Origin").isEmpty());
    }

    @Test
    void the_token_endpoint_gives_a_token_that_the_front_takes() throws Exception {
        var form = "grant_type=client_credentials&scope=read&client_id=" + Issuer.CLIENT_ID + "&client_secret="
                + keys.clientSecret();
        var answer = send(HttpRequest.newBuilder(URI.create(front.url() + "/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
        assertEquals(200, answer.statusCode());
        var token = answer.body().replaceAll(".*\"access_token\":\"([^\"]+)\".*", "$1");
        var read = send(HttpRequest.newBuilder(URI.create(front.url() + "/campaigns/c1"))
                .header("Authorization", "Bearer " + token)
                .GET());
        assertEquals(201, read.statusCode());
    }

    @Test
    void the_token_endpoint_refuses_a_wrong_secret_and_unknown_scopes() throws Exception {
        assertEquals(401, token("grant_type=client_credentials&client_id=muster-local&client_secret=wrong"));
        assertEquals(401, token("grant_type=client_credentials"));
        assertEquals(
                400,
                token("grant_type=client_credentials&scope=root&client_id=muster-local&client_secret="
                        + keys.clientSecret()));
        assertEquals(400, token("client_id=muster-local&client_secret=" + keys.clientSecret()));
    }

    @Test
    void the_issuer_can_be_discovered() throws Exception {
        var answer = send(HttpRequest.newBuilder(URI.create(front.url() + "/.well-known/openid-configuration"))
                .GET());
        assertTrue(answer.body().contains("\"issuer\":\"" + front.url() + "\""));
        var jwks = send(HttpRequest.newBuilder(URI.create(front.url() + "/.well-known/jwks.json"))
                .GET());
        assertTrue(jwks.body().contains(keys.signing().getKeyID()));
        assertTrue(!jwks.body().contains("\"d\":"), "the private part stays here");
    }

    private int token(String form) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(front.url() + "/oauth2/token"))
                        .POST(BodyPublishers.ofString(form)))
                .statusCode();
    }

    private HttpRequest.Builder request(String path, String scope) {
        return HttpRequest.newBuilder(URI.create(front.url() + path))
                .header("Authorization", "Bearer " + issuer.accessToken("demo", List.of(scope)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }

    private String statusLine(String host) throws IOException {
        try (var socket = new Socket(
                java.net.InetAddress.ofLiteral("127.0.0.1"),
                URI.create(front.url()).getPort())) {
            socket.getOutputStream()
                    .write(("GET /u/abc HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            var text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return text.substring(0, text.indexOf('\r'));
        }
    }

    private APIGatewayV2HTTPResponse echo(String function, String event) {
        called.set(function);
        seen.set(Events.http(event));
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(201)
                .withHeaders(new HashMap<>(Map.of("Content-Type", "application/problem+json")))
                .withCookies(List.of("kept=1"))
                .withBody("{\"ok\":true}")
                .build();
    }
}
