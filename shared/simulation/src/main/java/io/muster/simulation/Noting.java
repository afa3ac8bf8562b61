package io.muster.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A plan that keeps where it was asked: every remote call of a run at which something could have gone wrong. */
final class Noting implements Plan.Around {

    private final Plan base;
    private final List<Call> calls = new ArrayList<>();

    /** A remote call, and what could have become of it. */
    record Call(Place place, Set<Fault> possible) {}

    Noting(Plan base) {
        this.base = base;
    }

    @Override
    public Plan base() {
        return base;
    }

    /** Returns the calls, in order. */
    List<Call> calls() {
        return calls;
    }

    @Override
    public @Nullable Fault at(Place place, Set<Fault> possible) {
        if (place.request() != null) {
            calls.add(new Call(place, possible));
        }
        return base.at(place, possible);
    }
}
