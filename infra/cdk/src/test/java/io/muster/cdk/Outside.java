package io.muster.cdk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What stands in for SES, SNS, S3 and whoever gives out credentials, on loopback. */
final class Outside implements AutoCloseable {

    /** Where a function that was restored finds who it is. */
    static final String CREDENTIALS = "/credentials";

    private static final String MAIL = "/v2/email/outbound-emails";

    private static final String WHO = """
        {"AccessKeyId":"restored","SecretAccessKey":"secret","Token":"token","Expiration":"2100-01-01T00:00:00Z"}\
        """;

    private final HttpServer server;
    private final AtomicInteger credentials = new AtomicInteger();
    private final List<String> mails = new CopyOnWriteArrayList<>();
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();

    Outside() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Returns the requests to send mail. */
    List<String> mails() {
        return List.copyOf(mails);
    }

    /** Returns how often somebody asked for credentials. */
    int credentialsGiven() {
        return credentials.get();
    }

    void put(String bucket, String key, byte[] file) {
        files.put("/" + bucket + "/" + key, file);
    }

    /** Gives something out at a path. */
    void serve(String path, String text) {
        files.put(path, text.getBytes(StandardCharsets.US_ASCII));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var path = exchange.getRequestURI().getPath();
            if (path.equals(CREDENTIALS)) {
                credentials.incrementAndGet();
                answer(exchange, 200, WHO.getBytes(StandardCharsets.UTF_8));
                return;
            }
            switch (exchange.getRequestMethod()) {
                case "POST" -> {
                    mails.add(new String(body, StandardCharsets.UTF_8));
                    var known = path.equals(MAIL);
                    answer(exchange, known ? 200 : 404, "{\"MessageId\":\"mail-1\"}".getBytes(StandardCharsets.UTF_8));
                }
                case "GET" ->
                    answer(exchange, files.containsKey(path) ? 200 : 404, files.getOrDefault(path, new byte[0]));
                case "PUT" -> {
                    files.put(path, body);
                    answer(exchange, 200, new byte[0]);
                }
                default -> answer(exchange, files.remove(path) == null ? 404 : 204, new byte[0]);
            }
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
