package io.muster.domain.adviser;

import org.jspecify.annotations.Nullable;

/**
 * One thing that an adviser recommends.
 *
 * @param n how many contractors to add, from 1; given for {@link Move#ADD_CONTRACTORS} and for nothing else
 */
public record Recommendation(Move action, @Nullable Integer n) {

    public Recommendation {
        if ((action == Move.ADD_CONTRACTORS) != (n != null) || (n != null && n < 1)) {
            throw new IllegalArgumentException(action + " with n = " + n);
        }
    }

    /** Returns a move that needs no number. */
    public static Recommendation of(Move action) {
        return new Recommendation(action, null);
    }

    /** Returns the recommendation to add contractors. */
    public static Recommendation add(int n) {
        return new Recommendation(Move.ADD_CONTRACTORS, n);
    }
}
