package io.muster.memory.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Something in an expression that has a value, or, where a path leads nowhere, none. */
sealed interface Operand {

    /** A document path. */
    record At(Path path) implements Operand {}

    /** A {@code :value} of the request. */
    record Given(String name) implements Operand {}

    /** A function's result: size, if_not_exists or list_append; boolean functions appear in {@link Condition.Holds}. */
    record Call(String function, List<Operand> arguments) implements Operand {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** A sum or difference. */
    record Sum(Operand left, boolean plus, Operand right) implements Operand {}

    /** Returns the value in a condition: missing paths and sizes of what has none are null. */
    default @Nullable AttributeValue value(Map<String, AttributeValue> item, Map<String, AttributeValue> values) {
        return switch (this) {
            case At(var path) -> path.in(item);
            case Given(var name) -> values.get(name);
            case Call(var function, var arguments) -> size(arguments.getFirst().value(item, values));
            case Sum sum -> throw new IllegalStateException("no sums in conditions: " + sum);
        };
    }

    /** Returns the value in an update, where a missing path is an error. */
    default AttributeValue newValue(Map<String, AttributeValue> item, Map<String, AttributeValue> values) {
        return switch (this) {
            case At(var path) -> {
                var value = path.in(item);
                if (value == null) {
                    throw Errors.validation(
                            "The provided expression refers to an attribute that does not exist in the item");
                }
                yield value;
            }
            case Given(var name) -> Objects.requireNonNull(values.get(name));
            case Call(var function, var arguments) ->
                function.equals("if_not_exists")
                        ? firstOf(arguments, item, values)
                        : appended(
                                arguments.get(0).newValue(item, values),
                                arguments.get(1).newValue(item, values));
            case Sum(var left, var plus, var right) ->
                sum(left.newValue(item, values), plus, right.newValue(item, values));
        };
    }

    private static AttributeValue firstOf(
            List<Operand> arguments, Map<String, AttributeValue> item, Map<String, AttributeValue> values) {
        var present = arguments.getFirst().value(item, values);
        return present == null ? arguments.get(1).newValue(item, values) : present;
    }

    private static AttributeValue appended(AttributeValue left, AttributeValue right) {
        if (!left.hasL() || !right.hasL()) {
            throw wrongType();
        }
        var all = new ArrayList<>(left.l());
        all.addAll(right.l());
        return AttributeValue.fromL(all);
    }

    static AttributeValue sum(AttributeValue left, boolean plus, AttributeValue right) {
        if (left.n() == null || right.n() == null) {
            throw wrongType();
        }
        return AttributeValue.fromN(plus ? Numbers.add(left.n(), right.n()) : Numbers.subtract(left.n(), right.n()));
    }

    static RuntimeException wrongType() {
        return Errors.validation("An operand in the update expression has an incorrect data type");
    }

    private static @Nullable AttributeValue size(@Nullable AttributeValue value) {
        if (value == null) {
            return null;
        }
        var size = switch (value.type()) {
            case S -> Values.utf8(value.s());
            case B -> value.b().asByteArrayUnsafe().length;
            case SS -> value.ss().size();
            case NS -> value.ns().size();
            case BS -> value.bs().size();
            case M -> value.m().size();
            case L -> value.l().size();
            case N, BOOL, NUL, UNKNOWN_TO_SDK_VERSION -> -1;
        };
        return size < 0 ? null : AttributeValue.fromN(Integer.toString(size));
    }
}
