package io.muster.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.aws.Platform;
import io.muster.aws.shell.CampaignShell;
import io.muster.aws.shell.Outcome;
import io.muster.aws.store.CampaignStore;
import io.muster.aws.store.Items;
import io.muster.aws.store.Keys;
import io.muster.aws.store.Table;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.Decision;
import io.muster.memory.MemoryAws;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An input that comes again yields nothing: every input of every recorded history is applied twice where it is proved that
 * it was applied, and the second time leaves the table as it is. What the decider would say of it is never asked for.
 */
class RepeatedInputTest {

    @ParameterizedTest
    @ValueSource(strings = {"emergency", "escalation", "controls"})
    void a_repeated_input_yields_no_effects(String scenario) throws IOException {
        int repeated = 0;
        for (var history : Histories.read(RecordedHistoriesTest.file(scenario))) {
            repeated += twice(history);
        }
        assertTrue(repeated > 200, "so few inputs: " + repeated);
    }

    private static int twice(Recorded history) {
        var time = new VirtualTime(history.steps().getFirst().input().at(), () -> Duration.ZERO);
        try (var aws = MemoryAws.open(MemoryAws.Options.forgetful(time::now))) {
            var installation = Deployment.provision(aws);
            var shell = new CampaignShell(
                    new Platform(aws.dynamoDb(), aws.sqs(), aws.scheduler(), time, () -> "01REPEATED", installation));
            var table = new Table(aws.dynamoDb(), Deployment.TABLE);
            int[] repeated = {0};
            store(table, history.begins());
            history.forEach((state, step) -> {
                time.moveTo(step.input().at());
                store(table, state);
                if (step.decision() instanceof Decision.Changed) {
                    var key = state.campaign().key();
                    var where = history.run() + " at " + step.input().id();
                    assertInstanceOf(Outcome.Applied.class, shell.apply(key, _ -> step.input()), where);
                    var once = items(aws);
                    assertInstanceOf(Outcome.Repeated.class, shell.apply(key, _ -> step.input()), where);
                    assertEquals(once, items(aws), where);
                    repeated[0]++;
                }
            });
            return repeated[0];
        }
    }

    /** Puts a campaign where it is found, as it is. */
    private static void store(Table table, CampaignState state) {
        var key = state.campaign().key();
        table.put(CampaignStore.meta(state.campaign(), null));
        table.put(Items.write(Keys.request(key), state.request()));
        state.slices().forEach(slice -> table.put(CampaignStore.slice(key, slice)));
        state.responses().values().forEach(response -> table.put(CampaignStore.response(key, response)));
    }

    private static Set<Map<String, AttributeValue>> items(MemoryAws aws) {
        return new HashSet<>(
                aws.dynamoDb().scan(scan -> scan.tableName(Deployment.TABLE)).items());
    }
}
