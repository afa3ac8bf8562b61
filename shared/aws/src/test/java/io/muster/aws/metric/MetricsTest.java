package io.muster.aws.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.aws.Lines;
import io.muster.aws.Platform;
import io.muster.aws.Stack;
import io.muster.domain.campaign.Level;
import io.muster.domain.touch.Channel;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsTest {

    private static final Map<String, String> ABOUT = Map.of("workspace", "acme");

    private final Stack stack = new Stack();
    private final Lines lines = new Lines();

    @AfterEach
    void close() {
        lines.close();
        stack.close();
    }

    private Metrics metrics(@Nullable String stage) {
        var plain = stack.platform;
        return Metrics.of(new Platform(
                plain.dynamoDb(),
                plain.sqs(),
                plain.scheduler(),
                plain.time(),
                plain.ids(),
                plain.installation().measuredAs(stage)));
    }

    @Test
    void a_metric_is_a_line_that_CloudWatch_reads_with_ids_beside_its_dimensions() {
        metrics("production").count(Metric.SENDS, ABOUT, Channel.WEBSITE_FORM, SendOutcome.HANDED_OVER);
        assertEquals(
                List.of("{\"level\":\"INFO\",\"timestamp\":\"2026-06-01T14:00:00Z\",\"event\":\"metric\","
                        + "\"workspace\":\"acme\",\"stage\":\"production\",\"channel\":\"website_form\","
                        + "\"outcome\":\"handed_over\",\"Sends\":1.0,"
                        + "\"_aws\":{\"Timestamp\":1780322400000,\"CloudWatchMetrics\":[{\"Namespace\":\"Muster\","
                        + "\"Dimensions\":[[\"stage\",\"channel\",\"outcome\"]],"
                        + "\"Metrics\":[{\"Name\":\"Sends\",\"Unit\":\"Count\"}]}]}}"),
                lines.all());
    }

    @Test
    void values_without_dimensions_share_a_line() {
        metrics("production").put(Map.of(Metric.SWEEP_FOUND, 0.0));
        metrics("production").put(Metric.CHECK_IN_DELAY, 2.5, ABOUT);
        assertTrue(lines.all().get(0).contains("\"Dimensions\":[[\"stage\"]]"), lines.all()::toString);
        assertTrue(lines.all().get(0).contains("\"SweepFound\":0.0"), lines.all()::toString);
        assertTrue(lines.all().get(1).contains("\"CheckInDelaySeconds\":2.5"), lines.all()::toString);
        assertTrue(
                lines.all().get(1).contains("{\"Name\":\"CheckInDelaySeconds\",\"Unit\":\"Seconds\"}"),
                lines.all()::toString);
    }

    @Test
    void an_installation_without_a_stage_measures_nothing() {
        metrics(null).count(Metric.DEAD_LETTERS_FILED, ABOUT);
        metrics(null).put(Map.of(Metric.SWEEP_FOUND, 1.0));
        assertEquals(List.of(), lines.all());
    }

    @Test
    void only_words_of_the_metrics_own_lists_are_dimensions() {
        var metrics = metrics("production");
        assertThrows(IllegalArgumentException.class, () -> metrics.count(Metric.SENDS, ABOUT, Channel.EMAIL));
        assertThrows(
                IllegalArgumentException.class,
                () -> metrics.count(Metric.SENDS, ABOUT, SendOutcome.SENT, Channel.EMAIL));
        assertThrows(IllegalArgumentException.class, () -> metrics.count(Metric.ERRORS, ABOUT, Level.MILD));
        assertThrows(IllegalArgumentException.class, () -> metrics.put(Map.of(Metric.ERRORS, 1.0)));
        assertEquals(List.of(), lines.all());
    }

    /** CloudWatch bills each combination for the hours in which it occurs: this is the most that can. */
    @Test
    void all_metrics_together_are_at_most_48_streams() {
        assertEquals(
                48, Arrays.stream(Metric.values()).mapToInt(Metric::streams).sum());
    }
}
