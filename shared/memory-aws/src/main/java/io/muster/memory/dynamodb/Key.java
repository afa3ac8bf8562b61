package io.muster.memory.dynamodb;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A place in a table or index: bytes whose unsigned order is the service's order of partition and sort keys.
 *
 * <p>In an index, entries of equal keys are told apart by their key in the table ({@code tie}).
 */
final class Key implements Comparable<Key> {

    private static final byte[] NONE = {};

    private final byte[] hash;
    private final byte[] range;
    private final @Nullable Key tie;

    Key(byte[] hash, byte[] range, @Nullable Key tie) {
        this.hash = hash;
        this.range = range;
        this.tie = tie;
    }

    static Key of(AttributeValue hash, @Nullable AttributeValue range, @Nullable Key tie) {
        return new Key(bytes(hash), range == null ? NONE : bytes(range), tie);
    }

    /** Returns a scalar's bytes in the order of its type. */
    static byte[] bytes(AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s().getBytes(StandardCharsets.UTF_8);
            case N -> Numbers.ordered(value.n());
            case B -> value.b().asByteArray();
            case SS, NS, BS, M, L, BOOL, NUL, UNKNOWN_TO_SDK_VERSION ->
                throw new IllegalArgumentException("not a key: " + value);
        };
    }

    byte[] hash() {
        return hash;
    }

    byte[] range() {
        return range;
    }

    @Override
    public int compareTo(Key other) {
        var order = Arrays.compareUnsigned(hash, other.hash);
        if (order == 0) {
            order = Arrays.compareUnsigned(range, other.range);
        }
        if (order != 0 || tie == other.tie) {
            return order;
        }
        if (tie == null || other.tie == null) {
            return tie == null ? -1 : 1;
        }
        return tie.compareTo(other.tie);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Key key && compareTo(key) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(hash) + Arrays.hashCode(range);
    }
}
