package io.muster.memory.dynamodb;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What the service does to attribute values: one canonical form (so that equality is {@code equals}), type, size, order. */
final class Values {

    private static final int DEEPEST = 32;
    private static final Comparator<SdkBytes> BYTES =
            (a, b) -> Arrays.compareUnsigned(a.asByteArrayUnsafe(), b.asByteArrayUnsafe());

    private Values() {}

    /** Returns a validated, immutable copy of an item in canonical form. */
    static Map<String, AttributeValue> canonical(Map<String, AttributeValue> item) {
        return canonical(item, 0);
    }

    static AttributeValue canonical(AttributeValue value) {
        return canonical(value, 0);
    }

    private static Map<String, AttributeValue> canonical(Map<String, AttributeValue> item, int depth) {
        var copy = HashMap.<String, AttributeValue>newHashMap(item.size());
        item.forEach((name, value) -> copy.put(name, canonical(value, depth)));
        return Collections.unmodifiableMap(copy);
    }

    private static AttributeValue canonical(@Nullable AttributeValue value, int depth) {
        if (value == null) {
            throw empty();
        }
        if (depth > DEEPEST) {
            throw Errors.validation("Nesting Levels have exceeded supported limits:"
                    + " Attributes in the item have nested levels beyond supported limit");
        }
        return switch (value.type()) {
            case S, BOOL, B -> value;
            case N -> {
                var number = Numbers.canonical(value.n());
                yield number.equals(value.n()) ? value : AttributeValue.fromN(number);
            }
            case SS -> AttributeValue.fromSs(set("An string set  may not be empty", value.ss(), Values::utf8Order));
            case NS ->
                AttributeValue.fromNs(set(
                        "An number set  may not be empty",
                        value.ns().stream().map(Numbers::canonical).toList(),
                        Numbers::compare));
            case BS -> AttributeValue.fromBs(set("Binary sets should not be empty", value.bs(), BYTES));
            case M -> AttributeValue.fromM(canonical(value.m(), depth + 1));
            case L ->
                AttributeValue.fromL(
                        value.l().stream().map(v -> canonical(v, depth + 1)).toList());
            case NUL -> nul(value);
            case UNKNOWN_TO_SDK_VERSION -> throw ambiguous(value);
        };
    }

    private static AttributeValue nul(AttributeValue value) {
        if (!value.nul()) {
            throw Errors.invalid("Null attribute value types must have the value of true");
        }
        return value;
    }

    private static <T> List<T> set(String whenEmpty, Collection<T> members, Comparator<? super T> order) {
        if (members.isEmpty()) {
            throw Errors.invalid(whenEmpty);
        }
        if (new HashSet<>(members).size() < members.size()) {
            throw Errors.invalid("Input collection " + members + " contains duplicates.");
        }
        return members.stream().sorted(order).toList();
    }

    private static RuntimeException ambiguous(AttributeValue value) {
        var set = Stream.of(value.s(), value.n(), value.b(), value.bool(), value.nul())
                        .filter(v -> v != null)
                        .count()
                + Stream.of(value.hasSs(), value.hasNs(), value.hasBs(), value.hasM(), value.hasL())
                        .filter(has -> has)
                        .count();
        return set == 0
                ? empty()
                : Errors.validation("Supplied AttributeValue has more than one datatypes set,"
                        + " must contain exactly one of the supported datatypes");
    }

