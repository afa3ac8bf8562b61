package io.muster.memory.calls;

import java.util.Comparator;

/**
 * Something that a function asks of AWS.
 *
 * @param action as policies name it, such as {@code dynamodb:GetItem}
 * @param resource what it is done to, by its name within an installation, such as {@code queue/dispatch}
 */
public record Call(String function, String action, String resource) implements Comparable<Call> {

    private static final Comparator<Call> ORDER =
            Comparator.comparing(Call::function).thenComparing(Call::resource).thenComparing(Call::action);

    public Call {
        if ((function + action + resource).chars().anyMatch(Character::isWhitespace)) {
            throw new IllegalArgumentException(
                    "no part of a call has a blank in it: " + function + ", " + action + ", " + resource);
        }
    }

    /** Returns the call of a line, as {@link #toString} writes it. */
    public static Call of(String line) {
        var parts = line.strip().split(" +", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException(
                    "a call is a function, an action and a resource, which this is not: " + line);
        }
        return new Call(parts[0], parts[1], parts[2]);
    }

    @Override
    public int compareTo(Call other) {
        return ORDER.compare(this, other);
    }

    /** Returns one line of three columns. */
    @Override
    public String toString() {
        return "%-17s %-36s %s".formatted(function, action, resource);
    }
}
