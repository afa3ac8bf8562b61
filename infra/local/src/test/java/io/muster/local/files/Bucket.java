package io.muster.local.files;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.muster.local.front.Web;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * As much of S3 as files need: objects by path; for a presigned PUT, the headers that were signed must be as they were
 * when it was signed, of which the length and the condition are checked here.
 */
final class Bucket implements HttpHandler {

    private final Map<String, byte[]> objects = new ConcurrentHashMap<>();

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        var key = exchange.getRequestURI().getPath();
        switch (exchange.getRequestMethod()) {
            case "PUT" -> put(exchange, key);
            case "GET" -> get(exchange, key);
            case "DELETE" -> {
                objects.remove(key);
                Web.answer(exchange, 204, new byte[0]);
            }
            default -> Web.message(exchange, 405, "not here");
        }
    }

    private void put(HttpExchange exchange, String key) throws IOException {
        var query = String.valueOf(exchange.getRequestURI().getQuery());
        var body = exchange.getRequestBody().readAllBytes();
        var signed = Arrays.stream(query.split("&", -1))
                .filter(part -> part.startsWith("X-Amz-SignedHeaders="))
                .findFirst()
                .orElse("");
        if (signed.contains("content-length") && body.length != 5) {
            error(exchange, 403, "SignatureDoesNotMatch");
        } else if ("*".equals(header(exchange, "If-None-Match")) && objects.containsKey(key)) {
            error(exchange, 412, "PreconditionFailed");
        } else if (signed.contains("if-none-match") && header(exchange, "If-None-Match") == null) {
            error(exchange, 403, "SignatureDoesNotMatch");
        } else {
            objects.put(key, unchunked(exchange, body));
            exchange.getResponseHeaders().set("ETag", "\"0\"");
            Web.answer(exchange, 200, new byte[0]);
        }
    }

    private void get(HttpExchange exchange, String key) throws IOException {
        var object = objects.get(key);
        if (object == null) {
            error(exchange, 403, "AccessDenied"); // as to all who may not list
        } else {
            Web.answer(exchange, 200, object);
        }
    }

    /** The SDK may send a body in signed chunks: a length in hex, the bytes, and in the end a trailer. */
    private static byte[] unchunked(HttpExchange exchange, byte[] body) {
        var length = header(exchange, "x-amz-decoded-content-length");
        if (length == null) {
            return body;
        }
        var text = new String(body, StandardCharsets.ISO_8859_1);
        var plain = new StringBuilder();
        for (int at = 0; plain.length() < Integer.parseInt(length); ) {
            int end = text.indexOf("\r\n", at);
            int size = Integer.parseInt(text.substring(at, end).split(";", 2)[0], 16);
            plain.append(text, end + 2, end + 2 + size);
            at = end + 2 + size + 2;
        }
        return plain.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static @Nullable String header(HttpExchange exchange, String name) {
        return exchange.getRequestHeaders().getFirst(name);
    }

    private static void error(HttpExchange exchange, int status, String code) throws IOException {
        Web.answer(
                exchange, status, "application/xml", "<Error><Code>" + code + "</Code><Message>no</Message></Error>");
    }
}
