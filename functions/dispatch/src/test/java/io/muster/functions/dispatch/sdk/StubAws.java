package io.muster.functions.dispatch.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An AWS service that speaks JSON over a bare socket, since only there a hang-up can be scripted. */
public final class StubAws implements AutoCloseable {

    /** Every request, in order. */
    public final List<Seen> requests = Collections.synchronizedList(new ArrayList<>());

    private final ServerSocket server;
    private volatile Answer answer = new Answer.Json(200, "{}");

    public StubAws() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /** One request as the service saw it. */
    public record Seen(String line, Map<String, String> headers, JsonNode body) {}

    /** What the service does with a request. */
    public sealed interface Answer {
        /** It answers. */
        record Json(int status, String body, @Nullable String retryAfter) implements Answer {
            public Json(int status, String body) {
                this(status, body, null);
            }
        }

        /** It takes the request and closes the connection. */
        record HangUp() implements Answer {}

        /** It takes the request and says nothing. */
        record Silence() implements Answer {}

        /** It closes the connection in the middle of its answer. */
        record HalfAnAnswer() implements Answer {}
    }

    /** From now on, answers so. */
    public void answers(Answer next) {
        answer = next;
    }

    /** From now on, refuses with an error of a type. */
    public void refuses(int status, String type, String more) {
        answer = new Answer.Json(
                status, "{\"__type\":\"" + type + "\",\"Message\":\"no\"" + (more.isEmpty() ? "" : "," + more) + "}");
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = socket.getInputStream();
            for (var seen = read(in); seen != null; seen = read(in)) {
                requests.add(seen);
                switch (answer) {
                    case Answer.Json json -> socket.getOutputStream().write(bytes(json));
                    case Answer.HangUp _ -> {
                        return;
                    }
                    case Answer.Silence _ -> {
                        if (in.read() < 0) {
                            return;
                        }
                    }
                    case Answer.HalfAnAnswer _ -> {
                        socket.getOutputStream()
                                .write("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{\""
                                        .getBytes(StandardCharsets.US_ASCII));
                        return;
                    }
                }
            }
        } catch (IOException e) {
            // the client hung up
        }
    }

    private static byte[] bytes(Answer.Json json) {
        var body = json.body().getBytes(StandardCharsets.UTF_8);
        var head = "HTTP/1.1 " + json.status() + " X\r\nContent-Type: application/json\r\n"
                + (json.retryAfter() == null ? "" : "Retry-After: " + json.retryAfter() + "\r\n")
                + "Content-Length: " + body.length + "\r\n\r\n";
        return (head + json.body()).getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable Seen read(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c < 0) {
                return null;
            }
            head.append((char) c);
        }
        var lines = head.toString().strip().split("\r\n", -1);
        var headers = new HashMap<String, String>();
        for (int i = 1; i < lines.length; i++) {
            var colon = lines[i].indexOf(':');
            headers.put(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).strip());
        }
        var body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        var start = lines[0].split(" ", 3);
        return new Seen(start[0] + " " + start[1], headers, new ObjectMapper().readTree(body));
    }
}
