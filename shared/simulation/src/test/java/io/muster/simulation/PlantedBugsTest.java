package io.muster.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** The harness against itself: what it must find, and how. */
class PlantedBugsTest {

    private static final int WITHIN = 400;

    /** Bugs that a careless hand might make, each as what it makes of the calls. */
    enum Bug {
        /** Claims and records of a slice do not look at its version: two deliveries send the same. */
        SLICES_WITHOUT_VERSION("escalation", "1:") {
            @Override
            boolean careless(String sort) {
                return sort.startsWith("S#");
            }
        },
        /** A campaign's head is written whatever stands there: what another has decided is lost. */
        HEADS_WITHOUT_VERSION("controls", "5:", "8:", "10:", "11:", "4:", "1:", "6:") {
            @Override
            boolean careless(String sort) {
                return sort.equals("META") || sort.startsWith("H#");
            }
        },
        /** An input's proof is overwritten: a second delivery counts again. */
        PROOFS_OVERWRITTEN("emergency", "8:") {
            @Override
            boolean careless(String sort) {
                return sort.startsWith("H#");
            }
        };

        private final String scenario;
        private final List<String> promises;

        Bug(String scenario, String... promises) {
            this.scenario = scenario;
            this.promises = List.of(promises);
        }

        /** Returns whether items of this sort key are written without their condition. */
        abstract boolean careless(String sort);

        UnaryOperator<Service.Call> planted() {
            return call -> call.with(changed(call.request()));
        }

        private Object changed(Object request) {
            return switch (request) {
                case TransactWriteItemsRequest transaction ->
                    transaction.toBuilder()
                            .transactItems(transaction.transactItems().stream()
                                    .map(this::changed)
                                    .toList())
                            .build();
                case PutItemRequest put
                when careless(put.item().get("sk").s()) ->
                    put.toBuilder()
                            .conditionExpression(null)
                            .expressionAttributeValues(null)
                            .build();
                case UpdateItemRequest update -> update;
                default -> request;
            };
        }

        private TransactWriteItem changed(TransactWriteItem write) {
            var put = write.put();
            return put == null || !careless(put.item().get("sk").s())
                    ? write
                    : write.toBuilder().put(bare(put)).build();
        }

        private static Put bare(Put put) {
            return put.toBuilder()
                    .conditionExpression(null)
                    .expressionAttributeNames(null)
                    .expressionAttributeValues(null)
                    .build();
        }
    }

    @ParameterizedTest
    @EnumSource(Bug.class)
    void a_planted_bug_is_found_and_shrinks_to_what_it_needs(Bug bug) {
        try (var simulation = new Simulation(Scenarios.named(bug.scenario), bug.planted())) {
            for (long seed = 1; seed <= WITHIN; seed++) {
                var plan = new SwarmPlan(seed);
                var outcome = simulation.run(seed, plan);
                if (!outcome.broken().isEmpty()) {
                    var first = outcome.broken().getFirst();
                    assertTrue(bug.promises.stream().anyMatch(first::startsWith), bug + " shows as " + first);
                    shrinks(simulation, outcome, plan);
                    return;
                }
            }
            throw new AssertionError(bug + " was not found within " + WITHIN + " seeds");
        }
    }

    private static void shrinks(Simulation simulation, Simulation.Outcome outcome, Plan plan) {
        var small = new Shrinker(simulation, outcome.seed(), plan).shrunk(outcome);
        var promise = outcome.broken().getFirst().substring(0, 2);
        assertEquals(promise, small.broken().getFirst().substring(0, 2));
        assertTrue(
                small.fired().size() <= outcome.fired().size(),
                small.fired().size() + " of " + outcome.fired().size());
        assertTrue(small.lines().size() >= small.calls(), "every call is a line");
    }
}
