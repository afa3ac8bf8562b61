package io.muster.simulation;

import java.util.Map;

/**
 * What a client asks of the API, the same however often it has to ask.
 *
 * @param route method and path template
 * @param path values of the template's placeholders
 * @param body JSON; empty for none
 * @param key the idempotency key
 */
record Request(String workspace, String route, Map<String, String> path, String body, String key) {

    public Request {
        path = Map.copyOf(path);
    }
}
