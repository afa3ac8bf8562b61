package io.muster.memory.dynamodb;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The expressions of one request with its names and values; what was parsed once is kept for all requests. */
final class Expressions {

    private static final int KEPT = 4096;
    private static final Map<Source, Parsed<?>> CACHE = new ConcurrentHashMap<>();

    private final Map<String, String> names;
    private final Map<String, AttributeValue> values;
    private final boolean namesGiven;
    private final boolean valuesGiven;
    private final Set<String> usedNames = new HashSet<>();
    private final Set<String> usedValues = new HashSet<>();

    private record Source(String kind, String text, Map<String, String> names) {}

    /** A condition with the values it is judged by. */
    record Bound(Parsed<Condition> parsed, Map<String, AttributeValue> values) {
        boolean test(Map<String, AttributeValue> item) {
            return parsed.tree().test(item, values);
        }
    }

    /** An update with its values. */
    record BoundUpdate(UpdateExpression update, Map<String, AttributeValue> values) {}

    private Expressions(@Nullable Map<String, String> names, @Nullable Map<String, AttributeValue> values) {
        this.names = names == null ? Map.of() : names;
        this.namesGiven = names != null;
        this.valuesGiven = values != null;
        this.values = values == null ? Map.of() : canonical(values);
    }

    /**
     * Starts a request.
     *
     * @param which the name of its expression parameter, for the refusal of values that no expression can use
     * @param any whether it has an expression at all
     */
    static Expressions of(
            String which,
            boolean any,
            @Nullable Map<String, String> names,
            @Nullable Map<String, AttributeValue> values) {
        if (!any && names != null) {
            throw Errors.validation("ExpressionAttributeNames can only be specified when using expressions");
        }
        if (!any && values != null) {
            throw Errors.validation(
                    "ExpressionAttributeValues can only be specified when using expressions: " + which + " is null");
        }
        if (names != null) {
            refuseKeys("Names", '#', names.keySet());
        }
        if (values != null) {
            refuseKeys("Values", ':', values.keySet());
        }
        return new Expressions(names, values);
    }

    private static void refuseKeys(String which, char first, Set<String> keys) {
        if (keys.isEmpty()) {
            throw Errors.validation("ExpressionAttribute" + which + " must not be empty");
        }
        for (var key : keys) {
            if (key.length() < 2 || key.charAt(0) != first || Lexer.tokens(key).size() != 2) {
                throw Errors.validation(
                        "ExpressionAttribute" + which + " contains invalid key: Syntax error; key: \"" + key + "\"");
            }
        }
    }

    private static Map<String, AttributeValue> canonical(Map<String, AttributeValue> values) {
        var copy = HashMap.<String, AttributeValue>newHashMap(values.size());
        values.forEach((name, value) -> {
            try {
                copy.put(name, Values.canonical(value));
            } catch (software.amazon.awssdk.services.dynamodb.model.DynamoDbException e) {
                throw Errors.validation("ExpressionAttributeValues contains invalid value: "
                        + e.awsErrorDetails().errorMessage() + " for key " + name);
            }
        });
        return copy;
    }

    @Nullable
    Bound condition(String kind, @Nullable String text) {
        if (text == null) {
            return null;
        }
        var parsed = use(parsed(kind, text, () -> Parser.condition(kind, text, names)));
        parsed.tree().check(kind, values);
        return new Bound(parsed, values);
    }

    @Nullable
    BoundUpdate update(@Nullable String text) {
        if (text == null) {
            return null;
        }
        var parsed = use(parsed("UpdateExpression", text, () -> Parser.update(text, names)));
        parsed.tree().check(values);
        return new BoundUpdate(parsed.tree(), values);
    }

    @Nullable
    Projection projection(@Nullable String text) {
        return text == null
                ? null
                : use(parsed("ProjectionExpression", text, () -> Parser.projection(text, names)))
                        .tree();
    }

    /** Refuses names and values that no expression used. */
    void close() {
        refuseUnused("Names", names.keySet(), usedNames, namesGiven);
        refuseUnused("Values", values.keySet(), usedValues, valuesGiven);
    }

    private static void refuseUnused(String which, Set<String> given, Set<String> used, boolean any) {
        if (!any || used.size() == given.size()) {
            return;
        }
        var unused = new TreeSet<>(given);
        unused.removeAll(used);
        throw Errors.validation("Value provided in ExpressionAttribute" + which + " unused in expressions: keys: {"
                + String.join(", ", unused) + "}");
    }

    private <T> Parsed<T> use(Parsed<T> parsed) {
        for (var name : parsed.values()) {
            if (!values.containsKey(name)) {
                throw Errors.validation("Invalid " + parsed.kind()
                        + ": An expression attribute value used in expression is not defined; attribute value: "
                        + name);
            }
        }
        usedNames.addAll(parsed.names());
        usedValues.addAll(parsed.values());
        return parsed;
    }

    @SuppressWarnings("unchecked") // the kind in the key decides the type of the tree
    private <T> Parsed<T> parsed(String kind, String text, Supplier<Parsed<T>> parse) {
        var source = new Source(kind, text, names);
        var known = CACHE.get(source);
        if (known == null) {
            known = parse.get();
            if (CACHE.size() >= KEPT) {
                CACHE.clear();
            }
            CACHE.put(new Source(kind, text, Map.copyOf(names)), known);
        }
        return (Parsed<T>) known;
    }
}
