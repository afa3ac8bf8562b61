package io.muster.aws;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Values of any record, drawn from a seed: absent where a component may be, refused values drawn again. */
public final class Generated {

    private static final List<String> ZONES = List.of("America/Chicago", "Asia/Kathmandu", "Z");
    private static final int TRIES = 1000;

    private final RandomGenerator random;

    public Generated(RandomGenerator random) {
        this.random = random;
    }

    /** Returns a value of a record type. */
    public <T extends Record> T of(Class<T> type) {
        return type.cast(record(type));
    }

    private Object record(Class<?> type) {
        Throwable rejected = null;
        for (int attempt = 0; attempt < TRIES; attempt++) {
            var arguments = Arrays.stream(type.getRecordComponents())
                    .map(this::component)
                    .toArray();
            try {
                var types = Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getType)
                        .toArray(Class<?>[]::new);
                return type.getDeclaredConstructor(types).newInstance(arguments);
            } catch (InvocationTargetException refused) {
                rejected = refused.getCause();
            } catch (ReflectiveOperationException wrong) {
                throw new LinkageError("no constructor of " + type, wrong);
            }
        }
        throw new AssertionError("no value of " + type + " was accepted", rejected);
    }

    private @Nullable Object component(RecordComponent component) {
        boolean nullable = nullable(component.getAnnotatedType());
        return nullable && random.nextBoolean() ? null : value(component.getGenericType());
    }

    private static boolean nullable(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }

    private Object value(Type type) {
        if (type instanceof ParameterizedType generic) {
            return collection(generic);
        }
        var plain = (Class<?>) type;
        if (plain.isEnum()) {
            return oneOf(plain.getEnumConstants());
        }
        if (plain.isRecord()) {
            return record(plain);
        }
        if (plain.isSealed() && plain.isInterface()) {
            return record(oneOf(plain.getPermittedSubclasses()));
        }
        return scalar(plain);
    }

    private Object collection(ParameterizedType type) {
        var of = type.getActualTypeArguments();
        int size = random.nextInt(4);
        if (of.length == 2) {
            var map = new LinkedHashMap<Object, Object>();
            for (int i = 0; i < size; i++) {
                map.put(value(of[0]), value(of[1]));
            }
            return type.getRawType().getTypeName().equals("java.util.SortedMap") ? new TreeMap<>(map) : map;
        }
        var values = new ArrayList<Object>();
        for (int i = 0; i < size; i++) {
            values.add(value(of[0]));
        }
        return type.getRawType().getTypeName().equals("java.util.List") ? values : new LinkedHashSet<>(values);
    }

    private Object scalar(Class<?> type) {
        return switch (type.getName()) {
            case "java.lang.String" -> text();
            case "int", "java.lang.Integer" -> random.nextInt(0, 1000);
            case "long", "java.lang.Long" -> random.nextLong(1L << 50);
            case "double", "java.lang.Double" -> random.nextDouble();
            case "boolean", "java.lang.Boolean" -> random.nextBoolean();
            case "java.math.BigDecimal" -> BigDecimal.valueOf(random.nextLong(1_000_000), random.nextInt(4));
            case "java.time.Instant" ->
                Instant.ofEpochSecond(random.nextLong(1_800_000_000L), random.nextInt(1_000_000_000));
            case "java.time.LocalDate" -> LocalDate.ofEpochDay(random.nextInt(30_000));
            case "java.time.Duration" -> Duration.ofMillis(random.nextInt(1_000_000_000));
            case "java.time.ZoneId" -> ZoneId.of(oneOf(ZONES.toArray(String[]::new)));
            default -> throw new AssertionError("no value of " + type);
        };
    }

    private String text() {
        var letters = List.of("", "a", "Zoë", "#", "\"", "\n", "x y", "0");
        var text = new StringBuilder("t");
        for (int i = random.nextInt(5); i > 0; i--) {
            text.append(letters.get(random.nextInt(letters.size())));
        }
        return text.toString();
    }

    private <E> E oneOf(E[] all) {
        return all[random.nextInt(all.length)];
    }
}
