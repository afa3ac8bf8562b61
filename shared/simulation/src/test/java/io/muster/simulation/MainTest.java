package io.muster.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What is printed of a failure is a command that brings it back. */
class MainTest {

    private static final Pattern COMMAND = Pattern.compile("again: mvn -Psimulate -Dsimulate=\"([^\"]+)\"");
    private static final Pattern TRACE = Pattern.compile("trace ([0-9a-f]{16})");

    static Stream<Plan> plans() {
        return Stream.of(
                new SwarmPlan(7),
                Plan.NONE,
                Plan.once(17, Fault.CRASH_AFTER),
                Plan.once(5, Fault.TIMEOUT_APPLIED).and(23, Fault.CRASH_BEFORE),
                new SwarmPlan(7).and(40, Fault.THROTTLED),
                Plan.NONE.losingAllBefore(12));
    }

    @ParameterizedTest
    @MethodSource("plans")
    void the_command_of_a_failure_makes_the_same_run_to_the_last_call(Plan plan) {
        try (var simulation = new Simulation(Scenarios.named("alone"))) {
            var outcome = simulation.run(7, plan);
            var failure = new Simulation.Outcome(
                    outcome.scenario(),
                    outcome.seed(),
                    outcome.options(),
                    List.of("1: a promise"),
                    outcome.trace(),
                    outcome.lines(),
                    outcome.calls(),
                    outcome.accepted(),
                    outcome.fired());
            var printed = String.join("\n", Report.brief(failure));
            assertEquals("%016x".formatted(outcome.trace()), found(TRACE, run(0, found(COMMAND, printed))));
        }
    }

    @Test
    void other_options_make_another_run() {
        assertNotEquals(
                found(TRACE, run(0, "--scenario=alone --seed=7 --calm --fault=17=CRASH_AFTER")),
                found(TRACE, run(0, "--scenario=alone --seed=7 --calm --fault=18=CRASH_AFTER")));
    }

    @Test
    void a_run_in_which_a_named_fault_does_not_happen_fails_and_ends_in_its_command() {
        var told = run(1, "--scenario=alone --seed=1 --calm --fault=100000=CRASH_AFTER");
        assertTrue(told.contains("CRASH_AFTER did not happen at call 100000"), told);
        assertEquals("--scenario=alone --seed=1 --calm --fault=100000=CRASH_AFTER", found(COMMAND, told));
    }

    @Test
    void seeds_on_several_threads_are_the_same_runs_as_on_one() {
        var one = run(0, "--scenario=alone --seeds=20 --threads=1");
        assertEquals(found(TRACE, one), found(TRACE, run(0, "--scenario=alone --seeds=20 --threads=3")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--twice --seeds=3", "--pairs --one-in=3000", "--losses --one-in=20"})
    void every_layer_is_run_by_one_command(String options) {
        var told = run(0, "--scenario=alone " + options);
        assertTrue(told.startsWith("alone: ") && told.contains("Every promise was kept."), told);
    }

    private static String run(int exit, String options) {
        var told = new ByteArrayOutputStream();
        var out = new PrintStream(told, true, StandardCharsets.UTF_8);
        assertEquals(exit, new CommandLine(new Main(out)).execute(options.split(" ")), told::toString);
        return told.toString(StandardCharsets.UTF_8);
    }

    private static String found(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        assertTrue(found.find(), text);
        return found.group(1);
    }
}
