package io.muster.local.runtime;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.muster.local.host.FunctionHost;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;

/** Lambda's runtime API for one function, on loopback: the function asks for the next event and posts what came of it. */
final class RuntimeApi implements AutoCloseable {

    private static final String BASE = "/2018-06-01/runtime/";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Packaged function;
    private final BlockingQueue<Asked> waiting = new LinkedBlockingQueue<>();
    private final Map<String, Asked> running = new ConcurrentHashMap<>();
    private final CompletableFuture<Boolean> initialised = new CompletableFuture<>();
    private final CompletableFuture<Boolean> restore = new CompletableFuture<>();
    private final AtomicReference<String> over = new AtomicReference<>();

    private record Asked(String id, String event, CompletableFuture<String> answer) {}

    /** What the function posted instead of an answer. */
    static final class Posted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Posted(String document) {
            super(document);
        }
    }

    private RuntimeApi(HttpServer server, Packaged function) {
        this.server = server;
        this.function = function;
    }

    static RuntimeApi start(Packaged function) throws IOException {
        var loopback = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
        var api = new RuntimeApi(HttpServer.create(loopback, 0), function);
        api.server.createContext(BASE, api::handle);
        api.server.setExecutor(api.threads);
        api.server.start();
        return api;
    }

    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Completes when the function has initialised: it asks for an event, or to be restored. */
    CompletableFuture<Boolean> initialised() {
        return initialised;
    }

    /** Lets a function go on that stopped for a snapshot. */
    void restore() {
        restore.complete(true);
    }

    CompletableFuture<String> invoke(String event) {
        var asked = new Asked(UUID.randomUUID().toString(), event, new CompletableFuture<>());
        running.put(asked.id(), asked);
        waiting.add(asked);
        var why = over.get();
        if (why != null) {
            end(why);
        }
        return asked.answer();
    }

    /** Nothing will be answered any more. */
    void end(String why) {
        over.set(why);
        initialised.completeExceptionally(new Posted(why));
        running.values().forEach(asked -> asked.answer().completeExceptionally(new Posted(why)));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var what = exchange.getRequestURI().getPath().substring(BASE.length());
            switch (what) {
                case "invocation/next" -> next(exchange);
                case "restore/next" -> restoreNext(exchange);
                case "init/error", "restore/error" -> {
                    end(body);
                    answer(exchange, 202, "");
                }
                default -> posted(what.split("/", -1), body, exchange);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void next(HttpExchange exchange) throws IOException, InterruptedException {
        initialised.complete(true);
        var asked = waiting.take();
        var headers = exchange.getResponseHeaders();
        headers.set("Lambda-Runtime-Aws-Request-Id", asked.id());
        headers.set("Lambda-Runtime-Invoked-Function-Arn", FunctionHost.arn(function.name()));
        headers.set(
                "Lambda-Runtime-Deadline-Ms",
                Long.toString(System.currentTimeMillis() + function.limit().toMillis()));
        headers.set("Content-Type", "application/json");
        answer(exchange, 200, asked.event());
    }

    private void restoreNext(HttpExchange exchange) throws IOException {
        initialised.complete(true);
        restore.join();
        answer(exchange, 200, "");
    }

    /** Takes {@code invocation/ID/response} and {@code invocation/ID/error}. */
    private void posted(String[] path, String body, HttpExchange exchange) throws IOException {
        var asked = path.length == 3 ? running.remove(path[1]) : null;
        if (asked == null) {
            answer(exchange, 404, "");
            return;
        }
        answer(exchange, 202, "");
        if (path[2].equals("response")) {
            asked.answer().complete(body);
        } else {
            asked.answer().completeExceptionally(new Posted(body));
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        restore();
        server.stop(0);
        threads.shutdownNow();
    }
}
