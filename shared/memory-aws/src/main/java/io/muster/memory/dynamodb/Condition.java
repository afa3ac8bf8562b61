package io.muster.memory.dynamodb;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A condition or filter, as a tree that is judged against an item. */
sealed interface Condition {

    /** The type names that attribute_type takes, in the order in which the service lists them. */
    String TYPES = "{B,NULL,SS,BOOL,L,BS,N,NS,S,M}";

    Set<String> TYPE_NAMES = Set.of("S", "N", "B", "SS", "NS", "BS", "M", "L", "BOOL", "NULL");

    /** Both hold. */
    record And(Condition left, Condition right) implements Condition {}

    /** At least one holds. */
    record Or(Condition left, Condition right) implements Condition {}

    /** It does not hold. */
    record Not(Condition condition) implements Condition {}

    /** A comparison by one of {@code = <> < <= > >=}. */
    record Compare(String operator, Operand left, Operand right) implements Condition {}

    /** The value lies between two others, both included. */
    record Between(Operand value, Operand lower, Operand upper) implements Condition {}

    /** The value is one of others. */
    record In(Operand value, List<Operand> choices) implements Condition {
        public In {
            choices = List.copyOf(choices);
        }
    }

    /** A boolean function holds. */
    record Holds(String function, List<Operand> arguments) implements Condition {
        public Holds {
            arguments = List.copyOf(arguments);
        }
    }

    default boolean test(Map<String, AttributeValue> item, Map<String, AttributeValue> values) {
        return switch (this) {
            case And(var left, var right) -> left.test(item, values) && right.test(item, values);
            case Or(var left, var right) -> left.test(item, values) || right.test(item, values);
            case Not(var condition) -> !condition.test(item, values);
            case Compare(var operator, var left, var right) ->
                compare(operator, left.value(item, values), right.value(item, values));
            case Between(var value, var lower, var upper) -> {
                var it = value.value(item, values);
                yield compare(">=", it, lower.value(item, values)) && compare("<=", it, upper.value(item, values));
            }
            case In(var value, var choices) -> {
                var it = value.value(item, values);
                yield it != null && choices.stream().anyMatch(c -> it.equals(c.value(item, values)));
            }
            case Holds(var function, var arguments) -> holds(function, arguments, item, values);
        };
    }

    static boolean compare(String operator, @Nullable AttributeValue left, @Nullable AttributeValue right) {
        if (operator.equals("=")) {
            return left != null && left.equals(right);
        }
        if (operator.equals("<>")) {
            return left == null || !left.equals(right);
        }
        var order = left == null || right == null ? null : Values.compare(left, right);
        return order != null
                && switch (operator) {
                    case "<" -> order < 0;
                    case "<=" -> order <= 0;
                    case ">" -> order > 0;
                    case ">=" -> order >= 0;
                    default -> throw new IllegalStateException(operator);
                };
    }

    private static boolean holds(
            String function,
            List<Operand> arguments,
            Map<String, AttributeValue> item,
            Map<String, AttributeValue> values) {
        var first = arguments.getFirst().value(item, values);
        if (function.equals("attribute_not_exists")) {
            return first == null;
        }
        if (first == null || function.equals("attribute_exists")) {
            return first != null;
        }
        var second = arguments.get(1).value(item, values);
        return second != null
                && switch (function) {
                    case "attribute_type" -> Values.type(first).equals(second.s());
                    case "begins_with" -> beginsWith(first, second);
                    case "contains" -> contains(first, second);
                    default -> throw new IllegalStateException(function);
                };
    }

    private static boolean beginsWith(AttributeValue value, AttributeValue prefix) {
        if (value.s() != null && prefix.s() != null) {
            return value.s().startsWith(prefix.s());
        }
        return value.b() != null && prefix.b() != null && indexOf(value, prefix) == 0;
    }

    private static boolean contains(AttributeValue value, AttributeValue part) {
        return switch (value.type()) {
            case S -> part.s() != null && value.s().contains(part.s());
            case B -> part.b() != null && indexOf(value, part) >= 0;
            case SS -> part.s() != null && value.ss().contains(part.s());
            case NS -> part.n() != null && value.ns().contains(part.n());
            case BS -> part.b() != null && value.bs().contains(part.b());
            case L -> value.l().contains(part);
            case N, M, BOOL, NUL, UNKNOWN_TO_SDK_VERSION -> false;
        };
    }

