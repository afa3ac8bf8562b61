package io.muster.aws.api;

import java.util.Map;

/**
 * A handler's answer.
 *
 * @param body anything that {@link Wire} can write
 */
public record ApiResponse(int status, Object body, Map<String, String> headers) {

    public ApiResponse {
        headers = Map.copyOf(headers);
    }

    /** Returns the answer to a read or a change. */
    public static ApiResponse ok(Object body) {
        return new ApiResponse(200, body, Map.of());
    }

    /** Returns the answer to a creation, naming where the new thing is. */
    public static ApiResponse created(String location, Object body) {
        return new ApiResponse(201, body, Map.of("location", location));
    }
}
