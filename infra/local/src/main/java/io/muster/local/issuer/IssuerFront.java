package io.muster.local.issuer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.muster.local.front.Web;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The issuer's endpoints: discovery, keys, and tokens by client credentials (RFC 6749, section 4.4). */
public final class IssuerFront {

    private static final int LARGEST_FORM = 16 * 1024;

    private final Issuer issuer;
    private final String workspace;

    /** Makes the endpoints of an issuer whose one client belongs to a workspace. */
    public IssuerFront(Issuer issuer, String workspace) {
        this.issuer = issuer;
        this.workspace = workspace;
    }

    /** Returns what is to be served, by path. */
    public Map<String, HttpHandler> endpoints() {
        return Map.of(
                "/.well-known/openid-configuration", exchange -> json(exchange, 200, discovery()),
                "/.well-known/jwks.json",
                        exchange -> Web.answer(
                                exchange,
                                200,
                                "application/json",
                                issuer.publicKeys().toString()),
                "/oauth2/token", this::token);
    }

    private ObjectNode discovery() {
        var document = JsonNodeFactory.instance.objectNode();
        document.put("issuer", issuer.url());
        document.put("token_endpoint", issuer.url() + "/oauth2/token");
        document.put("jwks_uri", issuer.url() + "/.well-known/jwks.json");
        document.putArray("grant_types_supported").add("client_credentials");
        document.putArray("response_types_supported").add("token");
        document.putArray("subject_types_supported").add("public");
        document.putArray("id_token_signing_alg_values_supported").add("ES256");
        document.putArray("token_endpoint_auth_methods_supported")
                .add("client_secret_basic")
                .add("client_secret_post");
        var scopes = document.putArray("scopes_supported");
        Issuer.SCOPES.forEach(scopes::add);
        return document;
    }

    private void token(HttpExchange exchange) throws IOException {
        if (!"POST".equals(exchange.getRequestMethod())) {
            refuse(exchange, 405, "invalid_request");
            return;
        }
        var form = new HashMap<String, String>();
        try {
            form.putAll(form(new String(exchange.getRequestBody().readNBytes(LARGEST_FORM), StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException malformed) {
            refuse(exchange, 400, "invalid_request");
            return;
        }
        form.putAll(basic(exchange.getRequestHeaders().getFirst("Authorization")));
        var asked = form.getOrDefault("scope", String.join(" ", Issuer.SCOPES));
        var scopes = List.of(asked.strip().split(" +", -1));
        if (!issuer.accepts(form.getOrDefault("client_id", ""), form.getOrDefault("client_secret", ""))) {
            refuse(exchange, 401, "invalid_client");
        } else if (!"client_credentials".equals(form.get("grant_type"))) {
            refuse(exchange, 400, "unsupported_grant_type");
        } else if (!Issuer.SCOPES.containsAll(scopes)) {
            refuse(exchange, 400, "invalid_scope");
        } else {
            grant(exchange, scopes);
        }
    }

    private void grant(HttpExchange exchange, List<String> scopes) throws IOException {
        var answer = JsonNodeFactory.instance.objectNode();
        answer.put("access_token", issuer.accessToken(workspace, scopes));
        answer.put("token_type", "Bearer");
        answer.put("expires_in", Issuer.LIFE.toSeconds());
        answer.put("scope", String.join(" ", scopes));
        json(exchange, 200, answer);
    }

    private static void refuse(HttpExchange exchange, int status, String error) throws IOException {
        json(exchange, status, JsonNodeFactory.instance.objectNode().put("error", error));
    }

    private static void json(HttpExchange exchange, int status, ObjectNode node) throws IOException {
        Web.answer(exchange, status, "application/json", node.toString());
    }

    private static Map<String, String> basic(@Nullable String authorization) {
        if (authorization == null || !authorization.startsWith("Basic ")) {
            return Map.of();
        }
        try {
            var pair = new String(Base64.getDecoder().decode(authorization.substring(6)), StandardCharsets.UTF_8);
            var colon = pair.indexOf(':');
            return colon < 0
                    ? Map.of()
                    : Map.of(
                            "client_id", decode(pair.substring(0, colon)),
                            "client_secret", decode(pair.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            return Map.of(); // not Base64: no client, which is then refused
        }
    }

    private static Map<String, String> form(String body) {
        var form = new HashMap<String, String>();
        Arrays.stream(body.split("&", -1))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .forEach(pair -> form.put(decode(pair[0]), decode(pair[1])));
        return form;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
