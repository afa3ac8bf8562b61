package io.muster.cdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The API's routes, read from the contract, so that the gateway can have no other. */
final class Contract {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private Contract() {}

    /**
     * One route.
     *
     * @param scope what it asks of a token; absent where none is needed
     * @param function which function serves it
     * @param creates whether it makes something that was not there
     */
    record Route(String method, String path, @Nullable String scope, String function, boolean creates) {

        /** Returns what the gateway calls it. */
        String key() {
            return method + " " + path;
        }
    }

    /** Returns what of the API some routes reach, as method and path of an ARN: what they have in common, and no more. */
    static String reach(List<Route> routes) {
        var methods = routes.stream().map(Route::method).distinct().toList();
        var path = routes.stream()
                .map(route -> route.path().replaceFirst("\\{.*", "*"))
                .reduce(Contract::common)
                .orElseThrow();
        return (methods.size() == 1 ? methods.getFirst() : "*") + path;
    }

    private static String common(String one, String other) {
        if (one.equals(other)) {
            return one;
        }
        int same = 0;
        while (same < Math.min(one.length(), other.length())
                && one.charAt(same) == other.charAt(same)
                && one.charAt(same) != '*') {
            same++;
        }
        return one.substring(0, same) + "*";
    }

    static List<Route> routes(Path root) {
        var routes = new ArrayList<Route>();
        read(root.resolve("events/openapi.yaml"))
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(entry -> METHODS.contains(entry.getKey()))
                        .forEach(entry -> routes.add(route(entry.getKey(), path.getKey(), entry.getValue()))));
        return List.copyOf(routes);
    }

    private static Route route(String method, String path, JsonNode operation) {
        var scope = operation.at("/security/0/token/0").asText();
        var function = operation.path("x-function").asText();
        if (function.isEmpty()) {
            throw new IllegalStateException("the contract does not say which function serves " + method + " " + path);
        }
        return new Route(
                method.toUpperCase(Locale.ROOT),
                path,
                scope.isEmpty() ? null : scope,
                function,
                operation.path("responses").has("201"));
    }

    private static JsonNode read(Path file) {
        try {
            return new YAMLMapper().readTree(file.toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
