package io.muster.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A caller of the API, for the command line and the simulated market: JSON in, JSON out, problems as exceptions. */
public final class LocalApi implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration UPLOAD_PATIENCE = Duration.ofMinutes(10);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String url;
    private final Supplier<String> token;

    /** Makes a caller; the token is asked for with each call. */
    public LocalApi(String url, Supplier<String> token) {
        this.url = url;
        this.token = token;
    }

    /** The API refused a request; the message is for the reader. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int status;

        Refused(int status, String message) {
            super(message);
            this.status = status;
        }

        /** Returns the HTTP status. */
        public int status() {
            return status;
        }
    }

    /** Nobody answers at the address. */
    public static final class Unreachable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreachable(String url, IOException cause) {
            super("no stack answers at " + url + "; start one with: mvn -Plocal", cause);
        }
    }

    /** Returns what is at a path. */
    public JsonNode get(String path) {
        return send(request(path).GET());
    }

    /** Posts JSON. */
    public JsonNode post(String path, JsonNode body, @Nullable String idempotencyKey) {
        var request = request(path).header("Content-Type", "application/json");
        if (idempotencyKey != null) {
            request.header("Idempotency-Key", idempotencyKey);
        }
        return send(request.POST(BodyPublishers.ofString(body.toString())));
    }

    /** Posts a file of a type. */
    public JsonNode post(String path, String type, byte[] body) {
        return send(request(path).header("Content-Type", type).POST(BodyPublishers.ofByteArray(body)));
    }

    /** Puts JSON at a path. */
    public JsonNode put(String path, JsonNode body) {
        return send(
                request(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(body.toString())));
    }

    /** Deletes what is at a path. */
    public JsonNode delete(String path) {
        return send(request(path).DELETE());
    }

    /** Puts a file at an address that was given out for it, which asks for no token. */
    public void upload(URI address, Map<String, String> headers, Path file) throws FileNotFoundException {
        var request = HttpRequest.newBuilder(address).timeout(UPLOAD_PATIENCE);
        headers.forEach(request::header);
        send(request.PUT(BodyPublishers.ofFile(file)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token.get());
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            return read(http.send(request.build(), BodyHandlers.ofString()));
        } catch (ConnectException e) {
            throw new Unreachable(url, e);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the API", e);
        }
    }

    private static JsonNode read(HttpResponse<String> response) throws IOException {
        var body = response.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(response.body());
        if (response.statusCode() >= 400) {
            throw new Refused(response.statusCode(), problem(response.statusCode(), body));
        }
        return body;
    }

    /** Says what a problem says: its detail, and each violation on a line of its own. */
    private static String problem(int status, JsonNode body) {
        var text = new StringBuilder(body.path("detail")
                .asText(body.path("title").asText(body.path("message").asText("HTTP " + status))));
        for (var violation : body.path("violations")) {
            text.append("\n  ").append(violation.path("field").asText()).append(": ");
            text.append(violation.path("message").asText());
            if (violation.hasNonNull("allowed")) {
                text.append(" (allowed: ")
                        .append(violation.path("allowed").asText())
                        .append(')');
            }
        }
        return text.toString();
    }

    @Override
    public void close() {
        http.close();
    }
}
