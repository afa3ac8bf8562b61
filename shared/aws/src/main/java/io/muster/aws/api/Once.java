package io.muster.aws.api;

import io.muster.aws.Platform;
import io.muster.aws.store.Idempotency;
import io.muster.aws.store.Idempotency.Entry;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Gives the same request under the same key the same answer for a day, for work that may be done again without harm: the
 * answer is kept when the work is done, and a request that died in between does it again.
 */
public final class Once {

    private final Idempotency idempotency;

    public Once(Platform platform) {
        this.idempotency = new Idempotency(platform);
    }

    /** What is kept of an answer. */
    private record Kept(int status, Map<String, String> headers, String body) {

        private static final String SEPARATOR = "\n";

        static Kept of(ApiResponse response) {
            return new Kept(response.status(), response.headers(), Wire.json(response.body()));
        }

        static Kept read(String text) {
            var parts = text.split(SEPARATOR, 3);
            var location = parts[1].isEmpty() ? Map.<String, String>of() : Map.of("location", parts[1]);
            return new Kept(Integer.parseInt(parts[0]), location, parts[2]);
        }

        String text() {
            return String.join(SEPARATOR, Integer.toString(status), headers.getOrDefault("location", ""), body);
        }

        ApiResponse response() {
            return new ApiResponse(status, body, headers);
        }
    }

    /** Returns the answer to a request: the one it had before under its key, else what the work comes to. */
    public ApiResponse answer(ApiRequest request, Supplier<ApiResponse> work) {
        var key = request.idempotencyKey();
        if (key.isEmpty()) {
            return work.get();
        }
        var asked = new Idempotency.Request(key.get(), Body.digest(request));
        var earlier = idempotency.find(request.workspace(), asked.key());
        return earlier.map(entry -> answer(asked, entry)).orElseGet(() -> {
            var kept = Kept.of(work.get());
            return answer(asked, idempotency.remember(request.workspace(), asked, kept.text()));
        });
    }

    private static ApiResponse answer(Idempotency.Request asked, Entry entry) {
        if (!entry.fingerprint().equals(asked.fingerprint())) {
            throw Applied.keyReused().thrown();
        }
        return Kept.read(entry.result()).response();
    }
}
