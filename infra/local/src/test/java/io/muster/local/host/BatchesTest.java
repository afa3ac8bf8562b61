package io.muster.local.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.muster.local.clock.SteppedClock;
import io.muster.memory.MemoryAws;
import io.muster.memory.sqs.MemorySqs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

final class BatchesTest {

    private final SteppedClock clock = new SteppedClock(Instant.parse("2026-05-04T14:00:00Z"));
    private final MemoryAws aws = MemoryAws.open(MemoryAws.Options.forgetful(clock::machine));
    private final Batches batches = new Batches(aws.sqs(), new FunctionHost(Duration.ofSeconds(30)));
    private final List<List<String>> seen = new ArrayList<>();

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void what_the_function_dealt_with_is_deleted_and_the_rest_comes_back_when_the_queue_says() {
        var trigger = trigger((event, context) -> failing(event, "poison"));
        send(trigger, "one", "poison", "two");
        assertEquals(1, process(trigger));
        assertEquals(1, kept());
        clock.moveTo(clock.machine().plusSeconds(179));
        assertEquals(List.of(), batches.receive(trigger, 0), "not before its time is over");
        clock.moveTo(clock.machine().plusSeconds(1));
        assertEquals(1, process(trigger));
        assertEquals(List.of(List.of("one", "poison", "two"), List.of("poison")), seen);
    }

    @Test
    void a_function_that_says_when_a_message_is_to_come_back_is_heeded() {
        var trigger = trigger((event, context) -> {
            var record = event.getRecords().getFirst();
            aws.sqs()
                    .changeMessageVisibility(change -> change.queueUrl(aws.sqs()
                                    .getQueueUrl(get -> get.queueName("work"))
                                    .queueUrl())
                            .receiptHandle(record.getReceiptHandle())
                            .visibilityTimeout(7));
            return failing(event, "later");
        });
        send(trigger, "later");
        assertEquals(1, process(trigger));
        clock.moveTo(clock.machine().plusSeconds(6));
        assertEquals(List.of(), batches.receive(trigger, 0));
        clock.moveTo(clock.machine().plusSeconds(1));
        assertEquals(1, process(trigger));
    }

    @Test
    void what_a_function_leaves_behind_that_threw_comes_back_after_a_pause_that_doubles() {
        var trigger = trigger((event, context) -> {
            throw new IllegalStateException("broken");
        });
        send(trigger, "one");
        assertEquals(1, process(trigger));
        assertEquals(List.of(), batches.receive(trigger, 0), "not before its pause is over");
        clock.moveTo(clock.machine().plusSeconds(1));
        assertEquals(1, process(trigger));
        clock.moveTo(clock.machine().plusSeconds(1));
        assertEquals(List.of(), batches.receive(trigger, 0), "the second pause is twice as long");
        clock.moveTo(clock.machine().plusSeconds(1));
        assertEquals(1, process(trigger));
    }

    @Test
    void a_function_that_throws_has_failed_on_all_of_its_batch() {
        var trigger = trigger((event, context) -> {
            throw new IllegalStateException("broken");
        });
        send(trigger, "one", "two");
        assertEquals(2, process(trigger));
        assertEquals(2, kept());
    }

    @Test
    void a_failure_that_names_no_message_of_the_batch_fails_all_of_it() {
        var trigger = trigger(
                (event, context) -> new SQSBatchResponse(new ArrayList<>(List.of(new BatchItemFailure("unknown")))));
        send(trigger, "one", "two");
        assertEquals(2, process(trigger));
    }

    @Test
    void a_batch_without_an_answer_or_with_an_empty_one_is_done() {
        var silent = trigger((event, context) -> new SQSBatchResponse());
        send(silent, "one");
        assertEquals(0, process(silent));
        assertEquals(0, kept());
    }

    @Test
    void the_event_is_what_lambda_would_hand_over() {
        var events = new ArrayList<SQSMessage>();
        var trigger = trigger((event, context) -> {
            events.addAll(event.getRecords());
            assertEquals("work", context.getFunctionName());
            assertTrue(context.getRemainingTimeInMillis() > 20_000);
            return new SQSBatchResponse();
        });
        send(trigger, "{\"type\":\"one\"}");
        process(trigger);
        var message = events.getFirst();
        assertEquals("{\"type\":\"one\"}", message.getBody());
        assertEquals("aws:sqs", message.getEventSource());
        assertEquals(MemorySqs.arn("work"), message.getEventSourceArn());
        assertEquals("1", message.getAttributes().get("ApproximateReceiveCount"));
        assertEquals(
                Long.toString(clock.machine().toEpochMilli()),
                message.getAttributes().get("SentTimestamp"));
    }

    @Test
    void a_function_that_takes_too_long_is_interrupted() throws InterruptedException {
        var interrupted = new CountDownLatch(1);
        var host = new FunctionHost(Duration.ofMillis(20));
        var late = assertThrows(
                FunctionFailed.class,
                () -> host.invoke(
                        "slow",
                        (event, context) -> {
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException e) {
                                interrupted.countDown();
                            }
                            return "late";
                        },
                        "event"));
        assertInstanceOf(TimeoutException.class, late.getCause());
        interrupted.await();
    }

    @Test
    void a_scheduled_event_can_be_read() {
        var event = Events.scheduled(Events.scheduledJson("arn:one", Instant.parse("2026-05-04T14:00:00Z")));
        assertEquals("Scheduled Event", event.getDetailType());
        assertEquals(List.of("arn:one"), event.getResources());
        assertEquals(1_777_903_200_000L, event.getTime().getMillis());
    }

    private SQSBatchResponse failing(SQSEvent event, String body) {
        seen.add(event.getRecords().stream().map(SQSMessage::getBody).toList());
        return new SQSBatchResponse(event.getRecords().stream()
                .filter(message -> message.getBody().equals(body))
                .map(message -> new BatchItemFailure(message.getMessageId()))
                .toList());
    }

    private QueueTrigger trigger(RequestHandler<SQSEvent, SQSBatchResponse> handler) {
        var url = aws.sqs()
                .createQueue(request ->
                        request.queueName("work").attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "180")))
                .queueUrl();
        return new QueueTrigger("work", url, MemorySqs.arn("work"), 1, handler);
    }

    private void send(QueueTrigger trigger, String... bodies) {
        for (var body : bodies) {
            aws.sqs()
                    .sendMessage(request -> request.queueUrl(trigger.queueUrl()).messageBody(body));
        }
    }

    private int kept() {
        var counts = aws.sqs().counts("work");
        return counts.visible() + counts.inFlight() + counts.delayed();
    }

    private int process(QueueTrigger trigger) {
        return batches.process(trigger, batches.receive(trigger, 0));
    }
}
