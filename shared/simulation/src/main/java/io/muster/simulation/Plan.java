package io.muster.simulation;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides what goes wrong where. It is asked at every place, and says the same whenever it is asked again. */
interface Plan {

    /** All goes well. */
    Plan NONE = new Plan() {
        @Override
        public @Nullable Fault at(Place place, Set<Fault> possible) {
            return null;
        }

        @Override
        public String options() {
            return " --calm";
        }
    };

    /** Returns what happens at a place, of what can happen there; nothing, mostly. */
    @Nullable
    Fault at(Place place, Set<Fault> possible);

    /** Returns the options by which the command line makes this plan again, each after a space; the seed is told apart. */
    String options();

    /** Returns whether all queues and timers are lost just before a call of the run, counted from 1. */
    default boolean losesAllBefore(int call) {
        return false;
    }

    /** Returns whether all is well again before the last deadline, so that everything has to come right by itself. */
    default boolean heals() {
        return false;
    }

    /** Returns the first thing that was to go wrong for certain, and did not; nothing when all of it did. */
    default @Nullable String missed(Simulation.Outcome outcome) {
        return null;
    }

    /** Returns the plan in which one thing happens, at one call of the run. */
    static Plan once(int call, Fault fault) {
        return NONE.and(call, fault);
    }

    /** Returns this plan with one thing more that happens, at one call of the run, counted from 1. */
    default Plan and(int call, Fault fault) {
        return new Named(this, call, fault);
    }

    /** Returns this plan with all queues and timers lost just before a call. */
    default Plan losingAllBefore(int call) {
        return new Loss(this, call);
    }

    /** Returns this plan with nothing happening but at these places. */
    default Plan only(Set<Place> places) {
        return new Only(this, places);
    }

    /** A plan that differs from another in something. */
    interface Around extends Plan {

        Plan base();

        @Override
        default @Nullable Fault at(Place place, Set<Fault> possible) {
            return base().at(place, possible);
        }

        @Override
        default String options() {
            return base().options();
        }

        @Override
        default boolean losesAllBefore(int call) {
            return base().losesAllBefore(call);
        }

        @Override
        default boolean heals() {
            return base().heals();
        }

        @Override
        default @Nullable String missed(Simulation.Outcome outcome) {
            return base().missed(outcome);
        }
    }

    /** A plan, and one thing that happens at a call, whatever else would. */
    record Named(Plan base, int call, Fault fault) implements Around {

        @Override
        public @Nullable Fault at(Place place, Set<Fault> possible) {
            return place.ordinal() == call && possible.contains(fault) ? fault : base.at(place, possible);
        }

        @Override
        public String options() {
            return base.options() + " --fault=" + call + "=" + fault;
        }

        @Override
        public @Nullable String missed(Simulation.Outcome outcome) {
            boolean happened = outcome.fired().stream()
                    .anyMatch(fired -> fired.place().ordinal() == call && fired.fault() == fault);
            return happened ? base.missed(outcome) : fault + " did not happen at call " + call;
        }
    }

    /** A plan, and the loss of everything that is on its way. */
    record Loss(Plan base, int call) implements Around {

        @Override
        public boolean losesAllBefore(int other) {
            return call == other || base.losesAllBefore(other);
        }

        @Override
        public String options() {
            return base.options() + " --loss=" + call;
        }

        @Override
        public @Nullable String missed(Simulation.Outcome outcome) {
            return outcome.calls() >= call ? base.missed(outcome) : "the run did not come to call " + call;
        }
    }

    /** What is left of a plan. */
    record Only(Plan base, Set<Place> places) implements Around {

        public Only {
            places = Set.copyOf(places);
        }

        @Override
        public @Nullable Fault at(Place place, Set<Fault> possible) {
            return places.contains(place) ? base.at(place, possible) : null;
        }

        @Override
        public @Nullable String missed(Simulation.Outcome outcome) {
            return null;
        }
    }
}
