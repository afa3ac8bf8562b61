package io.muster.aws.store;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Records as items and back, without a line of mapping: a component is an attribute of its name; what is null or an
 * empty collection is left out; a sealed interface carries its record's name as {@code type}; a map is a list of pairs,
 * in order. What an item has and its record does not know is passed over, so that old code reads new items.
 */
public final class Items {

    private Items() {}

    /** Returns a new map, which may be added to, with the fields of a record. */
    public static Map<String, AttributeValue> write(Record value) {
        return ((RecordCodec) Codec.of(value.getClass())).fields(value);
    }

    /** Returns the record with its key beside its fields, as it is stored. */
    public static Map<String, AttributeValue> write(Key key, Record value) {
        var item = write(value);
        item.putAll(key.attributes());
        return item;
    }

    /** Returns a value, of a sealed type for instance, as one attribute. */
    public static AttributeValue attribute(Class<?> declared, Object value) {
        var attribute = Codec.of(declared).write(value);
        return attribute == null ? AttributeValue.fromNul(true) : attribute;
    }

    /** Returns the value of an attribute. */
    public static <T> T read(Class<T> declared, AttributeValue attribute) {
        return declared.cast(Codec.of(declared).read(attribute));
    }

    /** Returns the record that an item holds. */
    public static <T extends Record> T read(Class<T> type, Map<String, AttributeValue> item) {
        return type.cast(((RecordCodec) Codec.of(type)).from(item));
    }

    /** Returns an item's text attribute, which must be there. */
    public static String text(Map<String, AttributeValue> item, String name) {
        var attribute = item.get(name);
        if (attribute == null || attribute.s() == null) {
            throw new IllegalArgumentException("the item " + item.get("pk") + " " + item.get("sk") + " has no " + name);
        }
        return attribute.s();
    }

    /** Returns an item's number, 0 when it is not there. */
    public static long number(@Nullable Map<String, AttributeValue> item, String name) {
        var attribute = item == null ? null : item.get(name);
        return attribute == null ? 0 : Long.parseLong(attribute.n());
    }
}
