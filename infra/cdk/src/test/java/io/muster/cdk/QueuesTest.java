package io.muster.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.aws.Installation;
import io.muster.domain.error.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Queues, their dead letters, and what is fed by them. */
class QueuesTest {

    private static final List<String> STEPS =
            List.of("check-in", "dispatch", "escalation", "feedback", "import", "reporting");

    @Test
    void each_queue_has_dead_letters_of_its_own_by_the_name_that_the_code_expects() {
        var stack = Synthesised.development();
        for (var step : STEPS) {
            var queue = queue(stack, step);
            var letters = queue(stack, step + Installation.Queue.DEAD_LETTERS);
            assertEquals(arn(stack, letters), stack.text(queue.at("/RedrivePolicy/deadLetterTargetArn")));
            assertEquals(
                    "byQueue",
                    letters.at("/RedriveAllowPolicy/redrivePermission").asText());
            assertEquals(
                    List.of(arn(stack, queue)),
                    letters.at("/RedriveAllowPolicy/sourceQueueArns")
                            .valueStream()
                            .map(stack::text)
                            .toList());
        }
        assertEquals(
                "denyAll",
                queue(stack, "timers-dlq")
                        .at("/RedriveAllowPolicy/redrivePermission")
                        .asText());
        assertEquals(2 * STEPS.size() + 1, stack.resources("AWS::SQS::Queue").size());
    }

    @Test
    void dead_letters_are_kept_for_fourteen_days_and_messages_for_less() {
        queues(Synthesised.development())
                .forEach((name, queue) -> assertEquals(
                        Duration.ofDays(name.endsWith("-dlq") ? 14 : 4).toSeconds(),
                        queue.path("MessageRetentionPeriod").asLong(),
                        name));
    }

    @Test
    void a_function_may_take_as_long_as_the_code_counts_on_and_a_queue_waits_for_six_times_that() {
        assertEquals(Installation.FUNCTION_LIMIT, Duration.ofSeconds(Catalogue.STEP_SECONDS));
        var stack = Synthesised.development();
        queues(stack)
                .forEach((name, queue) -> assertEquals(
                        Installation.FUNCTION_LIMIT.multipliedBy(6).toSeconds(),
                        queue.path("VisibilityTimeout").asLong(),
                        name));
        for (var spec : Catalogue.FUNCTIONS) {
            var seconds = function(stack, spec).path("Timeout").asLong();
            assertTrue(seconds <= Installation.FUNCTION_LIMIT.toSeconds(), spec.name());
        }
    }

    @Test
    void queues_are_encrypted_and_speak_tls_alone() {
        var stack = Synthesised.development();
        var closed = stack.resources("AWS::SQS::QueuePolicy").values().stream()
                .filter(policy -> policy.at("/Properties/PolicyDocument/Statement")
                        .valueStream()
                        .anyMatch(statement -> statement.path("Effect").asText().equals("Deny")
                                && statement
                                        .at("/Condition/Bool/aws:SecureTransport")
                                        .asText()
                                        .equals("false")
                                && statement.path("Action").asText().equals("sqs:*")))
                .flatMap(policy -> policy.at("/Properties/Queues").valueStream())
                .map(stack::text)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(
                stack.resources("AWS::SQS::Queue").size(),
                closed.size(),
                "each queue refuses what does not come by TLS");
        queues(stack)
                .forEach((name, queue) ->
                        assertEquals(true, queue.path("SqsManagedSseEnabled").asBoolean(), name));
    }

    @Test
    void each_queue_feeds_one_function_in_batches_of_which_a_part_can_come_again() {
        var stack = Synthesised.everything();
        var fed = new TreeMap<String, String>();
        for (var source : stack.resources("AWS::Lambda::EventSourceMapping").values()) {
            var properties = source.path("Properties");
            assertEquals(
                    "ReportBatchItemFailures",
                    properties.at("/FunctionResponseTypes/0").asText());
            fed.put(
                    stack.text(properties.path("EventSourceArn")).replaceFirst(".*:muster-production-", ""),
                    stack.text(properties.path("FunctionName")) + " "
                            + properties.path("BatchSize").asInt());
        }
        var wanted = new TreeMap<String, String>();
        for (var step : STEPS) {
            wanted.put(step, "muster-production-" + step + ":live" + (step.equals("import") ? " 1" : " 10"));
            wanted.put(step + "-dlq", "muster-production-dead-letters:live 10");
        }
        wanted.put("timers-dlq", "muster-production-dead-letters:live 10");
        assertEquals(wanted, fed);
    }

