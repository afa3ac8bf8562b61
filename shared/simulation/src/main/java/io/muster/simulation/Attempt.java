package io.muster.simulation;

/** What was to go wrong in one run, and what came of it. */
record Attempt(Plan plan, Simulation.Outcome outcome) {

    /** Returns whether a promise was broken. */
    boolean failed() {
        return !outcome.broken().isEmpty();
    }
}
