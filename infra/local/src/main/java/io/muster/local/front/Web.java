package io.muster.local.front;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The few things that every page and endpoint of this server does alike. */
public final class Web {

    private static final Set<String> NAMES = Set.of("127.0.0.1", "localhost", "[::1]");

    private Web() {}

    /**
     * Returns whether a request was meant for this machine by one of its own names. A page elsewhere that had its name
     * resolve to loopback would send that name.
     */
    public static boolean addressedToUs(HttpExchange exchange) {
        @Nullable String host = exchange.getRequestHeaders().getFirst("Host");
        if (host == null) {
            return false;
        }
        var colon = host.lastIndexOf(':');
        var port = exchange.getLocalAddress().getPort();
        return colon > host.lastIndexOf(']')
                ? NAMES.contains(host.substring(0, colon))
                        && host.substring(colon + 1).equals(Integer.toString(port))
                : NAMES.contains(host) && port == 80;
    }

    /** Answers with a text of a type, in UTF-8. */
    public static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        answer(exchange, status, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Answers with bytes; the headers stand already. */
    public static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("X-Content-Type-Options", "nosniff");
        if (headers.getFirst("Cache-Control") == null) {
            headers.set("Cache-Control", "no-store");
        }
        var bodiless = body.length == 0 || "HEAD".equals(exchange.getRequestMethod());
        exchange.sendResponseHeaders(status, bodiless ? -1 : body.length);
        if (!bodiless) {
            exchange.getResponseBody().write(body);
        }
    }

    /** Answers as API Gateway does where no function was asked. */
    public static void message(HttpExchange exchange, int status, String message) throws IOException {
        answer(exchange, status, "application/json", "{\"message\":\"" + message + "\"}");
    }
}
