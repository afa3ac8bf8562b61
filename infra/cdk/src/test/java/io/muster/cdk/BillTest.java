package io.muster.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
                        stack.resources("AWS::CloudWatch::Alarm").size(),
                        stack.resources("AWS::CloudWatch::Dashboard").size(),
                        (int) stack.resources("AWS::Cognito::UserPoolClient").values().stream()
                                .filter(client ->
                                        client.at("/Properties/GenerateSecret").asBoolean())
                                .count()),
                Stream.of("functions", "memory.gigabytes", "event.sources", "alarms", "dashboards", "machine.clients")
                        .map(name -> Integer.valueOf(billed.getProperty(name)))
                        .toList());
    }
}
