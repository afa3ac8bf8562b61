package io.muster.memory.dynamodb;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The partition key, and sort key if there is one, of a table or an index. */
record KeySchema(Part hash, @Nullable Part range) {

    static final int LONGEST_HASH = 2048;
    static final int LONGEST_RANGE = 1024;

    /**
     * One key attribute.
     *
     * @param type S, N or B
     */
    record Part(String name, String type) {

        boolean matches(AttributeValue value) {
            return Values.type(value).equals(type);
        }
    }

    boolean contains(String name) {
        return hash.name.equals(name) || (range != null && range.name.equals(name));
    }

    int parts() {
        return range == null ? 1 : 2;
    }

    /** Returns the key of an item that is known to have one. */
    Key keyOf(Map<String, AttributeValue> item) {
        return Key.of(required(item, hash), range == null ? null : required(item, range), null);
    }

    /** Returns the place of an item in an index with this schema; null when it lacks an attribute of the key. */
    @Nullable
    Key entryOf(Map<String, AttributeValue> item, Key tie) {
        var first = item.get(hash.name);
        var second = range == null ? null : item.get(range.name);
        return first == null || (range != null && second == null) ? null : Key.of(first, second, tie);
    }

    /** Returns only the key attributes of an item. */
    Map<String, AttributeValue> keyAttributes(Map<String, AttributeValue> item) {
        if (range == null) {
            return Map.of(hash.name, required(item, hash));
        }
        var key = HashMap.<String, AttributeValue>newHashMap(2);
        key.put(hash.name, required(item, hash));
        key.put(range.name, required(item, range));
        return key;
    }

    /** Refuses an item to be put that lacks a key attribute or has one of a wrong type or size. */
    void checkItem(Map<String, AttributeValue> item) {
        checkInItem(item, hash);
        if (range != null) {
            checkInItem(item, range);
        }
        checkSizes(item);
    }

    /** Refuses an empty key attribute, which the service finds before it reads any expression. */
    void refuseEmpty(Map<String, AttributeValue> attributes) {
        refuseEmptyPart(attributes, hash);
        if (range != null) {
            refuseEmptyPart(attributes, range);
        }
    }

    private static void refuseEmptyPart(Map<String, AttributeValue> attributes, Part part) {
        var value = attributes.get(part.name);
        if (value != null) {
            refuseEmpty(value, part);
        }
    }

    /** Refuses a key that has not exactly the attributes of this schema. */
    void checkKey(Map<String, AttributeValue> key) {
        if (key.size() != parts() || !matches(key, hash) || (range != null && !matches(key, range))) {
            throw Errors.validation("The provided key element does not match the schema");
        }
        checkSizes(key);
    }

    boolean matches(Map<String, AttributeValue> key, Part part) {
        var value = key.get(part.name);
        return value != null && part.matches(value);
    }

    static boolean isEmpty(AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s().isEmpty();
            case B -> value.b().asByteArrayUnsafe().length == 0;
            case N, SS, NS, BS, M, L, BOOL, NUL, UNKNOWN_TO_SDK_VERSION -> false;
        };
    }

    static void refuseEmpty(AttributeValue value, Part part) {
        if (isEmpty(value)) {
            throw Errors.validation("One or more parameter values are not valid. The AttributeValue for a key attribute"
                    + " cannot contain an empty " + (part.type.equals("B") ? "binary" : "string") + " value. Key: "
                    + part.name);
        }
    }

    private static void checkInItem(Map<String, AttributeValue> item, Part part) {
        var value = item.get(part.name);
        if (value == null) {
            throw Errors.invalid("Missing the key " + part.name + " in the item");
        }
        if (!part.matches(value)) {
            throw Errors.invalid("Type mismatch for key " + part.name + " expected: " + part.type + " actual: "
                    + Values.type(value));
        }
    }

    private void checkSizes(Map<String, AttributeValue> item) {
        if (Values.size(required(item, hash)) > LONGEST_HASH) {
            throw Errors.invalid("Size of hashkey has exceeded the maximum size limit of2048 bytes");
        }
        if (range != null && Values.size(required(item, range)) > LONGEST_RANGE) {
            throw Errors.invalid("Aggregated size of all range keys has exceeded the size limit of 1024 bytes");
        }
    }

    private static AttributeValue required(Map<String, AttributeValue> item, Part part) {
        var value = item.get(part.name);
        if (value == null) {
            throw new IllegalArgumentException("no key attribute " + part.name);
        }
        return value;
    }
}
