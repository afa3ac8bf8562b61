package io.muster.aws.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    @Test
    void a_list_goes_on_where_it_stopped() {
        var next = Cursor.next("campaigns", "2026-05-01T00:00:00Z/01ABC");
        assertEquals(
                new Cursor(10, "2026-05-01T00:00:00Z/01ABC"),
                Cursor.of(Requests.query(Map.of("limit", "10", "cursor", next)), "campaigns"));
    }

    @Test
    void without_parameters_a_list_starts_with_fifty() {
        assertEquals(new Cursor(50, null), Cursor.of(Requests.query(Map.of()), "campaigns"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "-1", "ten", "9999999999", "1.5"})
    void a_limit_outside_1_to_100_is_refused(String limit) {
        assertThrows(ProblemException.class, () -> Cursor.of(Requests.query(Map.of("limit", limit)), "campaigns"));
    }

    @Test
    void a_cursor_of_another_list_or_none_at_all_is_refused() {
        for (var cursor : new String[] {
            Cursor.next("tasks", "x"),
            Cursor.next("campaigns", ""),
            Cursor.next("campaigns", "x".repeat(257)),
            "%%%",
            "bm9uZQ"
        }) {
            assertThrows(
                    ProblemException.class, () -> Cursor.of(Requests.query(Map.of("cursor", cursor)), "campaigns"));
        }
    }

    @Test
    void an_idempotency_key_is_printable_and_short() {
        var event = Requests.event("POST /things", Requests.claims("operate"), "");
        event.setHeaders(Map.of("IDEMPOTENCY-KEY", "abc-1"));
        assertTrue(ApiRequest.of(event).idempotencyKey().isPresent());
        for (var key : new String[] {"", "a b", "ä", "x".repeat(129)}) {
            event.setHeaders(Map.of("Idempotency-Key", key));
            var request = ApiRequest.of(event);
            assertThrows(ProblemException.class, request::idempotencyKey, key);
        }
    }

    @Test
    void a_placeholder_longer_than_any_id_is_refused() {
        var event = Requests.event("GET /things/{id}", Requests.claims("read"), "");
        event.setPathParameters(Map.of("id", "x".repeat(513)));
        var request = ApiRequest.of(event);
        assertEquals(
                422,
                assertThrows(ProblemException.class, () -> request.path("id"))
                        .problem()
                        .status());
    }

    @Test
    void parameters_that_are_not_known_are_refused_by_name() {
        var request = Requests.query(Map.of("limit", "5", "workspace", "other"));
        assertEquals(
                "workspace",
                assertThrows(ProblemException.class, () -> request.onlyQuery("limit", "cursor"))
                        .problem()
                        .violations()
                        .getFirst()
                        .field());
    }
}
