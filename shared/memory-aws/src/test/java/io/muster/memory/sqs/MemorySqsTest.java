package io.muster.memory.sqs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.memory.MemoryAws;
import io.muster.memory.journal.FileJournal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class MemorySqsTest extends SqsContract {

    @TempDir
    Path folder;

    @Override
    SqsClient connect() {
        return aws.sqs();
    }

    private MemoryAws reopened(long compactAt) {
        var stack = MemoryAws.open(new MemoryAws.Options(
                clock, Optional.of(new FileJournal.Options(folder, false, compactAt)), (arn, input) -> {}));
        sqs = stack.sqs();
        return stack;
    }

    @Test
    void a_restart_keeps_everything_but_that_messages_are_in_flight() {
        for (var compactAt : List.of(1L << 30, 1L)) {
            var url = "http://any/000000000000/q" + compactAt;
            var name = "q" + compactAt;
            try (var stack = reopened(compactAt)) {
                queue(name, Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "77"));
                stack.sqs().tagQueue(request -> request.queueUrl(url).tags(Map.of("team", "blue")));
                send(url, "deleted", "in flight", "waiting");
                var taken = receive(url, 2);
                stack.sqs()
                        .deleteMessage(request -> request.queueUrl(url)
                                .receiptHandle(taken.getFirst().receiptHandle()));
                stack.sqs()
                        .sendMessage(request -> request.queueUrl(url)
                                .messageBody("delayed")
                                .delaySeconds(60)
                                .messageGroupId("g"));
            }
            try (var stack = reopened(compactAt)) {
                assertEquals(new Counts(2, 0, 1), stack.sqs().counts(name));
                var again = receive(url, 10);
                assertEquals(List.of("in flight", "waiting"), bodies(again));
                assertEquals(
                        "2", again.getFirst().attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT));
                assertEquals(
                        Map.of("team", "blue"),
                        stack.sqs()
                                .listQueueTags(request -> request.queueUrl(url))
                                .tags());
                clock.advance(Duration.ofSeconds(60));
                assertEquals(List.of("delayed"), bodies(receive(url, 10)));
                assertEquals(
                        clock.instant().plusSeconds(17), stack.sqs().nextDue().orElseThrow());
            }
        }
    }

    @Test
    void the_handle_of_the_latest_receive_deletes_after_a_restart() {
        var url = "http://any/000000000000/orders";
        String handle;
        try (var stack = reopened(1 << 30)) {
            queue("orders");
            send(url, "one");
            handle = receive(url, 1).getFirst().receiptHandle();
            assertEquals(new Counts(0, 1, 0), stack.sqs().counts());
        }
        try (var stack = reopened(1 << 30)) {
            stack.sqs().deleteMessage(request -> request.queueUrl(url).receiptHandle(handle));
            assertEquals(new Counts(0, 0, 0), stack.sqs().counts());
        }
    }

    @Test
    void dead_letters_and_their_redrive_survive_a_restart() {
        var dead = "http://any/000000000000/dead";
        var url = "http://any/000000000000/orders";
        try (var stack = reopened(1)) {
            queue("dead");
            var policy = "{\"deadLetterTargetArn\":\"" + MemorySqs.arn("dead") + "\",\"maxReceiveCount\":1}";
            queue("orders", Map.of(QueueAttributeName.REDRIVE_POLICY, policy));
            send(url, "poison", "poison too");
            receive(url, 10);
            clock.advance(Duration.ofSeconds(30));
            assertEquals(List.of(), receive(url, 10));
            assertEquals(new Counts(2, 0, 0), stack.sqs().counts("dead"));
            assertTrue(stack.sqs().idle());
        }
        try (var stack = reopened(1)) {
            assertEquals(1, receive(dead, 1).size());
            stack.sqs().startMessageMoveTask(request -> request.sourceArn(MemorySqs.arn("dead")));
            assertFalse(stack.sqs().idle());
        }
        try (var stack = reopened(1)) {
            assertEquals(new Counts(1, 0, 0), stack.sqs().counts("dead"));
            assertEquals(List.of("poison too"), bodies(receive(url, 10)));
            var tasks = stack.sqs().listMessageMoveTasks(request -> request.sourceArn(MemorySqs.arn("dead")));
            assertEquals(1, tasks.results().size());
        }
    }

    @Test
    void what_does_not_exist_is_refused_by_name() {
        var e = assertThrows(
                UnsupportedOperationException.class, () -> aws.sqs().addPermission(request -> request.label("x")));
        assertTrue(e.toString().contains("AddPermission"), e.toString());
    }
}
