package io.muster.memory.calls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.muster.memory.MemoryAws;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Requests in the words of policies. */
class CallLogTest {

    private static final Map<String, AttributeValue> KEY = Map.of("pk", AttributeValue.fromS("a"));

    private final MemoryAws aws =
            MemoryAws.open(MemoryAws.Options.forgetful(() -> Instant.parse("2026-06-01T14:00:00Z")));
    private final CallLog log = CallLog.forgetful();
    private final Witness witness = log.of("dispatch");
    private final DynamoDbClient table = witness.watch(DynamoDbClient.class, aws.dynamoDb());
    private final SqsClient queues = witness.watch(SqsClient.class, aws.sqs());

    @AfterEach
    void close() {
        aws.close();
    }

    private List<String> seen() {
        return log.calls().stream()
                .map(call -> call.action() + " " + call.resource())
                .toList();
    }

    @Test
    void a_transaction_is_what_its_parts_are() {
        assertThrows(
                ResourceNotFoundException.class,
                () -> table.transactWriteItems(write -> write.transactItems(
                        TransactWriteItem.builder()
                                .put(put -> put.tableName("t").item(KEY))
                                .build(),
                        TransactWriteItem.builder()
                                .update(update -> update.tableName("t")
                                        .key(KEY)
                                        .updateExpression("SET a = :a")
                                        .expressionAttributeValues(Map.of(":a", AttributeValue.fromN("1"))))
                                .build(),
                        TransactWriteItem.builder()
                                .conditionCheck(check ->
                                        check.tableName("t").key(KEY).conditionExpression("attribute_exists(pk)"))
                                .build(),
                        TransactWriteItem.builder()
                                .delete(delete -> delete.tableName("t").key(KEY))
                                .build())));
        assertEquals(
                List.of(
                        "dynamodb:ConditionCheckItem table",
                        "dynamodb:DeleteItem table",
                        "dynamodb:PutItem table",
                        "dynamodb:UpdateItem table"),
                seen());
    }

    @Test
    void a_query_of_an_index_is_not_one_of_the_table() {
        assertThrows(
                ResourceNotFoundException.class,
                () -> table.query(query -> query.tableName("t")
                        .indexName("due")
                        .keyConditionExpression("due_pk = :p")
                        .expressionAttributeValues(Map.of(":p", AttributeValue.fromS("a")))));
        assertEquals(List.of("dynamodb:Query table/index/due"), seen());
    }

    @Test
    void pages_are_seen_one_by_one_however_they_are_asked_for() {
        assertThrows(
                ResourceNotFoundException.class,
                () -> table.scanPaginator(scan -> scan.tableName("t")).stream().count());
        assertEquals(List.of("dynamodb:Scan table"), seen());
    }

    @Test
    void a_batch_of_messages_is_what_one_message_is_and_a_queue_goes_by_its_purpose() {
        var url = aws.sqs()
                .createQueue(create -> create.queueName("muster-dispatch-dlq"))
                .queueUrl();
        queues.sendMessageBatch(send -> send.queueUrl(url)
                .entries(List.of(SendMessageBatchRequestEntry.builder()
                        .id("1")
                        .messageBody("hello")
                        .build())));
        queues.sendMessage(send -> send.queueUrl(url).messageBody("hello"));
        queues.getQueueUrl(get -> get.queueName("muster-dispatch-dlq"));
        assertEquals(List.of("sqs:GetQueueUrl queue/dispatch-dlq", "sqs:SendMessage queue/dispatch-dlq"), seen());
    }

    @Test
    void whoever_sets_a_timer_hands_a_role_on() {
        var url = aws.sqs()
                .createQueue(create -> create.queueName("muster-dispatch"))
                .queueUrl();
        aws.scheduler().createScheduleGroup(group -> group.name("muster"));
        witness.watch(SchedulerClient.class, aws.scheduler())
                .createSchedule(schedule -> schedule.groupName("muster")
                        .name("timer")
                        .scheduleExpression("at(2026-06-02T14:00:00)")
                        .flexibleTimeWindow(window -> window.mode(FlexibleTimeWindowMode.OFF))
                        .target(target -> target.arn("arn:aws:sqs:us-east-1:000000000000:muster-dispatch")
                                .roleArn("arn:aws:iam::000000000000:role/muster-scheduler")
                                .input("hello")));
        assertEquals(List.of("iam:PassRole role/scheduler", "scheduler:CreateSchedule schedule"), seen());
        assertEquals(
                0,
                queues.receiveMessage(receive -> receive.queueUrl(url))
                        .messages()
                        .size());
    }

    @Test
    void each_function_is_seen_by_itself_and_what_it_asks_is_written_once() {
        var other = log.of("reads-api").watch(DynamoDbClient.class, aws.dynamoDb());
        for (int time = 0; time < 2; time++) {
            assertThrows(
                    ResourceNotFoundException.class,
                    () -> other.getItem(get -> get.tableName("t").key(KEY)));
        }
        assertThrows(
                ResourceNotFoundException.class,
                () -> table.getItem(get -> get.tableName("t").key(KEY)));
        var calls = List.copyOf(log.calls());
        assertEquals(
                List.of(
                        new Call("dispatch", "dynamodb:GetItem", "table"),
                        new Call("reads-api", "dynamodb:GetItem", "table")),
                calls);
        assertEquals(calls, calls.stream().map(Call::toString).map(Call::of).toList());
    }
}
