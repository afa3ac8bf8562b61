package io.muster.local.front;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One route of the API.
 *
 * @param key method and path template, as in the API's contract: {@code POST /campaigns/{id}/bids}
 * @param open whether it needs no token
 * @param scopes of which a token must have one; empty where any token will do
 * @param function the name of the function that serves it
 */
public record Route(String key, boolean open, Set<String> scopes, String function) {

    public Route {
        scopes = Set.copyOf(scopes);
    }

    /** Returns the method. */
    public String method() {
        return key.substring(0, key.indexOf(' '));
    }

    /** Returns the path's parameters, decoded, when this route serves the method and path. */
    Optional<Map<String, String>> match(String method, String rawPath) {
        return method().equals(method) ? match(rawPath) : Optional.empty();
    }

    /** Returns how many of the template's segments are literal; the most literal route wins. */
    long literals() {
        return template().stream().filter(segment -> !segment.startsWith("{")).count();
    }

    private Optional<Map<String, String>> match(String rawPath) {
        var template = template();
        var path = segments(rawPath);
        if (template.size() != path.size()) {
            return Optional.empty();
        }
        var parameters = new HashMap<String, String>();
        for (int i = 0; i < template.size(); i++) {
            var wanted = template.get(i);
            var found = path.get(i);
            if (wanted.startsWith("{") && !found.isEmpty()) {
                parameters.put(wanted.substring(1, wanted.length() - 1), decode(found));
            } else if (!wanted.equals(found)) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }

    private List<String> template() {
        return segments(key.substring(key.indexOf(' ') + 1));
    }

    private static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }

    private static String decode(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
