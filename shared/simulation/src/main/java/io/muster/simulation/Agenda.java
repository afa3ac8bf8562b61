package io.muster.simulation;

import java.time.Instant;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** What is to happen when. What is due at one moment happens in the order of its lots, so that every order is tried. */
final class Agenda {

    private final Lots lots;
    private final PriorityQueue<Turn> turns = new PriorityQueue<>();
    private long entries;

    Agenda(Lots lots) {
        this.lots = lots;
    }

    private record Turn(Instant at, long lot, long entry, Actor actor) implements Comparable<Turn> {
        @Override
        public int compareTo(Turn other) {
            int order = at.compareTo(other.at);
            order = order == 0 ? Long.compare(lot, other.lot) : order;
            return order == 0 ? Long.compare(entry, other.entry) : order;
        }
    }

    /** Notes that it is an actor's turn at a moment: to begin, or to go on. */
    void add(Actor actor, Instant at, long place) {
        turns.add(new Turn(at, lots.lot(place), entries++, actor));
    }

    /** Returns when the next turn is, if there is any. */
    @Nullable
    Instant next() {
        var turn = turns.peek();
        return turn == null ? null : turn.at();
    }

    /** Takes the next turn off the agenda. */
    Actor take() {
        return turns.remove().actor();
    }
}
