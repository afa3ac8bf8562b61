package io.muster.aws.store;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A record: an attribute map with a field for each component that is not null. */
final class RecordCodec implements Codec {

    private record Field(String name, MethodHandle accessor, Codec codec, boolean nullable) {}

    private final Class<?> type;
    private final Field[] fields;
    private final MethodHandle constructor;

    RecordCodec(Class<?> type) {
        this.type = type;
        try {
            var lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            var components = type.getRecordComponents();
            fields = new Field[components.length];
            for (int i = 0; i < components.length; i++) {
                var accessor = components[i].getAccessor();
                accessor.setAccessible(true);
                fields[i] = new Field(
                        components[i].getName(),
                        lookup.unreflect(accessor).asType(MethodType.methodType(Object.class, Object.class)),
                        Codec.of(components[i].getGenericType()),
                        components[i].getAnnotatedType().isAnnotationPresent(Nullable.class));
            }
            var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            constructor = lookup.findConstructor(type, MethodType.methodType(void.class, types))
                    .asSpreader(Object[].class, components.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (IllegalAccessException | NoSuchMethodException wrong) {
            throw new IllegalArgumentException("no codec for " + type, wrong);
        }
    }

    /** Returns a new map with the record's fields. */
    Map<String, AttributeValue> fields(Object value) {
        var attributes = HashMap.<String, AttributeValue>newHashMap(fields.length + 4);
        for (var field : fields) {
            var component = get(field, value);
            var attribute = component == null ? null : field.codec.write(component);
            if (attribute != null) {
                attributes.put(field.name, attribute);
            }
        }
        return attributes;
    }

    /** Returns the record of these fields; others are passed over, so that an item may carry more. */
    Object from(Map<String, AttributeValue> attributes) {
        @Nullable Object[] arguments = new @Nullable Object[fields.length];
        for (int i = 0; i < fields.length; i++) {
            arguments[i] = value(fields[i], attributes.get(fields[i].name));
        }
        try {
            return constructor.invokeExact(arguments);
        } catch (RuntimeException | Error refused) {
            throw refused;
        } catch (Throwable impossible) {
            throw new IllegalStateException("cannot read " + type, impossible);
        }
    }

    private @Nullable Object value(Field field, @Nullable AttributeValue attribute) {
        var value = attribute == null ? field.codec.absent() : field.codec.read(attribute);
        if (value == null && !field.nullable) {
            throw new IllegalArgumentException("a " + type.getSimpleName() + " needs its " + field.name);
        }
        return value;
    }

    private @Nullable Object get(Field field, Object value) {
        try {
            return field.accessor.invokeExact(value);
        } catch (RuntimeException | Error refused) {
            throw refused;
        } catch (Throwable impossible) {
            throw new IllegalStateException("cannot write " + type, impossible);
        }
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
