package io.muster.memory.dynamodb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What an answer shows of an item: a tree of the wanted paths, a node without children meaning all below it. */
record Projection(TreeMap<Path.Step, Projection> children) {

    static Projection of(List<Path> paths) {
        var root = new Projection(new TreeMap<>());
        for (var path : paths) {
            var node = root;
            for (var step : path.steps()) {
                node = node.children.computeIfAbsent(step, s -> new Projection(new TreeMap<>()));
            }
        }
        return root;
    }

    Map<String, AttributeValue> of(Map<String, AttributeValue> item) {
        var shown = new HashMap<String, AttributeValue>();
        children.forEach((step, child) -> {
            var value = item.get(step.toString());
            var part = value == null ? null : child.of(value);
            if (part != null) {
                shown.put(step.toString(), part);
            }
        });
        return shown;
    }

    private @Nullable AttributeValue of(AttributeValue value) {
        if (children.isEmpty()) {
            return value;
        }
        var map = new HashMap<String, AttributeValue>();
        var list = new ArrayList<AttributeValue>();
        children.forEach((step, child) -> {
            var inner = Path.child(value, step);
            var part = inner == null ? null : child.of(inner);
            switch (step) {
                case Path.Field(var name) when part != null -> map.put(name, part);
                case Path.Element element when part != null -> list.add(part);
                case Path.Field field -> {}
                case Path.Element element -> {}
            }
        });
        return !map.isEmpty() ? AttributeValue.fromM(map) : !list.isEmpty() ? AttributeValue.fromL(list) : null;
    }
}
