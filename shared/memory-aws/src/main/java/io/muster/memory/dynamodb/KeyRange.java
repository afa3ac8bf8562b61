package io.muster.memory.dynamodb;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The stretch of a table or index that a key condition selects: from {@code from} up to, but without, {@code to}. Since keys
 * are ordered bytes, every comparison becomes such a stretch: the successor of a key is the key with a zero byte behind it.
 */
record KeyRange(Key from, Key to) {

    static KeyRange of(Expressions.Bound condition, KeySchema schema) {
        var conditions = new ArrayList<Condition>();
        flatten(condition.parsed().tree(), conditions);
        if (conditions.size() > 2) {
            throw Errors.validation("Conditions can be of length 1 or 2 only");
        }
        Comparison hash = null;
        Comparison range = null;
        for (var single : conditions) {
            var comparison = Comparison.of(single, condition.values());
            if (comparison.attribute.equals(schema.hash().name()) && hash == null) {
                hash = comparison;
            } else if (schema.range() != null
                    && comparison.attribute.equals(schema.range().name())
                    && range == null) {
                range = comparison;
            } else if (schema.contains(comparison.attribute)) {
                throw Errors.validation("KeyConditionExpressions must only contain one condition per key");
            }
        }
        if (hash == null) {
            throw missing(schema.hash());
        }
        if (conditions.size() == 2 && range == null) {
            throw schema.range() == null
                    ? Errors.validation("Query key condition not supported")
                    : missing(schema.range());
        }
        if (!hash.operator.equals("=")) {
            throw Errors.validation("Query key condition not supported");
        }
        hash.check(schema.hash());
        if (range != null && schema.range() != null) {
            range.check(schema.range());
        }
        return range(Key.bytes(hash.operands.getFirst()), range);
    }

    private static RuntimeException missing(KeySchema.Part part) {
        return Errors.validation("Query condition missed key schema element: " + part.name());
    }

    private static KeyRange range(byte[] hash, @Nullable Comparison range) {
        var start = new Key(hash, new byte[0], null);
        var end = new Key(successor(hash), new byte[0], null);
        if (range == null) {
            return new KeyRange(start, end);
        }
        var first = Key.bytes(range.operands.getFirst());
        var at = new Key(hash, first, null);
        var behind = new Key(hash, successor(first), null);
        return switch (range.operator) {
            case "=" -> new KeyRange(at, behind);
            case "<" -> new KeyRange(start, at);
            case "<=" -> new KeyRange(start, behind);
            case ">" -> new KeyRange(behind, end);
            case ">=" -> new KeyRange(at, end);
            case "BETWEEN" -> new KeyRange(at, new Key(hash, successor(Key.bytes(range.operands.get(1))), null));
            case "begins_with" -> {
                var behindPrefix = behindPrefix(first);
                yield new KeyRange(at, behindPrefix == null ? end : new Key(hash, behindPrefix, null));
            }
            default -> throw new IllegalStateException(range.operator);
        };
    }

    private static byte[] successor(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length + 1);
    }

    private static byte @Nullable [] behindPrefix(byte[] prefix) {
        for (var i = prefix.length - 1; i >= 0; i--) {
            if (prefix[i] != (byte) 0xFF) {
                var behind = Arrays.copyOf(prefix, i + 1);
                behind[i]++;
                return behind;
            }
        }
        return null;
    }

    private static void flatten(Condition condition, List<Condition> into) {
        if (condition instanceof Condition.And(var left, var right)) {
            flatten(left, into);
            flatten(right, into);
        } else {
            into.add(condition);
        }
    }

    /**
     * Returns whether no key of the range can follow this one in the given direction. A range of one key never ends: the
     * service answers even that with a place to go on from.
     */
    boolean ends(Key key, boolean forward) {
        return !new Key(from.hash(), successor(from.range()), null).equals(to)
                && (forward
                        ? new Key(key.hash(), successor(key.range()), null).compareTo(to) >= 0
                        : key.compareTo(from) <= 0);
    }

    boolean contains(Key key) {
        return key.compareTo(from) >= 0 && key.compareTo(to) < 0;
    }

    /** One condition on one key attribute. */
    private record Comparison(String attribute, String operator, List<AttributeValue> operands) {

        private static Comparison of(Condition condition, Map<String, AttributeValue> values) {
            return switch (condition) {
                case Condition.Compare(var operator, var left, var right)
                when !operator.equals("<>") ->
                    right instanceof Operand.At && left instanceof Operand.Given
                            ? of(mirrored(operator), List.of(right, left), values)
                            : of(operator, List.of(left, right), values);
                case Condition.Compare(var operator, var left, var right) -> throw invalid(operator);
                case Condition.Between(var value, var lower, var upper) ->
                    of("BETWEEN", List.of(value, lower, upper), values);
                case Condition.Holds(var function, var arguments)
                when function.equals("begins_with") -> of(function, arguments, values);
                case Condition.Holds(var function, var arguments) -> throw invalid(function);
                case Condition.And and -> throw invalid("AND");
                case Condition.Or or -> throw invalid("OR");
                case Condition.Not not -> throw invalid("NOT");
                case Condition.In in -> throw invalid("IN");
            };
        }

        private static Comparison of(String operator, List<Operand> operands, Map<String, AttributeValue> values) {
            if (operands.stream().anyMatch(o -> o instanceof Operand.Call)) {
                throw Errors.validation("KeyConditionExpressions cannot contain nested operations");
            }
            if (!(operands.getFirst() instanceof Operand.At(var path))) {
                throw Errors.validation("Invalid condition in KeyConditionExpression: No key attribute specified");
            }
            if (path.steps().size() > 1) {
                throw Errors.validation("Key attributes must be scalars; list random access '[]' and map lookup '.' are"
                        + " not allowed: Key: " + path.attribute());
            }
            var given = new ArrayList<AttributeValue>();
            for (var operand : operands.subList(1, operands.size())) {
                var value = operand instanceof Operand.Given ? operand.value(Map.of(), values) : null;
                if (value == null) {
                    throw Errors.validation("Invalid condition in KeyConditionExpression: Multiple attribute names used"
                            + " in one condition");
                }
                given.add(value);
            }
            return new Comparison(path.attribute(), operator, given);
        }

        private static String mirrored(String operator) {
            return switch (operator) {
                case "<" -> ">";
                case "<=" -> ">=";
                case ">" -> "<";
                case ">=" -> "<=";
                default -> operator;
            };
        }

        private static RuntimeException invalid(String operator) {
            return Errors.validation("Invalid operator used in KeyConditionExpression: " + operator);
        }

        private void check(KeySchema.Part part) {
            for (var operand : operands) {
                if (!part.matches(operand)) {
                    throw Errors.invalid("Condition parameter type does not match schema type");
                }
                KeySchema.refuseEmpty(operand, part);
            }
        }
    }
}
