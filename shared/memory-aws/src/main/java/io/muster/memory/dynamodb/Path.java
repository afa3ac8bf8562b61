package io.muster.memory.dynamodb;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A document path, its {@code #names} resolved: an attribute, then map keys and list indexes. */
record Path(List<Step> steps) {

    /** One step of a path. */
    sealed interface Step extends Comparable<Step> {

        @Override
        default int compareTo(Step other) {
            return switch (this) {
                case Field a -> other instanceof Field b ? a.name.compareTo(b.name) : -1;
                case Element a -> other instanceof Element b ? Integer.compare(a.index, b.index) : 1;
            };
        }
    }

    /** An attribute or a key of a map. */
    record Field(String name) implements Step {
        @Override
        public String toString() {
            return name;
        }
    }

    /** An element of a list. */
    record Element(int index) implements Step {
        @Override
        public String toString() {
            return "[" + index + "]";
        }
    }

    Path {
        steps = List.copyOf(steps);
    }

    String attribute() {
        return steps.getFirst().toString();
    }

    boolean startsWith(Path other) {
        return steps.size() >= other.steps.size()
                && steps.subList(0, other.steps.size()).equals(other.steps);
    }

    /** Returns the value that an item has here, null if none. */
    @Nullable
    AttributeValue in(Map<String, AttributeValue> item) {
        var value = item.get(attribute());
        for (var i = 1; i < steps.size() && value != null; i++) {
            value = child(value, steps.get(i));
        }
        return value;
    }

    static @Nullable AttributeValue child(AttributeValue value, Step step) {
        return switch (step) {
            case Field field -> value.hasM() ? value.m().get(field.name) : null;
            case Element element ->
                value.hasL() && element.index < value.l().size() ? value.l().get(element.index) : null;
        };
    }

    /** Refuses, for update and projection expressions, paths that contain each other or take one value as map and list. */
    static void refuseOverlaps(String kind, List<Path> paths) {
        for (var i = 0; i < paths.size(); i++) {
            for (var j = i + 1; j < paths.size(); j++) {
                refuseOverlap(kind, paths.get(i), paths.get(j));
            }
        }
    }

    private static void refuseOverlap(String kind, Path one, Path two) {
        var shared = 0;
        var least = Math.min(one.steps.size(), two.steps.size());
        while (shared < least && one.steps.get(shared).equals(two.steps.get(shared))) {
            shared++;
        }
        var overlap = shared == least;
        if (overlap || one.steps.get(shared).getClass() != two.steps.get(shared).getClass()) {
            throw Errors.validation("Invalid " + kind + ": Two document paths " + (overlap ? "overlap" : "conflict")
                    + " with each other; must remove or rewrite one of these paths; path one: " + one.steps
                    + ", path two: " + two.steps);
        }
    }
}
