package io.muster.simulation;

import java.util.ArrayList;
import java.util.List;

/** A failure as a gift: what was promised, the command that brings it back, and what it takes, step by step. */
final class Report {

    private Report() {}

    /** Returns what breaks the same runs again, for options of the command line. */
    static String command(String options) {
        return "mvn -Psimulate -Dsimulate=\"" + options + "\"";
    }

    /** Returns what broke, and how to see it again; nothing when every promise was kept. */
    static List<String> brief(Simulation.Outcome outcome) {
        var lines = new ArrayList<String>();
        if (!outcome.broken().isEmpty()) {
            lines.add("");
            lines.add(outcome.scenario() + ", seed " + outcome.seed() + ", broke "
                    + outcome.broken().size() + ":");
            outcome.broken().forEach(promise -> lines.add("  " + promise));
            lines.add("  again: " + command(outcome.options()));
        }
        return lines;
    }

    /** Returns the smallest run that breaks the same promise, in words; a failure that is none of a run's is told in short. */
    static List<String> shrunk(Simulation simulation, Simulation.Outcome outcome, Plan plan) {
        var small = new Shrinker(simulation, outcome.seed(), plan).shrunk(outcome);
        if (small.broken().isEmpty()) {
            return brief(outcome);
        }
        var lines = new ArrayList<>(small.lines());
        lines.add("");
        lines.add("Of " + outcome.fired().size() + " things that went wrong it needs "
                + small.fired().size() + ":");
        small.fired()
                .forEach(fired -> lines.add("  " + fired.at() + "  " + fired.fault() + " at "
                        + fired.place().actor() + ", call " + fired.place().number() + " "
                        + fired.place().what()));
        lines.addAll(brief(small));
        return lines;
    }

    /** Returns all that broke in some runs, for a test: the first failure shrunk and told, the others in short. */
    static String all(Simulation simulation, List<Attempt> failures) {
        var lines = new ArrayList<String>();
        for (var failure : failures) {
            lines.addAll(
                    lines.isEmpty() ? shrunk(simulation, failure.outcome(), failure.plan()) : brief(failure.outcome()));
        }
        return String.join("\n", lines);
    }
}
