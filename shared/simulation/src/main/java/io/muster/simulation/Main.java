package io.muster.simulation;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;

public final class Main {
    private Main() {}

    public static void main(String[] args) {
        var out = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        int seeds = args.length > 0 ? Integer.parseInt(args[0]) : 10;
        for (var scenario : Scenarios.ALL) {
            var counts = new EnumMap<Fault, Integer>(Fault.class);
            try (var simulation = new Simulation(scenario)) {
                var calm = simulation.run(1, Plan.NONE, args.length > 1);
                calm.lines().forEach(out::println);
                out.println(scenario.name() + " calm " + calm.calls() + " calls " + calm.accepted() + " accepted "
                        + calm.broken());
                for (int round = 0; round < 3; round++) {
                    long t = System.nanoTime();
                    int bad = 0;
                    long calls = 0;
                    long hash = 0;
                    for (int s = 1; s <= seeds; s++) {
                        if (args.length > 2) out.println(s);
var outcome = simulation.run(s, new SwarmPlan(s));
                        calls += outcome.calls();
                        hash = hash * 31 + outcome.trace();
                        outcome.fired().forEach(f -> counts.merge(f.fault(), 1, Integer::sum));
                        if (!outcome.broken().isEmpty()) {
                            bad++;
                            if (bad <= 15 && round == 0) {
                                out.println(s + " " + outcome.broken());
                            }
                        }
                    }
                    double secs = (System.nanoTime() - t) / 1e9;
                    out.printf(
                            "%s %d seeds in %.2f s = %.0f/s, %d bad, %.1f calls each, hash %x%n",
                            scenario.name(), seeds, secs, seeds / secs, bad, (double) calls / seeds, hash);
                }
                out.println(counts);
            }
        }
    }
}
