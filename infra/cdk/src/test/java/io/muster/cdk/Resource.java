package io.muster.cdk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A resource of a template, with the id that others refer to it by. */
record Resource(String id, JsonNode node) {

    static List<Resource> all(Synthesised made, String type) {
        return made.resources(type).entrySet().stream()
                .map(entry -> new Resource(entry.getKey(), entry.getValue()))
                .toList();
    }

    static Resource only(Synthesised made, String type) {
        made.only(type);
        return all(made, type).getFirst();
    }

    static Stream<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    static List<String> texts(JsonNode list) {
        return each(list).map(JsonNode::asText).toList();
    }

    /** Returns the property at a path such as {@code /Policies/PasswordPolicy}. */
    JsonNode property(String path) {
        return node.at("/Properties" + path);
    }

    String text(String name) {
        return property("/" + name).asText();
    }
}
