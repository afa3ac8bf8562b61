package io.muster.local.front;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The one HTTP server of an embedded stack: loopback only, a virtual thread per request. It begins to listen before it is
 * told what to serve, since some of that needs to know its address.
 */
public final class HttpFront implements AutoCloseable {

    private static final int STOP_SECONDS = 10;
    private static final int MOST_REQUESTS = 10_000;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore requests = new Semaphore(MOST_REQUESTS);

    private HttpFront(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
    }

    /** Binds a port of the loopback interface; 0 takes a free one. */
    public static HttpFront bind(int port) {
        limitRequestTime();
        try {
            return new HttpFront(
                    HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 512));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "port " + port + " cannot be used; choose another, or 0 for a free one: " + e.getMessage(), e);
        }
    }

    /** The server takes its limits from system properties: a request must arrive within a minute, as on AWS half of it. */
    private static void limitRequestTime() {
        System.setProperty("sun.net.httpserver.maxReqTime", "30");
        System.setProperty("sun.net.httpserver.maxRspTime", "60");
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** Returns the address to call. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Serves a path and everything below it. */
    public HttpFront serve(String path, HttpHandler handler) {
        server.createContext(path, handler).getFilters().add(new Doorkeeper());
        return this;
    }

    /** Serves several paths. */
    public HttpFront serve(Map<String, HttpHandler> handlers) {
        handlers.forEach(this::serve);
        return this;
    }

    /** Starts to answer. */
    public void start() {
        server.start();
    }

    /** Takes no more requests, finishes those under way, and ends. */
    @Override
    public void close() {
        try {
            if (!requests.tryAcquire(MOST_REQUESTS, STOP_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("requests were still under way after " + STOP_SECONDS + " s; they are cut off");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.stop(0); // its own way of waiting forgets requests whose caller has hung up
        threads.close();
    }

    /** Turns away what was not meant for this machine and closes every exchange, however it ended. */
    private final class Doorkeeper extends Filter {

        @Override
        public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
            exchange.getRequestBody(); // or else closing the exchange drops the connection
            var admitted = requests.tryAcquire();
            try (exchange) {
                if (!admitted) {
                    Web.message(exchange, 503, "Service Unavailable");
                } else if (Web.addressedToUs(exchange)) {
                    chain.doFilter(exchange);
                } else {
                    Web.message(exchange, 403, "Forbidden");
                }
            } finally {
                if (admitted) {
                    requests.release();
                }
            }
        }

        @Override
        public String description() {
            return "lets in what is addressed to this machine";
        }
    }
}
