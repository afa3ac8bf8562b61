package io.muster.aws.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Turns the snake_case names of one body into those that routes know, and what is refused back into the caller's. */
final class SnakeCase {

    private static final Pattern WORD = Pattern.compile("(?<=[A-Za-z0-9])_([a-z0-9])");

    private final Map<String, String> called = new HashMap<>();
    private final List<Violation> twice = new ArrayList<>();

    /** Returns the request with the names of today; a body that is no JSON object stays as it is, to be refused as such. */
    ApiRequest modern(ApiRequest request) {
        var body = Body.object(request);
        if (body.isEmpty()) {
            return request;
        }
        var renamed = renamed(body.get(), "").toString();
        if (!twice.isEmpty()) {
            throw Problem.invalid(twice).thrown();
        }
        return request.with(renamed);
    }

    /** Returns a refusal with the names that the caller used. */
    Problem asCalled(Problem problem) {
        return problem.with(problem.violations().stream()
                .map(one -> new Violation(path(one.field()), one.message(), one.allowed()))
                .toList());
    }

    private JsonNode renamed(JsonNode node, String path) {
        return switch (node) {
            case ObjectNode object -> renamed(object, path);
            case ArrayNode array -> {
                var copy = array.arrayNode();
                array.forEach(element -> copy.add(renamed(element, path)));
                yield copy;
            }
            default -> node;
        };
    }

    private ObjectNode renamed(ObjectNode object, String path) {
        var copy = object.objectNode();
        object.properties().forEach(property -> {
            var name = property.getKey();
            var modern = WORD.matcher(name).replaceAll(word -> word.group(1).toUpperCase(Locale.ROOT));
            if (copy.has(modern)) {
                twice.add(new Violation(path + name, "is stated twice, in two spellings", null));
            }
            called.put(modern, name);
            copy.set(modern, renamed(property.getValue(), path + name + "."));
        });
        return copy;
    }

    private String path(String field) {
        return Arrays.stream(field.split("\\.", -1)).map(this::part).collect(Collectors.joining("."));
    }

    /** Returns one part of a path, an index behind it left alone; what the caller left out is named as it would be. */
    private String part(String part) {
        int index = part.indexOf('[');
        var name = index < 0 ? part : part.substring(0, index);
        var asCalled = called.getOrDefault(
                name, name.replaceAll("(?<=[a-z0-9])([A-Z])", "_$1").toLowerCase(Locale.ROOT));
        return index < 0 ? asCalled : asCalled + part.substring(index);
    }
}
