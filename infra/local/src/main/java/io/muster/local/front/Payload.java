package io.muster.local.front;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes the event of payload format 2.0 from a request, field by field as API Gateway's HTTP API does. */
final class Payload {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Payload() {}

    /** A request as it came in, but for its body. */
    record Request(
            String id,
            Instant at,
            String method,
            String rawPath,
            @Nullable String rawQuery,
            Map<String, List<String>> headers,
            String sourceIp,
            String host) {}

    /** Returns the event's JSON. */
    static String json(
            Request request,
            byte[] body,
            Route route,
            Map<String, String> pathParameters,
            Access.@Nullable Granted token) {
        var headers = headers(request.headers());
        var event = JsonNodeFactory.instance.objectNode();
        event.put("version", "2.0");
        event.put("routeKey", route.key());
        event.put("rawPath", request.rawPath());
        event.put("rawQueryString", request.rawQuery() == null ? "" : request.rawQuery());
        var cookies = headers.remove("cookie");
        if (cookies != null) {
            var list = event.putArray("cookies");
            List.of(cookies.split("; ?", -1)).forEach(list::add);
        }
        headers.forEach(event.putObject("headers")::put);
        var query = query(request.rawQuery());
        if (!query.isEmpty()) {
            query.forEach(event.putObject("queryStringParameters")::put);
        }
        if (!pathParameters.isEmpty()) {
            new TreeMap<>(pathParameters).forEach(event.putObject("pathParameters")::put);
        }
        putContext(event.putObject("requestContext"), request, route, headers.get("user-agent"), token);
        putBody(event, body, headers.getOrDefault("content-type", "application/json"));
        return text(event);
    }

    private static void putContext(
            ObjectNode context,
            Request request,
            Route route,
            @Nullable String userAgent,
            Access.@Nullable Granted token) {
        context.put("accountId", "000000000000");
        context.put("apiId", "local");
        if (token != null) {
            var jwt = context.putObject("authorizer").putObject("jwt");
            new TreeMap<>(token.claims()).forEach(jwt.putObject("claims")::put);
            var scopes = jwt.putArray("scopes");
            token.scopes().forEach(scopes::add);
        }
        context.put("domainName", request.host());
        context.put("domainPrefix", "local");
        context.putObject("http")
                .put("method", request.method())
                .put("path", request.rawPath())
                .put("protocol", "HTTP/1.1")
                .put("sourceIp", request.sourceIp())
                .put("userAgent", userAgent == null ? "" : userAgent);
        context.put("requestId", request.id());
        context.put("routeKey", route.key());
        context.put("stage", "$default");
        context.put("time", TIME.format(request.at()));
        context.put("timeEpoch", request.at().toEpochMilli());
    }

    private static void putBody(ObjectNode event, byte[] body, String contentType) {
        var text = isText(contentType) && isUtf8(body);
        if (body.length > 0) {
            event.put(
                    "body",
                    text
                            ? new String(body, StandardCharsets.UTF_8)
                            : Base64.getEncoder().encodeToString(body));
        }
        event.put("isBase64Encoded", body.length > 0 && !text);
    }

    private static boolean isUtf8(byte[] body) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return true;
        } catch (CharacterCodingException other) {
            return false;
        }
    }

    private static boolean isText(String contentType) {
        var type = contentType.toLowerCase(Locale.ROOT);
        return type.startsWith("text/")
                || type.startsWith("application/json")
                || type.startsWith("application/x-www-form-urlencoded")
                || type.startsWith("application/xml")
                || type.startsWith("application/javascript")
                || type.contains("+json")
                || type.contains("+xml");
    }

    private static Map<String, String> headers(Map<String, List<String>> headers) {
        var flat = new TreeMap<String, String>();
        headers.forEach((name, values) -> flat.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        return flat;
    }

    private static Map<String, String> query(@Nullable String rawQuery) {
        var query = new LinkedHashMap<String, String>();
        if (rawQuery == null || rawQuery.isEmpty()) {
            return query;
        }
        for (var pair : rawQuery.split("&", -1)) {
            var equals = pair.indexOf('=');
            var name = decode(equals < 0 ? pair : pair.substring(0, equals));
            query.merge(name, equals < 0 ? "" : decode(pair.substring(equals + 1)), (one, two) -> one + "," + two);
        }
        return query;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String text(ObjectNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