    private static int indexOf(AttributeValue value, AttributeValue part) {
        var whole = value.b().asByteArrayUnsafe();
        var wanted = part.b().asByteArrayUnsafe();
        for (var i = 0; i + wanted.length <= whole.length; i++) {
            if (Arrays.equals(whole, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }

    /** Refuses request values of types that an operator or function can never take. */
    default void check(String kind, Map<String, AttributeValue> values) {
        switch (this) {
            case And(var left, var right) -> {
                left.check(kind, values);
                right.check(kind, values);
            }
            case Or(var left, var right) -> {
                left.check(kind, values);
                right.check(kind, values);
            }
            case Not(var condition) -> condition.check(kind, values);
            case Compare(var operator, var left, var right) -> {
                checkSize(kind, left, values);
                checkSize(kind, right, values);
                if (!operator.equals("=") && !operator.equals("<>")) {
                    expect(kind, operator, left, values, "S", "N", "B");
                    expect(kind, operator, right, values, "S", "N", "B");
                }
            }
            case Between between -> checkBetween(kind, between, values);
            case In(var value, var choices) -> {
                checkSize(kind, value, values);
                choices.forEach(c -> checkSize(kind, c, values));
            }
            case Holds(var function, var arguments) -> checkFunction(kind, function, arguments, values);
        }
    }

    private static void checkBetween(String kind, Between between, Map<String, AttributeValue> values) {
        checkSize(kind, between.value, values);
        for (var operand : List.of(between.value, between.lower, between.upper)) {
            expect(kind, "BETWEEN", operand, values, "S", "N", "B");
        }
        if (between.lower instanceof Operand.Given(var from) && between.upper instanceof Operand.Given(var to)) {
            var lower = Objects.requireNonNull(values.get(from));
            var upper = Objects.requireNonNull(values.get(to));
            var bounds = "lower bound operand: AttributeValue: " + Values.print(lower)
                    + ", upper bound operand: AttributeValue: " + Values.print(upper);
            var order = Values.compare(lower, upper);
            if (order == null) {
                throw Errors.validation("Invalid " + kind
                        + ": The BETWEEN operator requires same data type for lower and upper bounds; " + bounds);
            }
            if (order > 0) {
                throw Errors.validation("Invalid " + kind + ": The BETWEEN operator requires upper bound to be greater"
                        + " than or equal to lower bound; " + bounds);
            }
        }
    }

    private static void checkFunction(
            String kind, String function, List<Operand> arguments, Map<String, AttributeValue> values) {
        arguments.forEach(a -> checkSize(kind, a, values));
        if (function.equals("begins_with")) {
            arguments.forEach(a -> expect(kind, function, a, values, "S", "B"));
        }
        if (function.equals("attribute_type")) {
            expect(kind, function, arguments.get(1), values, "S");
            if (arguments.get(1) instanceof Operand.Given(var name)
                    && !TYPE_NAMES.contains(
                            Objects.requireNonNull(values.get(name)).s())) {
                throw Errors.validation("Invalid " + kind + ": Invalid attribute type name found; type: "
                        + Objects.requireNonNull(values.get(name)).s() + ", valid types: " + TYPES);
            }
        }
    }

    private static void checkSize(String kind, Operand operand, Map<String, AttributeValue> values) {
        if (operand instanceof Operand.Call(var function, var arguments)) {
            expect(kind, function, arguments.getFirst(), values, "S", "B", "SS", "NS", "BS", "M", "L");
        }
    }

    private static void expect(
            String kind, String operator, Operand operand, Map<String, AttributeValue> values, String... types) {
        if (operand instanceof Operand.Given(var name)) {
            var type = Values.type(Objects.requireNonNull(values.get(name)));
            if (!List.of(types).contains(type)) {
                throw Errors.validation("Invalid " + kind + ": Incorrect operand type for operator or function;"
                        + " operator or function: " + operator + ", operand type: " + type);
            }
        }
    }
}
