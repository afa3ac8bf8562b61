package io.muster.memory.sqs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.memory.ManualClock;
import io.muster.memory.MemoryAws;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** What queues promise, whether they are called in process or over HTTP. */
abstract class SqsContract {
    final ManualClock clock = new ManualClock();
    final MemoryAws aws = MemoryAws.open(MemoryAws.Options.forgetful(clock));
    SqsClient sqs = aws.sqs();

    abstract SqsClient connect();

    @BeforeEach
    void connected() {
        sqs = connect();
    }

    @AfterEach
    void closed() {
        aws.close();
    }

    String queue(String name, Map<QueueAttributeName, String> attributes) {
        return sqs.createQueue(request -> request.queueName(name).attributes(attributes))
                .queueUrl();
    }

    String queue(String name) {
        return queue(name, Map.of());
    }

    void send(String url, String... bodies) {
        for (var body : bodies) {
            sqs.sendMessage(request -> request.queueUrl(url).messageBody(body));
        }
    }

    List<Message> receive(String url, int most) {
        return sqs.receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(most)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                        .messageAttributeNames("All"))
                .messages();
    }

    static List<String> bodies(List<Message> messages) {
        return messages.stream().map(Message::body).toList();
    }

    static String code(SqsException e) {
        return e.awsErrorDetails().errorCode();
    }

    @Test
    void what_is_sent_is_received_once_until_its_visibility_ends() {
        var url = queue("orders", Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "10"));
        send(url, "one", "two");
        assertEquals(List.of("one", "two"), bodies(receive(url, 10)));
        assertEquals(List.of(), receive(url, 10));
        clock.advance(Duration.ofMillis(9_999));
        assertEquals(List.of(), receive(url, 10));
        clock.advance(Duration.ofMillis(1));
        var again = receive(url, 10);
        assertEquals(List.of("one", "two"), bodies(again));
        assertEquals("2", again.getFirst().attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT));
    }

    @Test
    void a_deleted_message_never_comes_back_and_deleting_it_again_is_fine() {
        var url = queue("orders");
        send(url, "one");
        var handle = receive(url, 1).getFirst().receiptHandle();
        sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(handle));
        sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(handle));
        clock.advance(Duration.ofMinutes(5));
        assertEquals(List.of(), receive(url, 1));
    }

    @Test
    void the_handle_of_an_older_receive_no_longer_deletes() {
        var url = queue("orders");
        send(url, "one");
        var old = receive(url, 1).getFirst().receiptHandle();
        clock.advance(Duration.ofSeconds(30));
        assertEquals(1, receive(url, 1).size());
        sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(old));
        clock.advance(Duration.ofSeconds(30));
        assertEquals(List.of("one"), bodies(receive(url, 1)));
    }

    @Test
    void a_handle_that_is_none_is_refused() {
        var url = queue("orders");
        var e = assertThrows(
                ReceiptHandleIsInvalidException.class,
                () -> sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle("nonsense")));
        assertEquals("ReceiptHandleIsInvalid", code(e));
    }

    @Test
    void a_delay_of_the_message_outranks_that_of_the_queue() {
        var url = queue("orders", Map.of(QueueAttributeName.DELAY_SECONDS, "5"));
        send(url, "queue's");
        sqs.sendMessage(request -> request.queueUrl(url).messageBody("own").delaySeconds(0));
        sqs.sendMessage(request -> request.queueUrl(url).messageBody("late").delaySeconds(900));
        assertEquals(List.of("own"), bodies(receive(url, 10)));
        clock.advance(Duration.ofSeconds(5));
        assertEquals(List.of("queue's"), bodies(receive(url, 10)));
        assertEquals(new Counts(0, 2, 1), aws.sqs().counts("orders"));
        assertEquals(clock.instant().plusSeconds(25), aws.sqs().nextDue().orElseThrow());
        clock.advance(Duration.ofSeconds(895));
        assertEquals(new Counts(3, 0, 0), aws.sqs().counts("orders"));
    }

    @Test
    void groups_with_a_backlog_take_turns() {
        var url = queue("work");
        for (int i = 1; i <= 4; i++) {
            var body = "noisy" + i;
            sqs.sendMessage(request -> request.queueUrl(url).messageBody(body).messageGroupId("noisy"));
        }
        sqs.sendMessage(request -> request.queueUrl(url).messageBody("quiet1").messageGroupId("quiet"));
        sqs.sendMessage(request -> request.queueUrl(url).messageBody("quiet2").messageGroupId("quiet"));
        send(url, "none");
        var received = receive(url, 10);
        assertEquals(List.of("noisy1", "quiet1", "none", "noisy2", "quiet2", "noisy3", "noisy4"), bodies(received));
        assertEquals("quiet", received.get(1).attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID));
    }

    @Test
    void a_message_received_too_often_goes_to_the_dead_letter_queue_and_back() {
        var dead = queue("dead");
        var policy = "{\"deadLetterTargetArn\":\"" + MemorySqs.arn("dead") + "\",\"maxReceiveCount\":\"2\"}";
        var url = queue(
                "orders",
                Map.of(QueueAttributeName.REDRIVE_POLICY, policy, QueueAttributeName.VISIBILITY_TIMEOUT, "1"));
        send(url, "poison");
        var id = "";
        for (int i = 0; i < 2; i++) {
            id = receive(url, 1).getFirst().messageId();
            clock.advance(Duration.ofSeconds(1));
        }
        assertEquals(List.of(), receive(url, 1));
        var given = receive(dead, 1).getFirst();
        assertEquals(id, given.messageId());
        assertEquals(
                MemorySqs.arn("orders"),
                given.attributes().get(MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN));
        assertEquals(
                List.of(url),
                sqs.listDeadLetterSourceQueues(request -> request.queueUrl(dead))
                        .queueUrls());
        clock.advance(Duration.ofSeconds(30));
        sqs.startMessageMoveTask(request -> request.sourceArn(MemorySqs.arn("dead")));
        var back = receive(url, 1).getFirst();
        assertEquals("poison", back.body());
        assertNotEquals(id, back.messageId());
        assertEquals("1", back.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT));
        var task = sqs.listMessageMoveTasks(request -> request.sourceArn(MemorySqs.arn("dead")))
                .results()
                .getFirst();
        assertEquals("COMPLETED", task.status());
        assertEquals(1, task.approximateNumberOfMessagesMoved());
    }

    @Test
    void visibility_can_be_changed_while_in_flight_only() {
        var url = queue("orders");
        send(url, "one");
        var handle = receive(url, 1).getFirst().receiptHandle();
        sqs.changeMessageVisibility(
                request -> request.queueUrl(url).receiptHandle(handle).visibilityTimeout(100));
        clock.advance(Duration.ofSeconds(99));
        assertEquals(List.of(), receive(url, 1));
        sqs.changeMessageVisibility(
                request -> request.queueUrl(url).receiptHandle(handle).visibilityTimeout(0));
        var e = assertThrows(
                SqsException.class,
                () -> sqs.changeMessageVisibility(
                        request -> request.queueUrl(url).receiptHandle(handle).visibilityTimeout(1)));
        assertEquals("AWS.SimpleQueueService.MessageNotInflight", code(e));
        assertEquals(List.of("one"), bodies(receive(url, 1)));
    }

    @Test
    void attributes_travel_with_the_message_and_the_client_checks_their_digest() {
        var url = queue("orders");
        var attributes = Map.of(
                "text",
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue("ü")
                                .build(),
                "count",
                        MessageAttributeValue.builder()
                                .dataType("Number.int")
                                .stringValue("7")
                                .build(),
                "bytes",
                        MessageAttributeValue.builder()
                                .dataType("Binary")
                                .binaryValue(SdkBytes.fromByteArray(new byte[] {0, -1, 5}))
                                .build());
        var sent = sqs.sendMessage(
                request -> request.queueUrl(url).messageBody("Grüße").messageAttributes(attributes));
        var received = receive(url, 1).getFirst();
        assertEquals(attributes, received.messageAttributes());
        assertEquals(sent.md5OfMessageAttributes(), received.md5OfMessageAttributes());
        assertEquals("49c5f675b49037b6044b803ac9d1a6d7", received.md5OfBody());
    }

    @Test
    void a_batch_reports_each_entry_by_itself() {
        var url = queue("orders");
        var answer = sqs.sendMessageBatch(request -> request.queueUrl(url)
                .entries(
                        SendMessageBatchRequestEntry.builder()
                                .id("good")
                                .messageBody("one")
                                .build(),
                        SendMessageBatchRequestEntry.builder()
                                .id("bad")
                                .messageBody("two")
                                .delaySeconds(901)
                                .build()));
        assertEquals("good", answer.successful().getFirst().id());
        assertEquals("bad", answer.failed().getFirst().id());
        assertEquals("InvalidParameterValue", answer.failed().getFirst().code());
        assertEquals(List.of("one"), bodies(receive(url, 10)));
    }

    @Test
    void batches_have_one_to_ten_entries_with_distinct_ids() {
        var url = queue("orders");
        assertEquals("AWS.SimpleQueueService.EmptyBatchRequest", codeOfBatch(url, List.of()));
        assertEquals("AWS.SimpleQueueService.BatchEntryIdsNotDistinct", codeOfBatch(url, List.of("a", "a")));
        assertEquals("AWS.SimpleQueueService.InvalidBatchEntryId", codeOfBatch(url, List.of("a b")));
        var eleven = IntStream.range(0, 11).mapToObj(Integer::toString).toList();
        assertEquals("AWS.SimpleQueueService.TooManyEntriesInBatchRequest", codeOfBatch(url, eleven));
    }

    private String codeOfBatch(String url, List<String> ids) {
        var entries = ids.stream()
                .map(id -> SendMessageBatchRequestEntry.builder()
                        .id(id)
                        .messageBody("x")
                        .build())
                .toList();
        return code(assertThrows(
                SqsException.class,
                () -> sqs.sendMessageBatch(request -> request.queueUrl(url).entries(entries))));
    }

    @Test
    void a_mebibyte_passes_and_a_byte_more_does_not() {
        var url = queue("orders");
        send(url, "x".repeat(1 << 20));
        assertEquals(1 << 20, receive(url, 1).getFirst().body().length());
        var e = assertThrows(SqsException.class, () -> send(url, "x".repeat((1 << 20) + 1)));
        assertEquals("InvalidParameterValue", code(e));
    }

    @Test
    void queues_are_made_listed_and_deleted() {
        var url = queue("orders", Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "10"));
        queue("other");
        assertEquals(url, queue("orders", Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "10")));
        assertThrows(
                QueueNameExistsException.class,
                () -> queue("orders", Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "11")));
        assertEquals(
                List.of(url),
                sqs.listQueues(request -> request.queueNamePrefix("ord")).queueUrls());
        sqs.deleteQueue(request -> request.queueUrl(url));
        var e = assertThrows(QueueDoesNotExistException.class, () -> send(url, "lost"));
        assertEquals("AWS.SimpleQueueService.NonExistentQueue", code(e));
        assertTrue(e.toString().contains("The specified queue does not exist."), e.toString());
    }

    @Test
    void a_fifo_queue_is_refused_by_name() {
        var e = assertThrows(SqsException.class, () -> queue("orders.fifo"));
        assertTrue(e.toString().contains("FIFO queues do not exist in memory"), e.toString());
    }

    @Test
    void attributes_show_settings_and_counts() {
        var url = queue("orders");
        send(url, "one", "two");
        receive(url, 1);
        var shown = sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributes();
        assertEquals("30", shown.get(QueueAttributeName.VISIBILITY_TIMEOUT));
        assertEquals("1048576", shown.get(QueueAttributeName.MAXIMUM_MESSAGE_SIZE));
        assertEquals("1", shown.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
        assertEquals("1", shown.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
        assertEquals("arn:aws:sqs:us-east-1:000000000000:orders", shown.get(QueueAttributeName.QUEUE_ARN));
        var e = assertThrows(
                SqsException.class,
                () -> sqs.setQueueAttributes(request ->
                        request.queueUrl(url).attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "43201"))));
        assertEquals("InvalidAttributeValue", code(e));
    }

    @Test
    void a_purge_empties_the_queue_once_a_minute() {
        var url = queue("orders");
        send(url, "one");
        sqs.purgeQueue(request -> request.queueUrl(url));
        assertEquals(List.of(), receive(url, 1));
        var e = assertThrows(SqsException.class, () -> sqs.purgeQueue(request -> request.queueUrl(url)));
        assertEquals("AWS.SimpleQueueService.PurgeQueueInProgress", code(e));
    }

    @Test
    void messages_older_than_the_retention_are_gone() {
        var url = queue("orders", Map.of(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "60"));
        send(url, "old");
        clock.advance(Duration.ofSeconds(60));
        assertEquals(new Counts(0, 0, 0), aws.sqs().counts("orders"));
        assertEquals(List.of(), receive(url, 1));
    }

    @Test
    void a_long_poll_is_answered_by_a_send() throws Exception {
        var url = queue("orders");
        assertEquals(List.of("at last"), polling(() -> poll(url), () -> sendOnce(url)));
    }

    @Test
    void a_long_poll_is_answered_when_a_delay_ends() throws Exception {
        var url = queue("orders");
        sqs.sendMessage(request -> request.queueUrl(url).messageBody("late").delaySeconds(900));
        assertEquals(List.of("late"), polling(() -> poll(url), this::endDelay));
    }

    @Test
    void a_long_poll_ends_when_the_clock_says_so() throws Exception {
        var url = queue("orders");
        assertEquals(List.of(), polling(() -> poll(url), () -> move(Duration.ofSeconds(20))));
    }

    private List<String> poll(String url) {
        return bodies(sqs.receiveMessage(request -> request.queueUrl(url).waitTimeSeconds(20))
                .messages());
    }

    private void endDelay() {
        if (aws.sqs().counts("orders").delayed() > 0) {
            move(Duration.ofMinutes(15));
        }
    }

    private void sendOnce(String url) {
        if (aws.sqs().counts("orders").equals(new Counts(0, 0, 0))) {
            send(url, "at last");
        }
    }

    private void move(Duration by) {
        clock.advance(by);
        aws.sqs().clockMoved();
    }

    private static List<String> polling(Callable<List<String>> poll, Runnable then) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answer = threads.submit(poll);
            do {
                then.run(); // again, if it came before the poll did
                Thread.onSpinWait();
            } while (!answer.isDone());
            return answer.get();
        }
    }

    @Test
    void many_senders_and_receivers_lose_and_double_nothing() throws Exception {
        var url = queue("orders");
        var received = java.util.Collections.synchronizedList(new ArrayList<String>());
        var work = new ArrayList<Callable<Boolean>>();
        for (int one = 0; one < 4; one++) {
            var name = "s" + one + "-";
            work.add(() -> {
                IntStream.range(0, 50).forEach(i -> send(url, name + i));
                return true;
            });
            work.add(() -> {
                while (received.size() < 200) {
                    receiveAndDelete(url, received);
                }
                return true;
            });
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(work)) {
                assertTrue(done.get());
            }
        }
        assertEquals(200, received.stream().distinct().count());
        assertEquals(200, received.size());
    }

    private void receiveAndDelete(String url, List<String> received) {
        for (var message : sqs.receiveMessage(
                        request -> request.queueUrl(url).maxNumberOfMessages(7).waitTimeSeconds(1))
                .messages()) {
            received.add(message.body());
            sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
        }
    }
}
