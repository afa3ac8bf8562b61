package io.muster.simulation;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides what goes wrong where. It is asked at every place, and says the same whenever it is asked again. */
@FunctionalInterface
public interface Plan {

    /** All goes well. */
    Plan NONE = (place, possible) -> null;

    /** Returns what happens at a place, of what can happen there; nothing, mostly. */
    @Nullable
    Fault at(Place place, Set<Fault> possible);

    /** Returns the plan in which one thing happens, at the how manieth call of the run. */
    static Plan once(int ordinal, Fault fault) {
        return (place, possible) -> place.ordinal() == ordinal && possible.contains(fault) ? fault : null;
    }

    /** Returns the plan in which one thing happens at one call of the run, and another at a later one. */
    static Plan twice(int ordinal, Fault fault, int later, Fault second) {
        var first = once(ordinal, fault);
        var then = once(later, second);
        return (place, possible) -> place.ordinal() == ordinal ? first.at(place, possible) : then.at(place, possible);
    }

    /** Returns whether all is well again before the last deadline, so that everything has to come right by itself. */
    default boolean heals() {
        return false;
    }

    /** Returns this plan with nothing happening but at these places. */
    default Plan only(Set<Place> places) {
        return new Only(this, places);
    }

    /** What is left of a plan. */
    record Only(Plan plan, Set<Place> places) implements Plan {

        public Only {
            places = Set.copyOf(places);
        }

        @Override
        public @Nullable Fault at(Place place, Set<Fault> possible) {
            return places.contains(place) ? plan.at(place, possible) : null;
        }

        @Override
        public boolean heals() {
            return plan.heals();
        }
    }
}
