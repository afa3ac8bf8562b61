package io.muster.aws.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.muster.aws.message.Message;
import io.muster.aws.message.Messages;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchLoopTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final BatchLoop loop =
            new BatchLoop(new Log("test", new PrintStream(written, true, StandardCharsets.UTF_8)));

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
        assertTrue(lines.get(0).contains("\"event\":\"message_failed\",\"delivery\":\"delivery-0\""), lines.get(0));
        assertTrue(lines.get(1).contains("\"error\":\"java.lang.IllegalStateException\""), lines.get(1));
        assertTrue(lines.get(2).contains("\"level\":\"INFO\""), lines.get(2));
        assertTrue(lines.get(2).contains("\"detail\":\"the slice is busy\""), lines.get(2));
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
