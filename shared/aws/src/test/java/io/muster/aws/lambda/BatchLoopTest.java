package io.muster.aws.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.muster.aws.Installation.Queue;
import io.muster.aws.Stack;
import io.muster.aws.message.Envelope;
import io.muster.aws.message.Message;
import io.muster.aws.message.Messages;
import io.muster.aws.store.ErrorStore;
import io.muster.domain.error.Category;
import io.muster.domain.error.Severity;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.sqs.model.SqsException;

@Tag("ports")
class BatchLoopTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Stack stack = new Stack();
    private final BatchLoop loop =
            new BatchLoop(new Log("test", new PrintStream(written, true, StandardCharsets.UTF_8)), stack.platform);

    @AfterEach
    void close() {
        stack.close();
    }

    @Test
    void a_message_that_fails_is_named_and_its_batch_mates_are_done() {
        var handled = new ArrayList<String>();
        var response = loop.messages(
                event(body("a"), "mail to dana@example.com", body("b"), body("later"), body("c")), message -> {
                    if (message.id().equals("b")) {
                        throw new IllegalStateException("cannot reach dana@example.com");
                    }
                    if (message.id().equals("later")) {
                        throw new RetryLater("the slice is busy");
                    }
                    handled.add(message.id());
                });
        assertEquals(List.of("a", "c"), handled);
        assertEquals(
                List.of("delivery-1", "delivery-2", "delivery-3"),
                response.getBatchItemFailures().stream()
                        .map(BatchItemFailure::getItemIdentifier)
                        .toList());
    }

    @Test
    void a_failure_is_logged_once_with_its_kind_and_nothing_that_somebody_wrote() {
        loop.messages(event("mail to dana@example.com", body("b"), body("later")), message -> {
            if (message.id().equals("later")) {
                throw new RetryLater("the slice is busy");
            }
            throw new IllegalStateException("cannot reach dana@example.com");
        });
        var lines = written.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals(3, lines.size());
        assertFalse(lines.toString().contains("dana"), lines.toString());
        assertTrue(lines.get(0).startsWith("{\"level\":\"ERROR\""), lines.get(0));
        assertTrue(
                lines.get(0)
                        .contains(
                                "\"event\":\"message_failed\",\"delivery\":\"delivery-0\",\"receives\":1,\"category\":\"VALIDATION\""),
                lines.get(0));
        assertTrue(lines.get(1).contains("\"error\":\"java.lang.IllegalStateException\""), lines.get(1));
        assertTrue(lines.get(2).contains("\"level\":\"INFO\""), lines.get(2));
        assertTrue(lines.get(2).contains("\"detail\":\"the slice is busy\""), lines.get(2));
    }

    private final Queue queue = stack.queues().dispatch();

    private void send(String... bodies) {
        for (var body : bodies) {
            stack.platform.sqs().sendMessage(send -> send.queueUrl(queue.url()).messageBody(body));
        }
    }

    /** Delivers what is there once; returns the ids of our messages that were seen. */
    private List<String> delivered(Consumer<Message> handle) {
        var seen = new ArrayList<String>();
        var event = stack.deliver(queue);
        stack.settle(queue, event, loop.messages(event, message -> {
            seen.add(message.id());
            handle.accept(message);
        }));
        return seen;
    }

    /** Delivers for so many seconds; returns at which of them something came. */
    private List<Integer> moments(int seconds, RuntimeException failure) {
        var moments = new ArrayList<Integer>();
        for (int second = 0; second <= seconds; second++) {
            boolean came = !delivered(_ -> {
                        throw failure;
                    })
                    .isEmpty();
            if (came) {
                moments.add(second);
            }
            stack.pass(Duration.ofSeconds(1));
        }
        return moments;
    }

    private List<Envelope> buried() {
        return stack.deliver(queue.deadLetters()).getRecords().stream()
                .map(record -> Envelope.read(record, stack.platform.time().machine()))
                .toList();
    }

    private static AwsServiceException answer(int status, String code) {
        return SqsException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }

    @Test
    void what_timed_out_comes_again_after_ten_seconds_and_is_given_up_with_its_fifth_delivery() {
        send(body("a"));
        assertEquals(
                List.of(0, 10, 20, 30, 40),
                moments(60, ApiCallTimeoutException.builder().build()));
        assertEquals(
                List.of(new Envelope(
                        "",
                        Category.TIMEOUT,
                        "timed_out",
                        ApiCallTimeoutException.class.getName(),
                        5,
                        Stack.START,
                        Stack.START.plusSeconds(40))),
                withoutIds(buried()));
    }

    @Test
    void each_category_has_its_own_pace() {
        send(body("a"));
        assertEquals(List.of(0, 60, 120, 180, 240), moments(300, answer(429, "ThrottlingException")));
        send(body("b"));
        assertEquals(List.of(0, 1, 6, 21, 201), moments(300, answer(503, "ServiceUnavailable")));
        send(body("c"));
        assertEquals(List.of(0, 5, 20), moments(300, new IllegalStateException("a bug")));
        send(body("d"));
        assertEquals(List.of(0), moments(300, answer(403, "AccessDeniedException")));
        send(body("e"));
        assertEquals(List.of(0), moments(300, answer(400, "AWS.SimpleQueueService.NonExistentQueue")));
        send(body("f"));
        var database =
                moments(600, ProvisionedThroughputExceededException.builder().build());
        assertEquals(5, database.size());
        assertTrue(database.get(2) <= 1 + 4 && database.getLast() >= 2 * 180, database.toString());
        assertEquals(
                List.of(
                        "throttled",
                        "service_unavailable",
                        "unexpected",
                        "access_denied",
                        "resource_missing",
                        "database_throttled"),
                buried().stream().map(Envelope::code).toList());
    }

    @Test
    void poison_is_given_up_at_once_with_its_reason_and_its_batch_mates_are_done() {
        send(body("a"), "mail to dana@example.com", body("b"), "{}", body("c"));
        assertEquals(List.of("a", "b", "c"), delivered(_ -> {}));
        stack.pass(Duration.ofHours(1));
        assertEquals(List.of(), delivered(_ -> {}));
        assertEquals(
                List.of("malformed_message", "malformed_message"),
                buried().stream().map(Envelope::code).toList());
    }

    @Test
    void failures_are_counted_by_category_and_code_in_the_workspace_that_the_message_names() {
        send(body("a"), body("b"), "poison");
        delivered(message -> {
            throw message.id().equals("a") ? new IllegalStateException("a bug") : answer(403, "AccessDenied");
        });
        assertEquals(
                List.of(
                        new ErrorStore.Counted(
                                Category.PERMISSION, Severity.HIGH, "access_denied", 1, Stack.START, Stack.START),
                        new ErrorStore.Counted(
                                Category.UNKNOWN, Severity.HIGH, "unexpected", 1, Stack.START, Stack.START)),
                new ErrorStore(stack.table).since("acme", Stack.START));
    }

    private static List<Envelope> withoutIds(List<Envelope> envelopes) {
        return envelopes.stream()
                .map(one -> new Envelope(
                        "",
                        one.category(),
                        one.code(),
                        one.failure(),
                        one.receives(),
                        one.firstFailureAt(),
                        one.lastFailureAt()))
                .toList();
    }

    private static String body(String id) {
        return Messages.write(new Message.WakeUpDue(id, "acme", "c", Instant.parse("2026-06-01T14:00:00Z")));
    }

    private static SQSEvent event(String... bodies) {
        var records = new ArrayList<SQSMessage>();
        for (var body : bodies) {
            var record = new SQSMessage();
            record.setMessageId("delivery-" + records.size());
            record.setBody(body);
            records.add(record);
        }
        var event = new SQSEvent();
        event.setRecords(records);
        return event;
    }
}
