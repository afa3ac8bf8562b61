package io.muster.aws.store;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How values of one type become attributes and come back; found once per type. */
interface Codec {

    /** Returns the attribute; null when the value is empty and so is left out. */
    @Nullable
    AttributeValue write(Object value);

    /** Returns the value. */
    Object read(AttributeValue attribute);

    /** Returns the value of an attribute that is not there: nothing, unless the type has an empty value. */
    default @Nullable Object absent() {
        return null;
    }

    /** Returns the codec of a type. */
    static Codec of(Type type) {
        var known = Known.CODECS.get(type);
        if (known == null) {
            known = find(type);
            Known.CODECS.put(type, known);
        }
        return known;
    }

    private static Codec find(Type type) {
        if (type instanceof ParameterizedType generic) {
            var of = generic.getActualTypeArguments();
            return switch (generic.getRawType().getTypeName()) {
                case "java.util.List" -> new Values(of(of[0]), List::copyOf);
                case "java.util.Set" -> new Values(of(of[0]), LinkedHashSet::new);
                case "java.util.SortedSet" -> new Values(of(of[0]), TreeSet::new);
                case "java.util.Map" -> new Entries(of(of[0]), of(of[1]), LinkedHashMap::new);
                case "java.util.SortedMap" -> new Entries(of(of[0]), of(of[1]), TreeMap::new);
                default -> throw new IllegalArgumentException("no codec for " + type);
            };
        }
        if (!(type instanceof Class<?> plain)) {
            throw new IllegalArgumentException("no codec for " + type);
        }
        if (plain.isEnum()) {
            return enumeration(plain);
        }
        if (plain.isRecord()) {
            return new RecordCodec(plain);
        }
        if (plain.isSealed()) {
            return new SealedCodec(plain);
        }
        throw new IllegalArgumentException("no codec for " + type);
    }

    private static Codec enumeration(Class<?> type) {
        var constants = new HashMap<String, Object>();
        for (var constant : type.getEnumConstants()) {
            constants.put(((Enum<?>) constant).name(), constant);
        }
        return text(value -> ((Enum<?>) value).name(), name -> {
            var constant = constants.get(name);
            if (constant == null) {
                throw new IllegalArgumentException("no " + type.getSimpleName() + ": " + name);
            }
            return constant;
        });
    }

    private static Codec text(Function<Object, String> write, Function<String, Object> read) {
        return new Scalar(value -> AttributeValue.fromS(write.apply(value)), item -> read.apply(item.s()), null);
    }

    private static Codec number(Function<String, Object> read, @Nullable Object absent) {
        return new Scalar(value -> AttributeValue.fromN(plain(value)), item -> read.apply(item.n()), absent);
    }

    private static String plain(Object number) {
        return number instanceof BigDecimal decimal ? decimal.toPlainString() : number.toString();
    }

    /** The types that others are made of. */
    final class Known {

        private Known() {}

        private static final Map<Type, Codec> CODECS = new ConcurrentHashMap<>(Map.ofEntries(
                Map.entry(String.class, text(Object::toString, text -> text)),
                Map.entry(Instant.class, text(Object::toString, Instant::parse)),
                Map.entry(LocalDate.class, text(Object::toString, LocalDate::parse)),
                Map.entry(Duration.class, text(Object::toString, Duration::parse)),
                Map.entry(LocalTime.class, text(Object::toString, LocalTime::parse)),
                Map.entry(ZoneId.class, text(Object::toString, ZoneId::of)),
                Map.entry(int.class, number(Integer::valueOf, 0)),
                Map.entry(Integer.class, number(Integer::valueOf, null)),
                Map.entry(long.class, number(Long::valueOf, 0L)),
                Map.entry(Long.class, number(Long::valueOf, null)),
                Map.entry(double.class, number(Double::valueOf, 0.0)),
                Map.entry(Double.class, number(Double::valueOf, null)),
                Map.entry(BigDecimal.class, number(BigDecimal::new, null)),
                Map.entry(boolean.class, flag(false)),
                Map.entry(Boolean.class, flag(null))));

        private static Codec flag(@Nullable Boolean absent) {
            return new Scalar(value -> AttributeValue.fromBool((Boolean) value), AttributeValue::bool, absent);
        }
    }

    /** One value in one attribute. */
    record Scalar(
            Function<Object, AttributeValue> writer,
            Function<AttributeValue, Object> reader,
            @Nullable Object absent) implements Codec {

        @Override
        public AttributeValue write(Object value) {
            return writer.apply(value);
        }

        @Override
        public Object read(AttributeValue attribute) {
            return reader.apply(attribute);
        }
    }

    /** A list or a set: an attribute list, left out when empty. */
    record Values(Codec element, Function<List<Object>, Object> collect) implements Codec {

        @Override
        public @Nullable AttributeValue write(Object value) {
            var elements = (Collection<?>) value;
            return elements.isEmpty()
                    ? null
                    : AttributeValue.fromL(elements.stream()
                            .map(one -> present(element.write(one)))
                            .toList());
        }

        @Override
        public Object read(AttributeValue attribute) {
            return collect.apply(attribute.l().stream().map(element::read).toList());
        }

        @Override
        public Object absent() {
            return collect.apply(List.of());
        }
    }

    /** A map: a list of pairs, left out when empty, since an attribute map forgets its order. */
    record Entries(Codec key, Codec value, Function<Map<Object, Object>, Object> collect) implements Codec {

        @Override
        public @Nullable AttributeValue write(Object map) {
            var entries = ((Map<?, ?>) map).entrySet();
            return entries.isEmpty()
                    ? null
                    : AttributeValue.fromL(entries.stream()
                            .map(entry -> AttributeValue.fromL(List.of(
                                    present(key.write(entry.getKey())), present(value.write(entry.getValue())))))
                            .toList());
        }

        @Override
        public Object read(AttributeValue attribute) {
            var entries = new LinkedHashMap<Object, Object>();
            for (var pair : attribute.l()) {
                entries.put(key.read(pair.l().get(0)), value.read(pair.l().get(1)));
            }
            return collect.apply(entries);
        }

        @Override
        public Object absent() {
            return collect.apply(Map.of());
        }
    }

    /** Inside a collection an empty value has to stand for itself. */
    private static AttributeValue present(@Nullable AttributeValue attribute) {
        return attribute == null ? AttributeValue.fromL(List.of()) : attribute;
    }
}
