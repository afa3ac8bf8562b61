package io.muster.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That colleagues are named at all: a promise on messages that nobody sends could not be broken. */
class ReferencesTest {

    private static final int SEEDS = 12;

    @ParameterizedTest
    @CsvSource({"account, your colleague Ada Lind", "accounts, Ada Lind", "colleagues, your colleague Ben Marsh asked"})
    void some_accepted_messages_name_a_colleague(String scenario, String words) {
        var texts = texts(scenario);
        assertTrue(
                texts.stream().anyMatch(text -> text.contains(words) && !text.contains("Hello Ada")),
                () -> texts.size() + " messages, none with " + words);
    }

    /** Returns what providers accepted in the first runs of a scenario. */
    private static List<String> texts(String scenario) {
        var worlds = new ArrayList<World>();
        Intervention ear = new Intervention() {
            @Override
            public void begins(World world) {
                worlds.add(world);
            }
        };
        try (var simulation = new Simulation(Scenarios.named(scenario), () -> ear)) {
            for (long seed = 1; seed <= SEEDS; seed++) {
                assertEquals(List.of(), Report.brief(simulation.run(seed, new SwarmPlan(seed))));
            }
        }
        return worlds.stream()
                .flatMap(world -> world.ledger().stream())
                .map(Accepted::text)
                .toList();
    }
}