    @Test
    void event_sources_are_bounded_by_the_shares_of_the_account() {
        for (var stack : List.of(Synthesised.development(), Synthesised.everything())) {
            var shares = new Shares(stack == Synthesised.development() ? 10 : 1000);
            int sum = 0;
            for (var source : stack.resources("AWS::Lambda::EventSourceMapping").values()) {
                int most = source.at("/Properties/ScalingConfig/MaximumConcurrency")
                        .asInt();
                boolean letters =
                        stack.text(source.at("/Properties/EventSourceArn")).endsWith("-dlq");
                assertEquals(letters ? shares.ofDeadLetters() : shares.ofStep(), most);
                sum += most;
            }
            assertEquals(shares.ofAllQueues(), sum);
        }
    }

    @Test
    void a_roomy_account_gives_up_after_as_many_deliveries_as_the_code_and_a_crowded_one_later() {
        assertEquals(RetryPolicy.MOST_DELIVERIES, Shares.RECEIVES);
        assertEquals(Set.of(Shares.RECEIVES), receives(Synthesised.everything()));
        assertEquals(Set.of(Shares.RECEIVES_WHERE_CROWDED), receives(Synthesised.development()));
        var patience = Installation.FUNCTION_LIMIT.multipliedBy(6L * Shares.RECEIVES_WHERE_CROWDED);
        assertTrue(
                patience.compareTo(Duration.ofHours(2)) < 0, "a message that kills its function is told of in hours");
        assertTrue(patience.compareTo(Duration.ofMinutes(90)) > 0, "an hour of throttling makes no dead letter");
    }

    @Test
    void no_function_reserves_what_others_need() {
        Synthesised.everything()
                .resources("AWS::Lambda::Function")
                .forEach((id, function) -> assertTrue(
                        function.at("/Properties/ReservedConcurrentExecutions").isMissingNode(), id));
    }

    @Test
    void uploads_tell_the_import_queue_and_nobody_else_may() {
        var stack = Synthesised.development();
        var bucket = stack.only("AWS::S3::Bucket");
        var told = bucket.at("/Properties/NotificationConfiguration/QueueConfigurations/0");
        assertEquals(arn(stack, queue(stack, "import")), stack.text(told.path("Queue")));
        assertEquals("s3:ObjectCreated:*", told.path("Event").asText());
        var allowed = stack.resources("AWS::SQS::QueuePolicy").values().stream()
                .flatMap(policy ->
                        policy.at("/Properties/PolicyDocument/Statement").valueStream())
                .filter(statement -> statement.at("/Principal/Service").asText().equals("s3.amazonaws.com"))
                .toList();
        assertEquals(1, allowed.size());
        assertEquals("sqs:SendMessage", allowed.getFirst().path("Action").asText());
        assertEquals("123456789012", stack.text(allowed.getFirst().at("/Condition/StringEquals/aws:SourceAccount")));
        assertEquals(
                "arn:aws:s3:::muster-development-*",
                stack.text(allowed.getFirst().at("/Condition/ArnLike/aws:SourceArn")));
        assertTrue(
                bucket.path("DependsOn").toString().contains("queueimportqueuePolicy"),
                "S3 asks at once whether it may send");
    }

    private static Set<Integer> receives(Synthesised stack) {
        return stack.resources("AWS::SQS::Queue").values().stream()
                .map(queue -> queue.at("/Properties/RedrivePolicy/maxReceiveCount"))
                .filter(JsonNode::isInt)
                .map(JsonNode::asInt)
                .collect(Collectors.toSet());
    }

    private static Map<String, JsonNode> queues(Synthesised stack) {
        var queues = new TreeMap<String, JsonNode>();
        stack.resources("AWS::SQS::Queue")
                .values()
                .forEach(queue -> queues.put(queue.at("/Properties/QueueName").asText(), queue.path("Properties")));
        return queues;
    }

    private static JsonNode queue(Synthesised stack, String purpose) {
        return stack.named("AWS::SQS::Queue", "QueueName", stack.stackName() + "-" + purpose);
    }

    private static String arn(Synthesised stack, JsonNode queue) {
        return "arn:aws:sqs:eu-west-1:123456789012:" + stack.text(queue.path("QueueName"));
    }

    private static JsonNode function(Synthesised stack, FunctionSpec spec) {
        return stack.named("AWS::Lambda::Function", "FunctionName", stack.stackName() + "-" + spec.name());
    }
}
