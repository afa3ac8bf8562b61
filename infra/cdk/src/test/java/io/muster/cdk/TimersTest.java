package io.muster.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.joda.time.DateTimeZone;
import org.junit.jupiter.api.Test;

/** Timers: their group, who may carry them where, and the minute's sweep. */
class TimersTest {

    private static final String GROUP = "arn:aws:scheduler:eu-west-1:123456789012:schedule-group/muster-development";

    private final Synthesised stack = Synthesised.development();

    @Test
    void timers_have_a_group_that_functions_are_told_of() {
        assertEquals(
                "muster-development",
                stack.only("AWS::Scheduler::ScheduleGroup")
                        .at("/Properties/Name")
                        .asText());
        stack.resources("AWS::Lambda::Function")
                .values()
                .forEach(function -> assertEquals(
                        "muster-development",
                        stack.text(function.at("/Properties/Environment/Variables/MUSTER_SCHEDULE_GROUP"))));
    }

    @Test
    void the_scheduler_takes_a_role_for_schedules_of_this_account_and_this_group_alone() {
        var roles = stack.resources("AWS::IAM::Role").values().stream()
                .map(role -> role.at("/Properties/AssumeRolePolicyDocument/Statement/0"))
                .filter(trust -> trust.at("/Principal/Service").asText().equals("scheduler.amazonaws.com"))
                .toList();
        assertEquals(2, roles.size(), "one carries timers to the queues, one calls the sweep");
        for (var trust : roles) {
            var equal = trust.at("/Condition/StringEquals");
            assertEquals("123456789012", stack.text(equal.path("aws:SourceAccount")));
            assertTrue(
                    stack.text(equal.path("aws:SourceArn")).matches("timersgroup.*\\.Arn|" + GROUP), equal.toString());
        }
    }

    @Test
    void the_carrier_may_put_timers_on_the_two_queues_that_have_some_and_on_their_dead_letters() {
        var policy = stack.resources("AWS::IAM::Policy").entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("timerscarrier"))
                .findFirst()
                .orElseThrow()
                .getValue();
        var statements = policy.at("/Properties/PolicyDocument/Statement");
        assertEquals(1, statements.size());
        assertEquals("sqs:SendMessage", statements.at("/0/Action").asText());
        assertEquals(
                Set.of(queue("check-in"), queue("dispatch"), queue("timers-dlq")),
                statements
                        .at("/0/Resource")
                        .valueStream()
                        .map(stack::text)
                        .collect(Collectors.toCollection(TreeSet::new)));
        var functions = stack.resources("AWS::Lambda::Function").values();
        var role = functions.iterator().next().at("/Properties/Environment/Variables/MUSTER_SCHEDULER_ROLE_ARN");
        assertTrue(stack.text(role).startsWith("timerscarrier"), role.toString());
    }

    @Test
    void the_sweep_comes_every_minute_and_is_not_made_up_for() {
        var schedule = stack.only("AWS::Scheduler::Schedule").path("Properties");
        assertEquals("rate(1 minute)", schedule.path("ScheduleExpression").asText());
        assertEquals("OFF", schedule.at("/FlexibleTimeWindow/Mode").asText());
        assertEquals(0, schedule.at("/Target/RetryPolicy/MaximumRetryAttempts").asInt());
        assertTrue(
                stack.text(schedule.at("/Target/Arn")).endsWith(":muster-development-sweep:live"), schedule.toString());
        assertTrue(stack.text(schedule.at("/Target/RoleArn")).startsWith("timersminute"), schedule.toString());
    }

    @Test
    void what_the_scheduler_gives_the_sweep_can_be_read_by_lambda() {
        var input = stack.text(stack.only("AWS::Scheduler::Schedule").at("/Properties/Target/Input"))
                .replace("<aws.scheduler.execution-id>", "d32c5ba2-0bd1-4c3a-bd2e-4a1b3f1f3c55")
                .replace("<aws.scheduler.scheduled-time>", "2026-03-02T09:00:00Z")
                .replace("<aws.scheduler.schedule-arn>", GROUP + "/muster-development-sweep");
        var event = LambdaEventSerializers.serializerFor(ScheduledEvent.class, TimersTest.class.getClassLoader())
                .fromJson(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        assertEquals(
                "2026-03-02T09:00:00.000Z",
                event.getTime().toDateTime(DateTimeZone.UTC).toString());
        assertEquals("123456789012", event.getAccount());
        assertEquals("eu-west-1", event.getRegion());
        assertEquals(List.of(GROUP + "/muster-development-sweep"), event.getResources());
    }

    private String queue(String purpose) {
        JsonNode queue = stack.named("AWS::SQS::Queue", "QueueName", "muster-development-" + purpose);
        return "arn:aws:sqs:eu-west-1:123456789012:" + queue.path("QueueName").asText();
    }
}
