package io.muster.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.aws.metric.Metric;
import io.muster.aws.metric.Metrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What rings, when, for whom and with which advice; what the dashboard shows; and what watching costs. */
class WatchTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern SEARCHED = Pattern.compile("\\{Muster,([a-z,_]+)} MetricName=\"([A-Za-z]+)\"");

    private final Synthesised stack = Synthesised.development();

    private List<JsonNode> alarms() {
        return stack.resources("AWS::CloudWatch::Alarm").values().stream()
                .map(alarm -> alarm.path("Properties"))
                .toList();
    }

    private JsonNode alarm(String name) {
        return stack.named("AWS::CloudWatch::Alarm", "AlarmName", "muster-development-" + name);
    }

    /** Returns what an alarm is made of, but for where its metric comes from. */
    private String rule(String name) {
        var alarm = alarm(name);
        return "%s %s %s of %d x %d s, missing: %s"
                .formatted(
                        alarm.path("Statistic")
                                .asText(alarm.path("ExtendedStatistic").asText()),
                        alarm.path("ComparisonOperator").asText(),
                        alarm.path("Threshold").asText(),
                        alarm.path("EvaluationPeriods").asInt(),
                        alarm.path("Period").asInt(),
                        alarm.path("TreatMissingData").asText());
    }

    @Test
    void each_queue_rings_when_its_oldest_message_waits_for_five_minutes() {
        for (var step : Step.values()) {
            assertEquals(
                    "Maximum GreaterThanThreshold 300 of 3 x 60 s, missing: notBreaching",
                    rule(step.purpose() + "-waits"));
            var alarm = alarm(step.purpose() + "-waits");
            assertEquals(
                    "ApproximateAgeOfOldestMessage", alarm.path("MetricName").asText());
            assertEquals("muster-development-" + step.purpose(), queueName(alarm.at("/Dimensions/0/Value")));
        }
    }

    @Test
    void each_queue_of_dead_letters_rings_for_one_even_while_somebody_holds_it() {
        var purposes = Stream.concat(Arrays.stream(Step.values()).map(Step::purpose), Stream.of("timers"));
        purposes.forEach(purpose -> {
            var alarm = alarm(purpose + "-dead-letters");
            assertEquals(
                    "GreaterThanThreshold", alarm.path("ComparisonOperator").asText());
            assertEquals(0, alarm.path("Threshold").asInt(-1));
            assertEquals(1, alarm.path("EvaluationPeriods").asInt());
            var queues = new TreeSet<String>();
            var names = new TreeSet<String>();
            for (var metric : alarm.path("Metrics")) {
                if (metric.has("MetricStat")) {
                    names.add(metric.at("/MetricStat/Metric/MetricName").asText());
                    queues.add(queueName(metric.at("/MetricStat/Metric/Dimensions/0/Value")));
                } else {
                    assertEquals("visible + held", metric.path("Expression").asText());
                }
            }
            assertEquals(Set.of("ApproximateNumberOfMessagesNotVisible", "ApproximateNumberOfMessagesVisible"), names);
            assertEquals(Set.of("muster-development-" + purpose + "-dlq"), queues);
        });
        var watched = stack.resources("AWS::SQS::Queue").size();
        assertEquals(2 * Step.values().length + 1, watched, "no queue is left out");
    }

    private String queueName(JsonNode value) {
        var id = value.path("Fn::GetAtt").path(0).asText();
        var queue = stack.resources("AWS::SQS::Queue").get(id);
        return queue == null ? stack.text(value) : stack.text(queue.at("/Properties/QueueName"));
    }

    @Test
    void the_work_rings_by_what_functions_write() {
        assertEquals("Sum GreaterThanThreshold 0 of 1 x 300 s, missing: notBreaching", rule("dead-letters-filed"));
        assertEquals("Maximum GreaterThanThreshold 0 of 3 x 300 s, missing: notBreaching", rule("unknown-touches"));
        assertEquals("Maximum GreaterThanThreshold 300 of 1 x 300 s, missing: notBreaching", rule("check-in-delay"));
        assertEquals("SampleCount LessThanThreshold 1 of 5 x 60 s, missing: breaching", rule("sweep-silent"));
        for (var category : List.of("integration", "permission", "unknown")) {
            assertEquals("Sum GreaterThanThreshold 0 of 1 x 300 s, missing: notBreaching", rule("errors-" + category));
        }
    }

    @Test
    void the_machinery_rings() {
        assertEquals("Sum GreaterThanThreshold 2 of 1 x 300 s, missing: notBreaching", rule("dispatch-fails"));
        assertEquals("Sum GreaterThanThreshold 0 of 3 x 300 s, missing: notBreaching", rule("throttled"));
        assertEquals("Sum GreaterThanThreshold 2 of 1 x 300 s, missing: notBreaching", rule("api-fails"));
        assertEquals("p90 GreaterThanThreshold 3000 of 3 x 300 s, missing: notBreaching", rule("api-slow"));
        assertEquals("Average GreaterThanOrEqualToThreshold 0.05 of 1 x 3600 s, missing: ignore", rule("bounces"));
        assertEquals("Average GreaterThanOrEqualToThreshold 0.001 of 1 x 3600 s, missing: ignore", rule("complaints"));
        assertEquals("Sum GreaterThanThreshold 0 of 3 x 300 s, missing: notBreaching", rule("table-read-throttled"));
        assertEquals("Sum GreaterThanThreshold 0 of 3 x 300 s, missing: notBreaching", rule("table-write-throttled"));
        assertEquals("Sum GreaterThanThreshold 2 of 1 x 300 s, missing: notBreaching", rule("table-user-errors"));
        var unattended = Catalogue.FUNCTIONS.stream()
                .filter(spec -> !(spec.trigger() instanceof Trigger.Requests))
                .map(spec -> "muster-development-" + spec.name() + "-fails")
                .collect(Collectors.toCollection(TreeSet::new));
        unattended.add("muster-development-api-fails");
        assertEquals(
                unattended,
                alarms().stream()
                        .map(alarm -> alarm.path("AlarmName").asText())
                        .filter(name -> name.endsWith("-fails"))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void each_alarm_reaches_people_over_tls_and_says_what_to_do_first() {
        var topic = stack.resources("AWS::SNS::Topic").entrySet().stream()
                .filter(one ->
                        one.getValue().at("/Properties/TopicName").asText().equals("muster-development-alarms"))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
        for (var alarm : alarms()) {
            for (var actions : List.of("AlarmActions", "OKActions")) {
                assertEquals(topic, alarm.path(actions).path(0).path("Ref").asText(), alarm::toString);
            }
            assertTrue(
                    alarm.path("AlarmDescription").asText().matches(".+\\. First: .+ Then: infra/README.md, \".+\"\\."),
                    alarm::toString);
        }
        var subscription = stack.named("AWS::SNS::Subscription", "Protocol", "email");
        assertEquals("ops@example.com", subscription.path("Endpoint").asText());
        var policy = stack.resources("AWS::SNS::TopicPolicy").values().stream()
                .filter(one -> one.at("/Properties/Topics/0/Ref").asText().equals(topic))
                .findFirst()
                .orElseThrow()
                .at("/Properties/PolicyDocument/Statement");
        var statements = new ArrayList<String>();
        policy.forEach(statement -> statements.add(statement.path("Effect").asText() + " "
                + statement.at("/Principal/Service").asText("*") + " " + statement.path("Condition")));
        assertEquals(
                List.of(
                        "Deny * {\"Bool\":{\"aws:SecureTransport\":\"false\"}}",
                        "Allow cloudwatch.amazonaws.com"
                                + " {\"StringEquals\":{\"aws:SourceAccount\":{\"Ref\":\"AWS::AccountId\"}}}"),
                statements);
    }

    @Test
    void each_advice_is_given_by_an_alarm_and_has_its_section() throws IOException {
        var given = alarms().stream()
                .map(alarm -> alarm.path("AlarmDescription").asText())
                .collect(Collectors.joining("\n"));
        var manual = manual();
        for (var advice : Runbook.values()) {
            assertTrue(given.contains("\"" + advice.heading() + "\"."), advice + " is never needed");
            assertTrue(
                    manual.isEmpty() || manual.contains("# " + advice.heading()),
                    "infra/README.md has no section " + advice.heading());
        }
    }

    private static List<String> manual() throws IOException {
        var file = Path.of(System.getProperty("muster.root", "../..")).resolve("infra/README.md");
        return Files.exists(file)
                ? Files.readAllLines(file).stream()
                        .filter(line -> line.startsWith("#"))
                        .map(line -> line.substring(line.indexOf("# ")))
                        .toList()
                : List.of();
    }

    /** What the dashboard and the alarms ask for by name, with the dimensions they ask by. */
    private Set<String> asked() throws IOException {
        var asked = new TreeSet<String>();
        for (var alarm : alarms()) {
            if (alarm.path("Namespace").asText().equals(Metrics.NAMESPACE)) {
                var dimensions = new TreeSet<String>();
                alarm.path("Dimensions")
                        .forEach(one -> dimensions.add(one.path("Name").asText()));
                asked.add(alarm.path("MetricName").asText() + " " + dimensions);
            }
        }
        for (var widget : board().path("widgets")) {
            for (var metric : widget.at("/properties/metrics")) {
                var searched =
                        SEARCHED.matcher(metric.path(0).path("expression").asText());
                if (searched.find()) {
                    asked.add(searched.group(2) + " "
                            + new TreeSet<>(List.of(searched.group(1).split(","))));
                } else if (metric.path(0).asText().equals(Metrics.NAMESPACE)) {
                    var dimensions = new TreeSet<String>();
                    for (int i = 2; i + 1 < metric.size(); i += 2) {
                        dimensions.add(metric.path(i).asText());
                    }
                    asked.add(metric.path(1).asText() + " " + dimensions);
                }
            }
        }
        return asked;
    }

    private JsonNode board() throws IOException {
        return JSON.readTree(stack.text(stack.only("AWS::CloudWatch::Dashboard").at("/Properties/DashboardBody")));
    }

    @Test
    void what_is_asked_for_is_what_functions_write_and_nothing_is_written_for_nobody() throws IOException {
        var written = new TreeSet<String>();
        for (var metric : Metric.values()) {
            var dimensions = new TreeSet<>(List.of(Metric.STAGE));
            metric.dimensions().forEach(dimension -> dimensions.add(dimension.wire()));
            written.add(metric.wire() + " " + dimensions);
        }
        assertEquals(written, asked());
    }

    @Test
    void the_dashboard_shows_every_alarm_and_every_queue() throws IOException {
        var widgets = board().path("widgets");
        assertEquals(alarms().size(), widgets.path(0).at("/properties/alarms").size());
        var titles = new ArrayList<String>();
        widgets.forEach(widget -> titles.add(widget.at("/properties/title").asText()));
        assertEquals(
                List.of(
                        "Alarms",
                        "Sends by outcome",
                        "Sends by channel",
                        "Chance of success at check-ins",
                        "Check-in delay, seconds",
                        "Escalations by level",
                        "Failures by category",
                        "UNKNOWN touches; campaigns with something overdue",
                        "Dead letters",
                        "Oldest message, seconds",
                        "Requests",
                        "Latency of requests, milliseconds",
                        "Functions that ended without an answer",
                        "Duration, median, milliseconds",
                        "Duration, p99, milliseconds"),
                titles);
        assertEquals(
                Step.values().length, widgets.path(9).at("/properties/metrics").size());
    }

    @Test
    void the_budget_counts_what_bears_the_stacks_own_tag_and_tells_early() {
        var budget = stack.only("AWS::Budgets::Budget").path("Properties");
        assertEquals(
                "user:stack$muster-development",
                budget.at("/Budget/CostFilters/TagKeyValue/0").asText());
        assertEquals(20, budget.at("/Budget/BudgetLimit/Amount").asInt());
        assertEquals(
                80,
                budget.at("/NotificationsWithSubscribers/0/Notification/Threshold")
                        .asInt());
        assertEquals(
                "ops@example.com",
                budget.at("/NotificationsWithSubscribers/0/Subscribers/0/Address")
                        .asText());
        for (var type : List.of("AWS::Lambda::Function", "AWS::SQS::Queue", "AWS::Logs::LogGroup")) {
            stack.resources(type).forEach((id, resource) -> {
                var tags = resource.at("/Properties/Tags").toString();
                assertTrue(
                        id.startsWith("BucketNotificationsHandler")
                                || tags.contains("{\"Key\":\"stack\",\"Value\":\"muster-development\"}"),
                        id + " " + tags);
            });
        }
    }

    /** Two installations in one account do not count each other's work. */
    @Test
    void functions_measure_under_the_stage_that_alarms_ask_for() {
        for (var made : List.of(stack, Synthesised.everything())) {
            var stage = made.stackName().substring("muster-".length());
            made.resources("AWS::Lambda::Function").forEach((id, function) -> {
                var variables = function.at("/Properties/Environment/Variables");
                assertTrue(
                        variables.isMissingNode()
                                || variables.path("MUSTER_STAGE").asText().equals(stage),
                        id);
                assertFalse(
                        function.at("/Properties/LoggingConfig").has("ApplicationLogLevel"),
                        "a level above INFO would throw metrics away");
            });
            made.resources("AWS::CloudWatch::Alarm").forEach((id, alarm) -> {
                if (alarm.at("/Properties/Namespace").asText().equals(Metrics.NAMESPACE)) {
                    assertTrue(
                            alarm.at("/Properties/Dimensions").toString().contains("\"Value\":\"" + stage + "\""), id);
                }
            });
        }
    }

    /** CloudWatch bills an alarm for each metric that it looks at: $0.10 a month, but for the account's first ten. */
    @Test
    void alarms_look_at_43_metrics_which_cost_3_30_dollars_a_month() {
        int looked = alarms().stream()
                .mapToInt(alarm -> Math.max(1, (int) Resource.each(alarm.path("Metrics"))
                        .filter(metric -> metric.has("MetricStat"))
                        .count()))
                .sum();
        assertEquals(43, looked);
        assertEquals(36, alarms().size());
    }
}
