package io.muster.functions.dispatch.form;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An internet on one loopback server: names resolve as told, and a connection to any public address ends here. Every
 * attempt to connect is written down; one to an address that is not public fails, and stays in the list.
 */
final class Internet implements AutoCloseable {

    static final String PUBLIC = "93.184.216.34";

    final List<InetSocketAddress> attempts = Collections.synchronizedList(new ArrayList<>());
    final List<Post> posts = Collections.synchronizedList(new ArrayList<>());
    final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Deque<List<String>>> names = new HashMap<>();
    private final Map<String, HttpHandler> pages = new HashMap<>();
    private final Set<String> unreachable = new java.util.HashSet<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    final Web web;

    /** What a form sent. */
    record Post(String url, String type, String body, String cookie, String agent) {}

    Internet() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        web = Web.of(this::lookUp, Set.of(), Politeness.every(Duration.ZERO), "bids@muster.example.com", Watched::new);
    }

    /** Has a name resolve to the addresses of each answer in turn, the last one for good. */
    void name(String host, String... answers) {
        names.put(
                host,
                new ArrayDeque<>(Arrays.stream(answers)
                        .map(answer -> List.of(answer.split(",")))
                        .toList()));
    }

    /** Has a page answered: {@code host/path}, the query left out. */
    void serve(String url, HttpHandler handler) {
        pages.put(url, handler);
        names.computeIfAbsent(url.substring(0, url.indexOf('/')), _ -> new ArrayDeque<>(List.of(List.of(PUBLIC))));
    }

    void page(String url, String html) {
        serve(url, exchange -> reply(exchange, 200, "text/html; charset=utf-8", html));
    }

    void redirect(String url, String location) {
        serve(url, exchange -> {
            exchange.getResponseHeaders().set("Location", location);
            exchange.sendResponseHeaders(302, -1);
        });
    }

    /** Takes posts and answers them with a status. */
    void take(String url, int status) {
        serve(url, exchange -> {
            var headers = exchange.getRequestHeaders();
            posts.add(new Post(
                    url,
                    headers.getFirst("Content-Type"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                    String.valueOf(headers.getFirst("Cookie")),
                    headers.getFirst("User-Agent")));
            if (status == 429) {
                exchange.getResponseHeaders().set("Retry-After", "90");
            }
            reply(exchange, status, "text/html", "thank you");
        });
    }

    /** Has every connection to an address fail. */
    void unplug(String address) {
        unreachable.add(address);
    }

    static void reply(HttpExchange exchange, int status, String type, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private List<Directory.Endpoint> lookUp(String host, int port, boolean secure) throws UnknownHostException {
        var answers = names.get(host);
        if (answers == null && !host.matches("[0-9.]+|.*:.*")) {
            throw new UnknownHostException(host);
        }
        var answer = answers == null ? List.of(host) : answers.size() > 1 ? answers.poll() : answers.peek();
        return answer.stream()
                .map(address -> new Directory.Endpoint(InetAddress.ofLiteral(address), port, false))
                .toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var url = exchange.getRequestHeaders().getFirst("Host")
                    + exchange.getRequestURI().getRawPath();
            requests.add(exchange.getRequestMethod() + " " + url);
            var page = pages.get(url);
            if (page == null) {
                reply(exchange, 404, "text/plain", "not here");
            } else {
                page.handle(exchange);
            }
        }
    }

    @Override
    public void close() {
        web.close();
        server.stop(0);
        threads.shutdownNow();
    }

    /** A socket that tells where it was sent. */
    private final class Watched extends Socket {

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            var to = (InetSocketAddress) endpoint;
            attempts.add(to);
            if (!PublicAddress.forbidden(to.getAddress()).isEmpty()
                    || unreachable.contains(to.getAddress().getHostAddress())) {
                throw new ConnectException("nobody there");
            }
            super.connect(server.getAddress(), timeout);
        }
    }
}
