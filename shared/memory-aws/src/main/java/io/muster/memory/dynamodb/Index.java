package io.muster.memory.dynamodb;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A global secondary index: which items it holds and what it shows of them.
 *
 * @param projected the attributes it holds, keys included; null for all
 */
record Index(String name, KeySchema schema, @Nullable Set<String> projected) {

    Index {
        projected = projected == null ? null : Set.copyOf(projected);
    }

    Map<String, AttributeValue> project(Map<String, AttributeValue> item) {
        if (projected == null) {
            return item;
        }
        var shown = new HashMap<String, AttributeValue>();
        for (var name : projected) {
            var value = item.get(name);
            if (value != null) {
                shown.put(name, value);
            }
        }
        return shown;
    }

    int size(Stored item) {
        return projected == null ? item.size() : Values.size(project(item.attributes()));
    }

    /** Refuses an item whose index key has a wrong type or is empty; an item without it is merely not in the index. */
    void check(Map<String, AttributeValue> item) {
        check(item, schema.hash(), KeySchema.LONGEST_HASH);
        if (schema.range() != null) {
            check(item, schema.range(), KeySchema.LONGEST_RANGE);
        }
    }

    private void check(Map<String, AttributeValue> item, KeySchema.Part part, int longest) {
        var value = item.get(part.name());
        if (value == null) {
            return;
        }
        if (!part.matches(value)) {
            throw Errors.invalid("Type mismatch for Index Key " + part.name() + " Expected: " + part.type()
                    + " Actual: " + Values.type(value) + " IndexName: " + name);
        }
        if (KeySchema.isEmpty(value)) {
            throw Errors.validation(
                    "One or more parameter values are not valid. A value specified for a secondary index"
                            + " key is not supported. The AttributeValue for a key attribute cannot contain an empty "
                            + (part.type().equals("B") ? "binary" : "string") + " value. IndexName: " + name
                            + ", IndexKey: "
                            + part.name());
        }
        if (Values.size(value) > longest) {
            throw Errors.invalid("Size of " + (longest == KeySchema.LONGEST_HASH ? "hashkey" : "rangekey")
                    + " has exceeded the maximum size limit of " + longest + " bytes IndexName: " + name);
        }
    }
}