    private static RuntimeException empty() {
        return Errors.validation(
                "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
    }

    /** Returns the type's name in the service's own words: S, N, B, SS, NS, BS, M, L, BOOL or NULL. */
    static String type(AttributeValue value) {
        return value.type() == AttributeValue.Type.NUL ? "NULL" : value.type().name();
    }

    /** Returns a value as validation messages print it, such as {@code {N:1}}. */
    static String print(AttributeValue value) {
        return "{" + type(value) + ":"
                + switch (value.type()) {
                    case S -> value.s();
                    case N -> value.n();
                    case B -> value.b().asUtf8String();
                    case SS -> value.ss();
                    case NS -> value.ns();
                    case BS -> value.bs();
                    case M -> value.m();
                    case L -> value.l();
                    case BOOL -> value.bool();
                    case NUL -> value.nul();
                    case UNKNOWN_TO_SDK_VERSION -> throw ambiguous(value);
                }
                + "}";
    }

    /** Returns the order of two scalars of one type; null where the service knows no order. */
    static @Nullable Integer compare(AttributeValue a, AttributeValue b) {
        if (a.type() != b.type()) {
            return null;
        }
        return switch (a.type()) {
            case S -> utf8Order(a.s(), b.s());
            case N -> Numbers.compare(a.n(), b.n());
            case B -> BYTES.compare(a.b(), b.b());
            case SS, NS, BS, M, L, BOOL, NUL, UNKNOWN_TO_SDK_VERSION -> null;
        };
    }

    static boolean isSet(AttributeValue value) {
        return value.hasSs() || value.hasNs() || value.hasBs();
    }

    /** Returns the union of two sets of one type. */
    static AttributeValue union(AttributeValue a, AttributeValue b) {
        return switch (a.type()) {
            case SS -> AttributeValue.fromSs(merged(a.ss(), b.ss(), Values::utf8Order));
            case NS -> AttributeValue.fromNs(merged(a.ns(), b.ns(), Numbers::compare));
            case BS -> AttributeValue.fromBs(merged(a.bs(), b.bs(), BYTES));
            case S, N, B, M, L, BOOL, NUL, UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException("no set: " + a);
        };
    }

    /** Returns a set without the members of another of its type; null when nothing is left. */
    static @Nullable AttributeValue without(AttributeValue a, AttributeValue b) {
        var rest = switch (a.type()) {
            case SS -> AttributeValue.fromSs(left(a.ss(), b.ss()));
            case NS -> AttributeValue.fromNs(left(a.ns(), b.ns()));
            case BS -> AttributeValue.fromBs(left(a.bs(), b.bs()));
            case S, N, B, M, L, BOOL, NUL, UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException("no set: " + a);
        };
        return rest.ss().isEmpty() && rest.ns().isEmpty() && rest.bs().isEmpty() ? null : rest;
    }

    private static <T> List<T> merged(List<T> a, List<T> b, Comparator<? super T> order) {
        var all = new HashSet<>(a);
        all.addAll(b);
        return all.stream().sorted(order).toList();
    }

    private static <T> List<T> left(List<T> a, List<T> b) {
        var rest = new ArrayList<>(a);
        rest.removeAll(b);
        return rest;
    }

    /** Returns an item's size in bytes as the service bills and limits it: names in UTF-8 plus values. */
    static int size(Map<String, AttributeValue> item) {
        var size = 0;
        for (var entry : item.entrySet()) {
            size += utf8(entry.getKey()) + size(entry.getValue());
        }
        return size;
    }

    static int size(AttributeValue value) {
        return switch (value.type()) {
            case S -> utf8(value.s());
            case N -> Numbers.size(value.n());
            case B -> value.b().asByteArrayUnsafe().length;
            case SS -> value.ss().stream().mapToInt(Values::utf8).sum();
            case NS -> value.ns().stream().mapToInt(Numbers::size).sum();
            case BS ->
                value.bs().stream().mapToInt(b -> b.asByteArrayUnsafe().length).sum();
            case M -> 3 + value.m().size() + size(value.m());
            case L ->
                3 + value.l().size() + value.l().stream().mapToInt(Values::size).sum();
            case BOOL, NUL -> 1;
            case UNKNOWN_TO_SDK_VERSION -> throw ambiguous(value);
        };
    }

    /** Returns the length of a text in UTF-8, without encoding it. */
    static int utf8(String text) {
        var length = text.length();
        var bytes = length;
        for (var i = 0; i < length; i++) {
            var c = text.charAt(i);
            if (c >= 0x80) {
                bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
            }
        }
        return bytes;
    }

    /** Strings are ordered by their UTF-8 bytes, which differs from Java's order where surrogate pairs meet. */
    private static int utf8Order(String a, String b) {
        var shared = Math.min(a.length(), b.length());
        for (var i = 0; i < shared; i++) {
            var x = a.charAt(i);
            var y = b.charAt(i);
            if (x != y) {
                return Character.isSurrogate(x) == Character.isSurrogate(y)
                        ? Character.compare(x, y)
                        : Character.isSurrogate(x) ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
