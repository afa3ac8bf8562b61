package io.muster.simulation;

/** The end of a process. It unwinds the handler, which must not hold it up. */
final class Crash extends Error {
    private static final long serialVersionUID = 1;

    Crash(String actor) {
        super(actor + " is dead", null, false, false);
    }
}
