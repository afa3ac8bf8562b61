package io.muster.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ContractTest {

    @Test
    void routes_reach_as_far_as_what_they_have_in_common() {
        assertEquals("GET/errors", reach("GET /errors"));
        assertEquals("POST/tasks/*", reach("POST /tasks/{id}/assign"));
        assertEquals("*/u/*", reach("GET /u/{token}", "POST /u/{token}"));
        assertEquals("GET/tasks*", reach("GET /tasks", "GET /tasks/{id}"));
        assertEquals("GET/c*", reach("GET /campaigns/{id}", "GET /contacts"));
        assertEquals("*/*", reach("GET /tasks", "PUT /errors"));
    }

    private static String reach(String... keys) {
        return Contract.reach(Arrays.stream(keys)
                .map(key -> key.split(" ", 2))
                .map(key -> new Contract.Route(key[0], key[1], "read", "one", false))
                .toList());
    }
}
