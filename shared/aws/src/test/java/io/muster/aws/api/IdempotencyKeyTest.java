package io.muster.aws.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.aws.Ids;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key that a caller makes of an address must not keep the address. */
class IdempotencyKeyTest {

    private static final Ids NEXT = () -> "next";

    @Test
    void a_key_is_kept_as_a_hash_that_is_the_same_each_time() {
        var key = request("acme", "dana@acme.example.com").idempotencyKey().orElseThrow();
        assertEquals("f83d603d1af56d75529ee0eff7b9f68f", key);
        assertEquals(Optional.of(key), request("acme", "dana@acme.example.com").idempotencyKey());
        assertEquals("api/" + key, Applied.inputId(request("acme", "dana@acme.example.com"), NEXT));
    }

    @Test
    void another_key_and_another_workspace_have_another_hash() {
        var key = request("acme", "one").idempotencyKey();
        assertNotEquals(key, request("acme", "two").idempotencyKey());
        assertNotEquals(key, request("other", "one").idempotencyKey());
    }

    @Test
    void a_request_without_a_key_is_a_new_input_each_time() {
        var request = Requests.request("{}");
        assertEquals(Optional.empty(), request.idempotencyKey());
        assertEquals("api/next", Applied.inputId(request, NEXT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two words", "\u00E9", "a\u0007"})
    void a_key_that_is_none_is_refused_as_it_was_sent(String key) {
        var problem = assertThrows(
                        ProblemException.class, () -> request("acme", key).idempotencyKey())
                .problem();
        assertEquals("Idempotency-Key", problem.violations().getFirst().field());
        assertTrue(request("acme", "k".repeat(128)).idempotencyKey().isPresent());
        assertFalse(problem.toString().contains("two words"));
    }

    private static ApiRequest request(String workspace, String key) {
        var event =
                Requests.event("POST /things", Map.of("workspace", workspace, "sub", "ada", "scope", "operate"), "{}");
        event.getHeaders().put("Idempotency-Key", key);
        return ApiRequest.of(event);
    }
}
