package io.muster.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the monthly bill says that an installation has is what the template has. */
class BillTest {

    private static final Path BILLED = Path.of(
            System.getProperty("muster.root", "../.."),
            "infra/bench/src/main/resources/io/muster/bench/cost/stack.properties");

    @Test
    void what_costs_money_though_nobody_uses_it_is_on_the_bill() throws IOException {
        var stack = Synthesised.development();
        var billed = new Properties();
        try (var file = Files.newBufferedReader(BILLED)) {
            billed.load(file);
        }
        var functions = stack.resources("AWS::Lambda::Function").values();
        assertEquals(
                List.of(
                        functions.size(),
                        functions.stream()
                                .mapToInt(function ->
                                        function.at("/Properties/MemorySize").asInt() / 1024)
                                .max()
                                .orElse(0),
                        stack.resources("AWS::Lambda::EventSourceMapping").size(),
                        stack.resources("AWS::CloudWatch::Alarm").values().stream()
                                .mapToInt(BillTest::looksAt)
                                .sum(),
                        stack.resources("AWS::CloudWatch::Dashboard").size(),
                        (int) stack.resources("AWS::Cognito::UserPoolClient").values().stream()
                                .filter(client ->
                                        client.at("/Properties/GenerateSecret").asBoolean())
                                .count()),
                Stream.of(
                                "functions",
                                "memory.gigabytes",
                                "event.sources",
                                "alarms.metrics",
                                "dashboards",
                                "machine.clients")
                        .map(name -> Integer.valueOf(billed.getProperty(name)))
                        .toList());
    }

    /** An alarm costs as much as the metrics that it looks at. */
    private static int looksAt(JsonNode alarm) {
        return Math.max(1, (int) alarm.at("/Properties/Metrics")
                .valueStream()
                .filter(metric -> metric.has("MetricStat"))
                .count());
    }
}
