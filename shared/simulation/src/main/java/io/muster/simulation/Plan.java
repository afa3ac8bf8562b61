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

    /** Returns this plan with nothing happening but at these places. */
    default Plan only(Set<Place> places) {
        return (place, possible) -> places.contains(place) ? at(place, possible) : null;
    }
}
