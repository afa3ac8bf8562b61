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
     */
    record Route(String method, String path, @Nullable String scope, String function) {}

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
        return new Route(method.toUpperCase(Locale.ROOT), path, scope.isEmpty() ? null : scope, function);
    }

    private static JsonNode read(Path file) {
        try {
            return new YAMLMapper().readTree(file.toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
