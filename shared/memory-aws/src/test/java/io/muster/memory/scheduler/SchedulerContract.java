package io.muster.memory.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.memory.ManualClock;
import io.muster.memory.MemoryAws;
import io.muster.memory.sqs.MemorySqs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.ActionAfterCompletion;
import software.amazon.awssdk.services.scheduler.model.ConflictException;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindow;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.ResourceNotFoundException;
import software.amazon.awssdk.services.scheduler.model.ScheduleState;
import software.amazon.awssdk.services.scheduler.model.ScheduleSummary;
import software.amazon.awssdk.services.scheduler.model.Target;
import software.amazon.awssdk.services.scheduler.model.ValidationException;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** What schedules promise, whether they are called in process or over HTTP. The clock begins at 2026-03-02T09:00:00Z. */
abstract class SchedulerContract {
    static final FlexibleTimeWindow OFF =
            FlexibleTimeWindow.builder().mode(FlexibleTimeWindowMode.OFF).build();

    final ManualClock clock = new ManualClock();
    final List<String> called = new ArrayList<>();
    final MemoryAws aws = MemoryAws.open(MemoryAws.Options.forgetful(clock).withLambda(this::call));
    SchedulerClient scheduler = aws.scheduler();
    Optional<RuntimeException> failure = Optional.empty();

    private void call(String arn, String input) {
        called.add(arn.substring(arn.lastIndexOf(':') + 1) + " " + input);
        failure.ifPresent(e -> {
            throw e;
        });
    }

    abstract SchedulerClient connect();

    @BeforeEach
    void connected() {
        scheduler = connect();
        aws.sqs().createQueue(request -> request.queueName("due"));
    }

    @AfterEach
    void closed() {
        aws.close();
    }

    static Target queue(String input) {
        return Target.builder()
                .arn(MemorySqs.arn("due"))
                .roleArn("arn:aws:iam::000000000000:role/any")
                .input(input)
                .build();
    }

    static Target function(String input) {
        return queue(input).toBuilder()
                .arn("arn:aws:lambda:us-east-1:000000000000:function:sweep")
                .build();
    }

    void create(String name, String expression, Target target, Consumer<CreateScheduleRequest.Builder> more) {
        scheduler.createSchedule(request -> more.accept(
                request.name(name).scheduleExpression(expression).target(target).flexibleTimeWindow(OFF)));
    }

    void create(String name, String expression, Target target) {
        create(name, expression, target, request -> {});
    }

