package io.muster.aws.store;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A sealed interface of records: the record's fields, and its simple name as {@code type}. */
final class SealedCodec implements Codec {

    private final Class<?> type;
    private final Map<Class<?>, RecordCodec> byClass = new HashMap<>();
    private final Map<String, RecordCodec> byName = new HashMap<>();

    SealedCodec(Class<?> type) {
        this.type = type;
        for (var permitted : type.getPermittedSubclasses()) {
            var codec = new RecordCodec(permitted);
            byClass.put(permitted, codec);
            byName.put(permitted.getSimpleName(), codec);
        }
    }

    Map<String, AttributeValue> fields(Object value) {
        var codec = byClass.get(value.getClass());
        if (codec == null) {
            throw new IllegalArgumentException("no codec for " + value.getClass());
        }
        var fields = codec.fields(value);
        fields.put("type", AttributeValue.fromS(value.getClass().getSimpleName()));
        return fields;
    }

    Object from(Map<String, AttributeValue> attributes) {
        var name = Items.text(attributes, "type");
        var codec = byName.get(name);
        if (codec == null) {
            throw new IllegalArgumentException("no " + type.getSimpleName() + ": " + name);
        }
        return codec.from(attributes);
    }

    @Override
    public AttributeValue write(Object value) {
        return AttributeValue.fromM(fields(value));
    }

    @Override
    public Object read(AttributeValue attribute) {
        return from(attribute.m());
    }
}
