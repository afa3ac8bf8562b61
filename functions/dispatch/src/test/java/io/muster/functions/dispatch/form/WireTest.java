package io.muster.functions.dispatch.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.domain.touch.Obstacle;
import io.muster.functions.dispatch.Preparation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.cookie.BasicCookieStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that try to keep us, or to fill us up. */
@Timeout(20)
class WireTest {

    private static final String SITE = "firm.example.net";
    private static final Duration SHORT = Duration.ofMillis(300);

    private final Internet internet = new Internet();

    @AfterEach
    void close() {
        internet.close();
    }

    @Test
    void a_giant_page_is_read_to_the_limit_and_no_further() {
        internet.serve(SITE + "/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, 0);
            var block = new byte[1 << 16];
            for (long sent = 0; sent < 1L << 40; sent += block.length) {
                exchange.getResponseBody().write(block);
            }
        });
        assertEquals(
                new Preparation.Closed(Obstacle.Kind.NO_FORM),
                FormSender.over(internet.web).prepare("http://" + SITE));
    }

    @Test
    void a_small_answer_that_unpacks_to_a_giant_is_no_way_around_it() throws IOException {
        var bomb = zipped(new byte[200 * 1024 * 1024]);
        assertTrue(bomb.length < Wire.LARGEST / 8, "a bomb of " + bomb.length);
        serveZipped(bomb);
        assertEquals(
                new Preparation.Closed(Obstacle.Kind.NO_FORM),
                FormSender.over(internet.web).prepare("http://" + SITE));
    }

    @Test
    void a_packed_page_is_read() throws IOException {
        serveZipped(zipped("<form method=post><input name=name><input name=email><textarea name=m></textarea></form>"
                .getBytes(StandardCharsets.UTF_8)));
        assertInstanceOf(Preparation.Open.class, FormSender.over(internet.web).prepare("http://" + SITE));
    }

    private static byte[] zipped(byte[] plain) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(out)) {
            zip.write(plain);
        }
        return out.toByteArray();
    }

    private void serveZipped(byte[] packed) {
        internet.serve(SITE + "/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, packed.length);
            exchange.getResponseBody().write(packed);
        });
    }

    @Test
    void a_body_in_slow_drips_ends_with_the_deadline() throws Exception {
        dripping("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", "x");
    }

    @Test
    void so_does_a_head_that_never_ends() throws Exception {
        dripping("HTTP/1.1 200 OK\r\nX-Long: ", "x");
    }

    @Test
    void so_does_a_server_that_takes_the_request_and_says_nothing() throws Exception {
        dripping("", "");
    }

    /** Answers with a start and then one piece every few milliseconds, for as long as anybody listens. */
    private static void dripping(String start, String drip) throws Exception {
        var over = new CountDownLatch(1);
        try (var server = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"));
                var wire = new Wire("test", Socket::new)) {
            var thread = Thread.ofVirtual().start(() -> drip(server, start, drip, over));
            var address = WebAddress.parse("http://drip.example.net/");
            var endpoint = new Directory.Endpoint(server.getInetAddress(), server.getLocalPort(), false);
            var before = System.nanoTime();
            var unanswered = assertThrows(
                    Wire.Unanswered.class,
                    () -> wire.exchange(
                            new HttpUriRequestBase("GET", URI.create("/")),
                            address,
                            endpoint,
                            new BasicCookieStore(),
                            Deadline.in(SHORT)));
            assertTrue(unanswered.departed());
            assertTrue(System.nanoTime() - before < Duration.ofSeconds(5).toNanos());
            over.countDown();
            thread.join();
        }
    }

    private static void drip(ServerSocket server, String start, String drip, CountDownLatch over) {
        try (var socket = server.accept()) {
            socket.getOutputStream().write(start.getBytes(StandardCharsets.US_ASCII));
            while (!over.await(5, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                socket.getOutputStream().write(drip.getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
            }
        } catch (IOException | InterruptedException e) {
            // it was hung up on, as it should be
        }
    }

    @Test
    void a_request_that_found_nobody_never_departed() throws Exception {
        int port;
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            port = taken.getLocalPort();
        }
        try (var wire = new Wire("test", Socket::new)) {
            var unanswered = assertThrows(
                    Wire.Unanswered.class,
                    () -> wire.exchange(
                            new HttpUriRequestBase("GET", URI.create("/")),
                            WebAddress.parse("http://gone.example.net/"),
                            new Directory.Endpoint(InetAddress.ofLiteral("127.0.0.1"), port, false),
                            new BasicCookieStore(),
                            Deadline.in(Duration.ofSeconds(5))));
            assertEquals(false, unanswered.departed());
        }
    }
}
