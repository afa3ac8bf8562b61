package io.muster.simulation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** The layer of many seeds, each with its own mixture of everything that can go wrong. */
final class Swarm {

    private static final int OF_DAYS = 4;
    private static final int OF_WEEKS = 25;

    private final Map<Fault, Integer> happened = new EnumMap<>(Fault.class);
    private final NavigableMap<String, Met> met = new TreeMap<>();
    private long trace;

    /** Where a kind of call came first. */
    record Met(long seed, Noting.Call call) {}

    /** One run, and where it made each kind of call first. */
    private record Run(Attempt attempt, Map<String, Met> met) {}

    /** Returns how many of so many runs a story gets: all of them, one in four if it goes on for days, one in 25 for weeks. */
    static int share(Scenario scenario, int runs) {
        long days = scenario.length().toDays();
        return days < 3 ? runs : Math.ceilDiv(runs, days < 7 ? OF_DAYS : OF_WEEKS);
    }

    /** Returns how often each fault has happened. */
    Map<Fault, Integer> happened() {
        return happened;
    }

    /** Returns where each kind of call was met first by those who looked. */
    NavigableMap<String, Met> met() {
        return met;
    }

    /** Returns all runs so far as one number. */
    long trace() {
        return trace;
    }

    /** Runs seeds, and returns what failed. */
    List<Attempt> run(Crew crew, long first, long last) {
        var attempts = crew.each(seeds(first, last), (simulation, seed) -> {
            var plan = new SwarmPlan(seed);
            return new Attempt(plan, simulation.run(seed, plan));
        });
        return failed(attempts);
    }

    /** Runs seeds, and looks which kinds of calls they make; returns what failed. */
    List<Attempt> look(Crew crew, long first, long last) {
        var runs = crew.each(seeds(first, last), Swarm::looked);
        runs.forEach(run -> run.met().forEach(met::putIfAbsent));
        return failed(runs.stream().map(Run::attempt).toList());
    }

    private static Run looked(Simulation simulation, long seed) {
        var plan = new SwarmPlan(seed);
        var noting = new Noting(plan);
        var outcome = simulation.run(seed, noting);
        var met = new TreeMap<String, Met>();
        noting.calls().forEach(call -> met.putIfAbsent(call.place().kind(), new Met(seed, call)));
        return new Run(new Attempt(plan, outcome), met);
    }

    private static List<Long> seeds(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    private List<Attempt> failed(List<Attempt> attempts) {
        var failed = new ArrayList<Attempt>();
        for (var attempt : attempts) {
            trace = trace * 31 + attempt.outcome().trace();
            attempt.outcome().fired().forEach(fired -> happened.merge(fired.fault(), 1, Integer::sum));
            if (attempt.failed()) {
                failed.add(attempt);
            }
        }
        return failed;
    }
}
