package io.muster.memory.dynamodb;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What an update does to an item. All values are taken from the item as it was; removals come last and from the back, so
 * that no list index moves under another action.
 */
record UpdateExpression(List<Action> actions) {

    /** One clause. */
    sealed interface Action {
        Path path();
    }

    /** {@code SET path = value}. */
    record SetTo(Path path, Operand value) implements Action {}

    /** {@code REMOVE path}. */
    record Remove(Path path) implements Action {}

    /** {@code ADD path :value}: to a number or a set. */
    record Add(Path path, String value) implements Action {}

    /** {@code DELETE path :value}: from a set. */
    record Delete(Path path, String value) implements Action {}

    private static final Comparator<Action> ORDER = (a, b) -> {
        var removals = Boolean.compare(a instanceof Remove, b instanceof Remove);
        var paths = compare(a.path(), b.path());
        return removals != 0 ? removals : a instanceof Remove ? -paths : paths;
    };

    static UpdateExpression of(List<Action> actions) {
        return new UpdateExpression(actions.stream().sorted(ORDER).toList());
    }

    private static int compare(Path a, Path b) {
        var shared = Math.min(a.steps().size(), b.steps().size());
        for (var i = 0; i < shared; i++) {
            var order = a.steps().get(i).compareTo(b.steps().get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.steps().size(), b.steps().size());
    }

    /** Refuses request values of types that a clause can never take. */
    void check(Map<String, AttributeValue> values) {
        for (var action : actions) {
            switch (action) {
                case SetTo(var path, var value) -> check(value, values);
                case Remove remove -> {}
                case Add(var path, var name) -> {
                    var value = Objects.requireNonNull(values.get(name));
                    if (value.n() == null && !Values.isSet(value)) {
                        throw wrongType("ADD", value);
                    }
                }
                case Delete(var path, var name) -> {
                    var value = Objects.requireNonNull(values.get(name));
                    if (!Values.isSet(value)) {
                        throw wrongType("DELETE", value);
                    }
                }
            }
        }
    }

    /** Refuses to touch the key. */
    void refuseKeys(KeySchema schema) {
        for (var action : actions) {
            if (schema.contains(action.path().attribute())) {
                throw Errors.invalid(
                        "Cannot update attribute " + action.path().attribute() + ". This attribute is part of the key");
            }
        }
    }

    private static void check(Operand operand, Map<String, AttributeValue> values) {
        switch (operand) {
            case Operand.At at -> {}
            case Operand.Given given -> {}
            case Operand.Call(var function, var arguments) -> {
                for (var argument : arguments) {
                    check(argument, values);
                    if (function.equals("list_append")) {
                        expect(function, argument, values, AttributeValue.Type.L);
                    }
                }
            }
            case Operand.Sum(var left, var plus, var right) -> {
                expect(plus ? "+" : "-", left, values, AttributeValue.Type.N);
                expect(plus ? "+" : "-", right, values, AttributeValue.Type.N);
            }
        }
    }

    private static void expect(
            String operator, Operand operand, Map<String, AttributeValue> values, AttributeValue.Type type) {
        if (operand instanceof Operand.Given(var name)
                && Objects.requireNonNull(values.get(name)).type() != type) {
            throw Errors.validation("Invalid UpdateExpression: Incorrect operand type for operator or function;"
                    + " operator or function: " + operator + ", operand type: "
                    + Values.type(Objects.requireNonNull(values.get(name))));
        }
    }

    private static RuntimeException wrongType(String operator, AttributeValue value) {
        var type = switch (value.type()) {
            case S -> "STRING";
            case N -> "NUMBER";
            case B -> "BINARY";
            case M -> "MAP";
            case L -> "LIST";
            case BOOL -> "BOOLEAN";
            case NUL -> "NULL";
            case SS, NS, BS, UNKNOWN_TO_SDK_VERSION -> Values.type(value);
        };
        return Errors.validation("Invalid UpdateExpression: Incorrect operand type for operator or function; operator: "
                + operator + ", operand type: " + type + ", typeSet: ALLOWED_FOR_" + operator + "_OPERAND");
    }

    /** Returns the item as the update leaves it. */
    Map<String, AttributeValue> apply(Map<String, AttributeValue> item, Map<String, AttributeValue> values) {
        var next = new HashMap<>(item);
        for (var action : actions) {
            switch (action) {
                case SetTo(var path, var value) -> put(next, path, value.newValue(item, values));
                case Remove(var path) -> put(next, path, null);
                case Add(var path, var name) ->
                    put(next, path, added(path.in(item), Objects.requireNonNull(values.get(name))));
                case Delete(var path, var name) ->
                    put(next, path, deleted(path.in(item), Objects.requireNonNull(values.get(name))));
            }
        }
        return next;
    }

    /** Returns the attributes of an item in which an updated path exists: the answer to UPDATED_OLD and UPDATED_NEW. */
    Map<String, AttributeValue> touched(Map<String, AttributeValue> item) {
        var touched = new HashMap<String, AttributeValue>();
        for (var action : actions) {
            var value = item.get(action.path().attribute());
            if (value != null && action.path().in(item) != null) {
                touched.put(action.path().attribute(), value);
            }
        }
        return touched;
    }

    private static AttributeValue added(@Nullable AttributeValue old, AttributeValue more) {
        if (old == null) {
            return more;
        }
        if (old.type() != more.type()) {
            throw Operand.wrongType();
        }
        return more.n() == null ? Values.union(old, more) : Operand.sum(old, true, more);
    }

    private static @Nullable AttributeValue deleted(@Nullable AttributeValue old, AttributeValue less) {
        if (old == null) {
            return null;
        }
        if (old.type() != less.type()) {
            throw Operand.wrongType();
        }
        return Values.without(old, less);
    }

    private static void put(HashMap<String, AttributeValue> item, Path path, @Nullable AttributeValue value) {
        var steps = path.steps();
        var name = path.attribute();
        var whole = item.get(name);
        if (steps.size() > 1 && whole == null) {
            throw invalidPath();
        }
        var next = steps.size() == 1 || whole == null ? value : within(whole, steps.subList(1, steps.size()), value);
        if (next == null) {
            item.remove(name);
        } else {
            item.put(name, next);
        }
    }

    /** Returns a document with one value replaced, or removed if null, sharing everything else with the old one. */
    private static AttributeValue within(AttributeValue whole, List<Path.Step> steps, @Nullable AttributeValue value) {
        var inner = Path.child(whole, steps.getFirst());
        if (steps.size() > 1 && inner == null) {
            throw invalidPath();
        }
        var next = steps.size() == 1 || inner == null ? value : within(inner, steps.subList(1, steps.size()), value);
        return switch (steps.getFirst()) {
            case Path.Field(var name) -> field(whole, name, next);
            case Path.Element(var index) -> element(whole, index, next);
        };
    }

    private static AttributeValue field(AttributeValue whole, String name, @Nullable AttributeValue next) {
        if (!whole.hasM()) {
            throw invalidPath();
        }
        var map = new HashMap<>(whole.m());
        if (next == null) {
            map.remove(name);
        } else {
            map.put(name, next);
        }
        return AttributeValue.fromM(map);
    }

    private static AttributeValue element(AttributeValue whole, int index, @Nullable AttributeValue next) {
        if (!whole.hasL()) {
            throw invalidPath();
        }
        var list = new ArrayList<>(whole.l());
        if (index >= list.size()) {
            if (next != null) {
                list.add(next);
            }
        } else if (next == null) {
            list.remove(index);
        } else {
            list.set(index, next);
        }
        return AttributeValue.fromL(list);
    }

    private static RuntimeException invalidPath() {
        return Errors.validation("The document path provided in the update expression is invalid for update");
    }
}
