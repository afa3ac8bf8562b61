package io.muster.aws.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A request as handlers see it: who asks, in which workspace, and what. The workspace comes from the verified token
 * alone, so that no path, query or body can reach another's data.
 *
 * @param subject who asks, as the issuer names them
 * @param path values of the route's placeholders
 * @param headers by lower-case name
 * @param body as sent; empty when there is none
 * @param packed the body's bytes in Base64, where the gateway took it for no text; else empty
 */
public record ApiRequest(
        String routeKey,
        String workspace,
        String subject,
        Set<Scope> scopes,
        Map<String, String> path,
        Map<String, String> query,
        Map<String, String> headers,
        String body,
        String packed,
        String requestId) {

    private static final int LONGEST_PLACEHOLDER = 256;
    private static final int KEY_BYTES = 16;
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,128}");

    /** Returns the request in an event whose token the gateway has verified. */
    static ApiRequest of(APIGatewayV2HTTPEvent event) {
        var bearer = Bearer.of(claims(event));
        return new ApiRequest(
                String.valueOf(event.getRouteKey()),
                bearer.workspace(),
                bearer.subject(),
                bearer.scopes(),
                orEmpty(event.getPathParameters()),
                orEmpty(event.getQueryStringParameters()),
                headers(event),
                text(event),
                event.getIsBase64Encoded() && event.getBody() != null ? event.getBody() : "",
                String.valueOf(event.getRequestContext().getRequestId()));
    }

    /** Returns a request that nobody vouches for: of no workspace, which no key accepts, and of no scope. */
    static ApiRequest anonymous(APIGatewayV2HTTPEvent event) {
        var context = event.getRequestContext();
        return new ApiRequest(
                String.valueOf(event.getRouteKey()),
                "",
                "anonymous",
                Set.of(),
                orEmpty(event.getPathParameters()),
                orEmpty(event.getQueryStringParameters()),
                headers(event),
                text(event),
                event.getIsBase64Encoded() && event.getBody() != null ? event.getBody() : "",
                context == null ? "" : String.valueOf(context.getRequestId()));
    }

    /** Returns the same request as one of another route. */
    ApiRequest on(String route) {
        return new ApiRequest(route, workspace, subject, scopes, path, query, headers, body, packed, requestId);
    }

    /** Returns the same request with another body. */
    ApiRequest with(String changed) {
        return new ApiRequest(routeKey, workspace, subject, scopes, path, query, headers, changed, "", requestId);
    }

    /** Returns the value of a placeholder of the route. */
    public String path(String name) {
        var value = path.get(name);
        if (value == null || value.isBlank()) {
            throw Problem.invalid(name, "must be in the path", null).thrown();
        }
        if (value.length() > LONGEST_PLACEHOLDER) {
            throw Problem.invalid(name, "is too long", "at most " + LONGEST_PLACEHOLDER + " characters")
                    .thrown();
        }
        return value;
    }

    /** Returns the body byte by byte, for files, whose encoding is their own. */
    public byte[] bytes() {
        return packed.isEmpty()
                ? body.getBytes(StandardCharsets.UTF_8)
                : Base64.getDecoder().decode(packed);
    }

    /** Returns a query parameter, if it was given. */
    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name)).filter(value -> !value.isBlank());
    }

    /** Returns a query parameter that is one of a closed list, spelt in lower case, if it was given. */
    public <E extends Enum<E>> Optional<E> choice(String name, Class<E> list) {
        return query(name)
                .map(text -> Arrays.stream(list.getEnumConstants())
                        .filter(constant -> Wire.name(constant).equals(text))
                        .findFirst()
                        .orElseThrow(() -> Problem.invalid(name, "is not one of the values allowed", names(list))
                                .thrown()));
    }

    private static <E extends Enum<E>> String names(Class<E> list) {
        return Arrays.stream(list.getEnumConstants()).map(Wire::name).collect(Collectors.joining(", "));
    }

    /** Returns a header, if it was given. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /**
     * Returns what makes a repeated request recognisable, if the caller sent it: a hash, since it is kept in places that
     * nobody's erasure reaches, and callers may have put anything into it. Another workspace's same key has another.
     * It hides nothing that somebody could guess: a key is better a random one.
     */
    public Optional<String> idempotencyKey() {
        var key = header("idempotency-key");
        key.filter(value -> !KEY.matcher(value).matches()).ifPresent(value -> {
            throw Problem.invalid(
                            "Idempotency-Key", "is not usable", "1 to 128 printable ASCII characters without spaces")
                    .thrown();
        });
        return key.map(this::hashed);
    }

    private String hashed(String key) {
        var hash = Body.sha256(("idempotency key\n" + workspace + "\n" + key).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash, 0, KEY_BYTES);
    }

    /** Refuses query parameters other than the named ones. */
    public void onlyQuery(String... allowed) {
        var known = Set.of(allowed);
        var message = "is not a parameter of this request" + (known.isEmpty() ? ", which has none" : "");
        var violations = query.keySet().stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .map(name -> new Violation(name, message, known.isEmpty() ? null : String.join(", ", allowed)))
                .toList();
        if (!violations.isEmpty()) {
            throw Problem.invalid(violations).thrown();
        }
    }

    private static Map<String, String> claims(APIGatewayV2HTTPEvent event) {
        var context = event.getRequestContext();
        var authorizer = context == null ? null : context.getAuthorizer();
        var jwt = authorizer == null ? null : authorizer.getJwt();
        return jwt == null ? Map.of() : orEmpty(jwt.getClaims());
    }

    private static Map<String, String> headers(APIGatewayV2HTTPEvent event) {
        var headers = new HashMap<String, String>();
        orEmpty(event.getHeaders()).forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        return Collections.unmodifiableMap(headers);
    }

    private static String text(APIGatewayV2HTTPEvent event) {
        var body = event.getBody();
        if (body == null || !event.getIsBase64Encoded()) {
            return body == null ? "" : body;
        }
        try {
            return new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            throw Problem.refused(400, "malformed_body", "The body cannot be read", "It is not Base64.")
                    .thrown();
        }
    }

    private static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
        return map == null ? Map.of() : map;
    }
}
