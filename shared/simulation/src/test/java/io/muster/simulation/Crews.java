package io.muster.simulation;

import java.util.List;

/** Crews on all cores, and what tests say of their failures. */
final class Crews {

    private Crews() {}

    static Crew of(Scenario scenario) {
        return new Crew(() -> new Simulation(scenario), Runtime.getRuntime().availableProcessors());
    }

    static Crew of(String scenario) {
        return of(Scenarios.named(scenario));
    }

    /** Returns every failure with the command that replays it, the first one shrunk and step by step; empty for none. */
    static String told(Crew crew, List<Attempt> failed) {
        return crew.once(simulation -> Report.all(simulation, failed));
    }
}
