package io.muster.memory.dynamodb;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One write, parsed and validated as far as that goes without the item it meets.
 *
 * @param oldOnFailure whether a failed condition shows the item
 */
record Write(
        Table table,
        Map<String, AttributeValue> keyAttributes,
        Key key,
        Expressions.@Nullable Bound condition,
        Action action,
        boolean oldOnFailure) {

    /** What becomes of the item. */
    sealed interface Action {}

    /** It is replaced. */
    record Put(Stored item) implements Action {}

    /** It is updated or, without an expression, made to exist. */
    record Update(Expressions.@Nullable BoundUpdate update) implements Action {}

    /** It is deleted. */
    record Delete() implements Action {}

    /** Nothing: only the condition counts. */
    record Check() implements Action {}

    /** Returns whether the condition holds for the present item. */
    boolean allowed(@Nullable Stored old) {
        return condition == null || condition.test(old == null ? Map.of() : old.attributes());
    }

    /** Returns what the item becomes, null for nothing. */
    @Nullable
    Stored next(@Nullable Stored old) {
        return switch (action) {
            case Put(var item) -> item;
            case Update(var update) -> updated(old, update);
            case Delete delete -> null;
            case Check check -> old;
        };
    }

    private Stored updated(@Nullable Stored old, Expressions.@Nullable BoundUpdate bound) {
        if (bound == null) {
            return old != null ? old : table.stored(keyAttributes, "");
        }
        Map<String, AttributeValue> before = old == null ? keyAttributes : old.attributes();
        var after = bound.update().apply(before, bound.values());
        if (old == null) {
            after = new HashMap<>(after);
            after.putAll(keyAttributes);
        }
        return table.stored(
                Collections.unmodifiableMap(after), "Item size to update has exceeded the maximum allowed size");
    }
}
