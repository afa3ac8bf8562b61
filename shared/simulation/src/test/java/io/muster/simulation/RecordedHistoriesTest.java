package io.muster.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.domain.campaign.Decision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What campaigns lived through when this was recorded is decided the same today, so that a campaign that is under way when
 * code is replaced goes on as it began. What the files hold, and how a change is accepted, stands beside them.
 */
class RecordedHistoriesTest {

    private static final int HISTORIES = 70;

    @ParameterizedTest
    @ValueSource(strings = {"emergency", "escalation", "controls", "account"})
    void recorded_histories_replay_to_the_same_decisions_effects_and_state(String scenario) throws IOException {
        if (Boolean.getBoolean("muster.record")) {
            Histories.write(file(scenario), recorded(scenario));
        }
        var histories = Histories.read(file(scenario));
        histories.forEach(Recorded::replay);
        assertEquals(HISTORIES, histories.size());
        assertTrue(histories.stream().mapToInt(one -> one.steps().size()).sum() > 5 * HISTORIES, "so few inputs");
    }

    @Test
    void what_is_written_is_read_again(@org.junit.jupiter.api.io.TempDir Path folder) throws IOException {
        var histories = recorded("emergency", 2);
        Histories.write(folder.resolve("some.jsonl.gz"), histories);
        assertEquals(histories, Histories.read(folder.resolve("some.jsonl.gz")));
    }

    @Test
    void a_history_that_says_something_else_does_not_replay() {
        var one = recorded("emergency", 1).getFirst();
        var steps = new ArrayList<>(one.steps());
        var last = steps.removeLast();
        steps.add(new Recorded.Step(last.slices(), last.input(), new Decision.Ignored("otherwise"), last.effects()));
        var other = new Recorded(one.run(), one.begins(), steps, one.ends());
        org.junit.jupiter.api.Assertions.assertThrows(AssertionError.class, other::replay);
    }

    private static List<Recorded> recorded(String scenario) {
        return recorded(scenario, HISTORIES);
    }

    /** Runs a scenario, seed after seed, until there are so many histories. */
    private static List<Recorded> recorded(String scenario, int count) {
        var histories = new ArrayList<Recorded>();
        var recorder = new Recorder[1];
        try (var simulation = new Simulation(Scenarios.named(scenario), () -> recorder[0] = new Recorder())) {
            for (long seed = 1; histories.size() < count; seed++) {
                assertEquals(List.of(), Report.brief(simulation.run(seed, new SwarmPlan(seed))));
                var run = scenario + ", seed " + seed + ", ";
                recorder[0].lives().forEach((campaign, heard) -> histories.add(Recorded.of(run + campaign, heard)));
            }
        }
        return histories.subList(0, count);
    }

    /** Returns where the histories of a scenario are. */
    static Path file(String scenario) {
        var module = Path.of("shared", "simulation");
        var root = Files.isDirectory(module) ? module : Path.of("");
        return root.resolve(Path.of("src", "test", "resources", "histories", scenario + ".jsonl.gz"));
    }
}