    List<Message> received() {
        return aws.sqs()
                .receiveMessage(request -> request.queueUrl(aws.sqs().urlOf("due"))
                        .maxNumberOfMessages(10)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    List<String> bodies() {
        return received().stream().map(Message::body).toList();
    }

    List<String> names() {
        return scheduler.listSchedules(request -> {}).schedules().stream()
                .map(ScheduleSummary::name)
                .toList();
    }

    int fireAfter(Duration passed) {
        clock.advance(passed);
        return aws.scheduler().fireDue();
    }

    @Test
    void a_one_off_schedule_fires_once_at_its_moment_and_stays() {
        create("check-in", "at(2026-03-02T10:00:00)", queue("now"));
        assertEquals(
                Optional.of(Instant.parse("2026-03-02T10:00:00Z")),
                aws.scheduler().nextDue());
        assertEquals(0, fireAfter(Duration.ofMillis(3_599_999)));
        assertEquals(1, fireAfter(Duration.ofMillis(1)));
        assertEquals(0, fireAfter(Duration.ofDays(1)));
        assertEquals(List.of("now"), bodies());
        assertEquals(List.of("check-in"), names());
    }

    @Test
    void a_completed_schedule_is_deleted_if_it_wishes_and_its_name_is_free_again() {
        for (int i = 0; i < 2; i++) {
            create(
                    "check-in",
                    "at(2026-03-02T09:00:00)",
                    queue("now"),
                    request -> request.actionAfterCompletion(ActionAfterCompletion.DELETE));
            assertEquals(1, fireAfter(Duration.ZERO));
            assertEquals(List.of(), names());
        }
    }

    @Test
    void a_fraction_of_a_second_is_honoured() {
        create("fine", "at(2026-03-02T09:00:00.125)", queue("now"));
        assertEquals(0, fireAfter(Duration.ofMillis(124)));
        assertEquals(1, fireAfter(Duration.ofMillis(1)));
    }

    @Test
    void the_zone_of_the_expression_counts() {
        create(
                "noon",
                "at(2026-03-02T12:00:00)",
                queue("now"),
                request -> request.scheduleExpressionTimezone("America/New_York"));
        assertEquals(
                Optional.of(Instant.parse("2026-03-02T17:00:00Z")),
                aws.scheduler().nextDue());
    }

    @Test
    void a_rate_fires_at_once_and_then_at_its_pace_and_once_for_all_that_was_missed() {
        create("sweep", "rate(1 minute)", queue("<aws.scheduler.scheduled-time>"));
        assertEquals(1, fireAfter(Duration.ZERO));
        assertEquals(0, fireAfter(Duration.ofSeconds(59)));
        assertEquals(1, fireAfter(Duration.ofSeconds(1)));
        assertEquals(1, fireAfter(Duration.ofSeconds(630)));
        assertEquals(1, fireAfter(Duration.ofSeconds(30)));
        assertEquals(
                List.of("2026-03-02T09:00:00Z", "2026-03-02T09:01:00Z", "2026-03-02T09:02:00Z", "2026-03-02T09:12:00Z"),
                bodies());
    }

    @Test
    void a_recurring_schedule_keeps_within_its_dates_and_ends() {
        create(
                "daily",
                "cron(0 12 * * ? *)",
                queue("x"),
                request -> request.startDate(Instant.parse("2026-03-04T00:00:00Z"))
                        .endDate(Instant.parse("2026-03-05T12:00:00Z"))
                        .actionAfterCompletion(ActionAfterCompletion.DELETE));
        assertEquals(
                Optional.of(Instant.parse("2026-03-04T12:00:00Z")),
                aws.scheduler().nextDue());
        assertEquals(1, fireAfter(Duration.ofHours(51)));
        assertEquals(
                Optional.of(Instant.parse("2026-03-05T12:00:00Z")),
                aws.scheduler().nextDue());
        assertEquals(1, fireAfter(Duration.ofHours(24)));
        assertEquals(List.of(), names());
    }

    @Test
    void an_update_replaces_everything_and_arms_the_schedule_anew() {
        create("check-in", "at(2026-03-02T10:00:00)", queue("first"));
        assertEquals(1, fireAfter(Duration.ofHours(1)));
        scheduler.updateSchedule(request -> request.name("check-in")
                .scheduleExpression("at(2026-03-02T11:00:00)")
                .target(queue("second"))
                .flexibleTimeWindow(OFF));
        assertEquals(1, fireAfter(Duration.ofHours(1)));
        assertEquals(List.of("first", "second"), bodies());
    }

    @Test
    void a_disabled_or_deleted_schedule_does_not_fire() {
        create("off", "at(2026-03-02T10:00:00)", queue("x"), request -> request.state(ScheduleState.DISABLED));
        create("gone", "at(2026-03-02T10:00:00)", queue("x"));
        scheduler.deleteSchedule(request -> request.name("gone"));
        assertEquals(0, fireAfter(Duration.ofHours(2)));
        assertThrows(ResourceNotFoundException.class, () -> scheduler.deleteSchedule(request -> request.name("gone")));
    }

    @Test
    void the_same_request_again_is_no_conflict_and_another_one_is() {
        create("check-in", "at(2026-03-02T10:00:00)", queue("x"), request -> request.clientToken("token"));
        clock.advance(Duration.ofSeconds(3));
        create("check-in", "at(2026-03-02T10:00:00)", queue("x"), request -> request.clientToken("token"));
        assertThrows(
                ConflictException.class,
                () -> create(
                        "check-in", "at(2026-03-02T10:00:01)", queue("x"), request -> request.clientToken("token")));
        var e = assertThrows(
                ConflictException.class,
                () -> create(
                        "check-in", "at(2026-03-02T10:00:00)", queue("x"), request -> request.clientToken("other")));
        assertEquals("Schedule check-in already exists.", e.awsErrorDetails().errorMessage());
    }

    @Test
    void what_was_created_is_shown() {
        create("check-in", "at(2026-03-02T10:00:00)", queue("x"), request -> request.description("first look"));
        var shown = scheduler.getSchedule(request -> request.name("check-in"));
        assertEquals("arn:aws:scheduler:us-east-1:000000000000:schedule/default/check-in", shown.arn());
        assertEquals("first look", shown.description());
        assertEquals("UTC", shown.scheduleExpressionTimezone());
        assertEquals(queue("x"), shown.target());
        assertEquals(ScheduleState.ENABLED, shown.state());
        assertEquals(clock.instant(), shown.creationDate());
    }

    @Test
    void groups_hold_schedules_and_take_them_along() {
        scheduler.createScheduleGroup(request -> request.name("muster"));
        create("a", "at(2026-03-02T10:00:00)", queue("x"), request -> request.groupName("muster"));
        create("b", "at(2026-03-02T10:00:00)", queue("x"));
        var listed = scheduler.listSchedules(request -> request.groupName("muster"));
        assertEquals("a", listed.schedules().getFirst().name());
        assertEquals(1, listed.schedules().size());
        scheduler.deleteScheduleGroup(request -> request.name("muster"));
        assertEquals(List.of("b"), names());
        assertThrows(
                ResourceNotFoundException.class,
                () -> create("a", "at(2026-03-02T10:00:00)", queue("x"), request -> request.groupName("muster")));
    }

    @Test
    void lists_come_in_pages() {
        for (var name : List.of("c", "a", "b")) {
            create(name, "at(2026-03-02T10:00:00)", queue("x"));
        }
        var first = scheduler.listSchedules(request -> request.maxResults(2));
        var second = scheduler.listSchedules(request -> request.maxResults(2).nextToken(first.nextToken()));
        assertEquals(
                List.of("a", "b"),
                first.schedules().stream().map(ScheduleSummary::name).toList());
        assertEquals(
                List.of("c"),
                second.schedules().stream().map(ScheduleSummary::name).toList());
    }

    @Test
    void wrong_requests_are_refused_in_the_words_of_the_service() {
        var name = assertThrows(
                ValidationException.class, () -> create("n".repeat(65), "at(2026-03-02T10:00:00)", queue("x")));
        assertTrue(name.toString().contains("Member must have length less than or equal to 64"), name.toString());
        for (var wrong :
                List.of("at(tomorrow)", "at(2026-02-30T10:00:00)", "rate(0 minutes)", "cron(0 8 * * *)", "soon")) {
            var e = assertThrows(ValidationException.class, () -> create("n", wrong, queue("x")));
            assertEquals(
                    "Invalid Schedule Expression " + wrong + ".",
                    e.awsErrorDetails().errorMessage());
        }
    }

    @Test
    void a_group_of_the_target_is_the_group_of_the_message() {
        var target = queue("x").toBuilder()
                .sqsParameters(parameters -> parameters.messageGroupId("w1"))
                .build();
        create("check-in", "at(2026-03-02T09:00:00)", target);
        fireAfter(Duration.ZERO);
        assertEquals("w1", received().getFirst().attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID));
    }

    @Test
    void a_function_is_called_until_it_takes_the_input() {
        failure = Optional.of(new IllegalStateException("down"));
        create("sweep", "at(2026-03-02T09:00:00)", function("go"));
        fireAfter(Duration.ZERO);
        fireAfter(Duration.ofSeconds(1));
        failure = Optional.empty();
        fireAfter(Duration.ofSeconds(2));
        fireAfter(Duration.ofDays(1));
        assertEquals(List.of("sweep go", "sweep go", "sweep go"), called);
        assertEquals(Optional.empty(), aws.scheduler().nextDue());
    }

    @Test
    void what_nobody_takes_goes_to_the_dead_letter_queue() {
        failure = Optional.of(new IllegalStateException("down"));
        create(
                "sweep",
                "at(2026-03-02T09:00:00)",
                function("go").toBuilder()
                        .retryPolicy(policy -> policy.maximumRetryAttempts(1))
                        .deadLetterConfig(config -> config.arn(MemorySqs.arn("due")))
                        .build());
        create(
                "lost",
                "at(2026-03-02T09:00:00)",
                queue("nowhere").toBuilder()
                        .arn(MemorySqs.arn("absent"))
                        .deadLetterConfig(config -> config.arn(MemorySqs.arn("due")))
                        .build());
        fireAfter(Duration.ZERO);
        fireAfter(Duration.ofSeconds(1));
        assertEquals(List.of("nowhere", "go"), bodies());
        assertEquals(Optional.empty(), aws.scheduler().nextDue());
    }
}
