package io.muster.aws.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.aws.Lines;
import io.muster.aws.Platform;
import io.muster.aws.Sample;
import io.muster.aws.Stack;
import io.muster.domain.campaign.CampaignInput;
import io.muster.domain.campaign.Event;
import io.muster.domain.touch.Channel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadingsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Stack stack = new Stack();
    private final Lines lines = new Lines();
    private final CampaignShell shell = new CampaignShell(new Platform(
            stack.platform.dynamoDb(),
            stack.platform.sqs(),
            stack.platform.scheduler(),
            stack.platform.time(),
            stack.platform.ids(),
            stack.platform.installation().measuredAs("test")));

    @AfterEach
    void close() {
        lines.close();
        stack.close();
    }

    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException wrong) {
            throw new AssertionError(line, wrong);
        }
    }

    private List<Double> values(String metric) {
        return lines.all().stream()
                .map(ReadingsTest::parsed)
                .filter(line -> line.has(metric))
                .map(line -> line.path(metric).asDouble())
                .toList();
    }

    private Outcome checkIn() {
        return shell.apply(
                Sample.KEY, state -> Sample.checkIn(state, stack.platform.time().business()));
    }

    @Test
    void a_check_in_tells_its_delay_and_the_chance_once_however_often_it_comes() {
        shell.create(Sample.requested(), null);
        stack.pass(Duration.ofHours(6).plusSeconds(75));
        var due =
                Sample.checkIn(stack.campaigns.load(Sample.KEY).orElseThrow(), Stack.START.plusSeconds(6 * 3600 + 75));
        var applied = assertInstanceOf(Outcome.Applied.class, shell.apply(Sample.KEY, _ -> due));
        assertInstanceOf(Outcome.Repeated.class, shell.apply(Sample.KEY, _ -> due));
        var looked = assertInstanceOf(Event.CheckedIn.class, applied.event());
        assertEquals(List.of(75.0), values("CheckInDelaySeconds"));
        assertEquals(List.of(looked.checkIn().pSuccess()), values("SuccessChance"));
    }

    @Test
    void an_escalation_is_counted_by_its_level_once_it_is_carried_out() {
        shell.create(Sample.requested(), null);
        stack.pass(Duration.ofHours(12));
        checkIn();
        stack.pass(Duration.ofHours(6));
        checkIn();
        var owed = stack.campaigns.head(Sample.KEY).orElseThrow().owed();
        assertEquals(List.of(), values("Escalations"));
        var found = new CampaignInput.ShortfallFound(
                "shortfall", stack.platform.time().business(), Map.of(), Set.of(Channel.EMAIL));
        assertInstanceOf(Outcome.Applied.class, shell.apply(Sample.KEY, _ -> found));
        assertEquals(List.of(1.0), values("Escalations"));
        var line = lines.all().stream()
                .map(ReadingsTest::parsed)
                .filter(one -> one.has("Escalations"))
                .findFirst();
        assertEquals(
                owed == null ? "" : owed.level().name().toLowerCase(java.util.Locale.ROOT),
                line.orElseThrow().path("escalation").asText());
    }
}
