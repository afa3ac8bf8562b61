package io.muster.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A failure is worth something only if it comes again. */
class DeterminismTest {

    private static final int SEEDS = 4;

    @Test
    void the_same_seed_makes_the_same_run_to_the_last_call() {
        for (var scenario : Scenarios.ALL) {
            try (var first = new Simulation(scenario);
                    var second = new Simulation(scenario)) {
                for (long seed = 1; seed <= Swarm.share(scenario, SEEDS); seed++) {
                    var once = first.run(seed, new SwarmPlan(seed));
                    var again = second.run(seed, new SwarmPlan(seed));
                    var options = "--scenario=" + scenario.name() + " --from=" + seed + " --seeds=1 --twice";
                    assertEquals(once, again, () -> Report.command(options));
                }
            }
        }
    }

    @Test
    void another_seed_makes_another_run() {
        try (var simulation = new Simulation(Scenarios.named("emergency"))) {
            assertNotEquals(
                    simulation.run(1, new SwarmPlan(1)).trace(),
                    simulation.run(2, new SwarmPlan(2)).trace());
        }
    }

    @Test
    void another_process_makes_the_same_run() throws IOException, InterruptedException {
        var one = told("--scenario=emergency", "--seeds=5");
        assertTrue(one.matches("(?s).*0 failed, trace [0-9a-f]{16}.*"), one);
        assertEquals(trace(one), trace(told("--scenario=emergency", "--seeds=5")));
    }

    private static String trace(String told) {
        return told.replaceFirst("(?s).*trace ([0-9a-f]{16}).*", "$1");
    }

    private static String told(String... options) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(
                List.of(java, "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(options));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), told);
        return told;
    }
}
