package io.muster.domain.adviser;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What the rules allow now: fixed before the adviser speaks.
 *
 * @param moves what may be carried out
 * @param most how many contractors may be added, 0 where none may
 */
public record Allowed(Set<Move> moves, int most) {

    /** How far an adviser may go beyond the wave that the rules computed. */
    public static final double BEYOND_THE_WAVE = 1.5;

    public Allowed {
        var copy = EnumSet.noneOf(Move.class);
        copy.addAll(moves);
        moves = Collections.unmodifiableSet(copy);
        if (most < 0 || moves.contains(Move.ADD_CONTRACTORS) != most > 0) {
            throw new IllegalArgumentException("adding at most " + most + " does not go with " + moves);
        }
    }

    /** Returns whether a recommendation may be carried out. */
    public boolean permits(Recommendation recommended) {
        var n = recommended.n();
        return moves.contains(recommended.action()) && (n == null || n <= most);
    }

    /** Returns whether an advice adds contractors where some may be added, and more than that. */
    boolean exceededBy(Advice advice) {
        return moves.contains(Move.ADD_CONTRACTORS) && advice.added() > most;
    }

    /** Returns what of an advice may be carried out, in its order. */
    public List<Recommendation> of(Advice advice) {
        return advice.recommendations().stream().filter(this::permits).toList();
    }
}
