package io.muster.simulation;

import java.util.ArrayList;
import java.util.List;

/** A failure as a gift: what was promised, the command that brings it back, and what it takes, step by step. */
final class Report {

    private Report() {}

    /** Returns what broke, and how to see it again. */
    static List<String> brief(String scenario, Simulation.Outcome outcome, String again) {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add(scenario + ", seed " + outcome.seed() + ", broke "
                + outcome.broken().size() + ":");
        outcome.broken().forEach(promise -> lines.add("  " + promise));
        lines.add("  again: mvn -Psimulate -Dsimulate=\"" + again + "\"");
        return lines;
    }

    /** Returns the smallest run that breaks the same promise, in words. */
    static List<String> shrunk(Simulation simulation, Simulation.Outcome outcome, Plan plan, String again) {
        var small = new Shrinker(simulation, outcome.seed(), plan).shrunk(outcome);
        var lines = new ArrayList<>(small.lines());
        lines.add("");
        lines.add("Of " + outcome.fired().size() + " things that went wrong it needs "
                + small.fired().size() + ":");
        small.fired()
                .forEach(fired -> lines.add("  " + fired.at() + "  " + fired.fault() + " at "
                        + fired.place().actor() + ", call " + fired.place().number() + " "
                        + fired.place().what()));
        lines.addAll(brief(simulation.name(), small, again));
        return lines;
    }
}
