package io.muster.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Many seeds, each with its own mixture of faults; and every kind of remote call that any of these runs makes, by whom and
 * on which kinds of items, goes wrong by itself in each of six ways, as does a sample of all other calls, the same every
 * time. More of both with {@code mvn -Psimulate}.
 */
class SwarmTest {

    private static final int SEEDS = 96;
    private static final int ONE_IN = 400;

    private static final List<String> FAILURES = new ArrayList<>();
    private static final Set<Fault> HAPPENED = EnumSet.noneOf(Fault.class);
    private static final SingleFaults SINGLE = new SingleFaults();

    @BeforeAll
    static void everything_is_run() {
        for (var scenario : Scenarios.ALL) {
            try (var crew = Crews.of(scenario)) {
                int seeds = Swarm.share(scenario, SEEDS);
                var swarm = new Swarm();
                var failed = new ArrayList<>(SINGLE.calm(crew, 1, ONE_IN * SEEDS / seeds));
                failed.addAll(swarm.look(crew, 1, seeds));
                failed.addAll(SINGLE.swarm(crew, swarm.met().values()));
                HAPPENED.addAll(swarm.happened().keySet());
                FAILURES.add(Crews.told(crew, failed));
            }
        }
    }

    @Test
    void no_seed_and_no_single_fault_breaks_a_promise() {
        assertEquals("", String.join("\n", FAILURES).strip());
    }

    @Test
    void every_fault_really_happens() {
        assertEquals(EnumSet.allOf(Fault.class), HAPPENED);
    }

    @Test
    void every_kind_of_call_that_was_ever_made_has_gone_wrong_in_every_way() {
        assertEquals(Set.of(), SINGLE.missing());
        assertTrue(SINGLE.kinds().size() >= 300, SINGLE.kinds().size() + " kinds: " + SINGLE.kinds());
        assertTrue(
                SINGLE.kinds().contains("dispatch transactWriteItems C/META+C/S+P/GATE"),
                SINGLE.kinds().toString());
    }

    @Test
    void when_all_goes_well_every_scenario_sends_and_ends() {
        for (var scenario : Scenarios.ALL) {
            try (var simulation = new Simulation(scenario)) {
                var calm = simulation.run(1, Plan.NONE);
                assertEquals("", String.join("\n", Report.brief(calm)));
                assertEquals(List.of(), calm.fired(), scenario.name());
                assertTrue(calm.accepted() >= 1, scenario.name() + " sent " + calm.accepted());
            }
        }
    }
}
