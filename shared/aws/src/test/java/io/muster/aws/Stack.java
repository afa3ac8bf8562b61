package io.muster.aws;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.muster.aws.Installation.Queue;
import io.muster.aws.message.Message;
import io.muster.aws.message.Messages;
import io.muster.aws.store.CampaignStore;
import io.muster.aws.store.Table;
import io.muster.domain.touch.Channel;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.ScheduleSummary;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** An installation on AWS in memory, or wherever else {@link Cloud} finds it, on a clock that moves by hand, with every request counted. */
public final class Stack implements AutoCloseable {

    public static final Instant START = Instant.parse("2026-06-01T14:00:00Z");

    private final Cloud aws;
    private volatile Instant now = START;
    private final String group;
    public final Wire wire = new Wire();
    public final Platform platform;
    public final Table table;
    public final CampaignStore campaigns;

    public Stack() {
        this(true);
    }

    public Stack(boolean fineTimers) {
        aws = Cloud.open(() -> now);
        group = aws.named("muster");
        var ids = new AtomicInteger();
        platform = new Platform(
                wire.watch(DynamoDbClient.class, aws.dynamoDb()),
                wire.watch(SqsClient.class, aws.sqs()),
                wire.watch(SchedulerClient.class, aws.scheduler()),
                new Clock(),
                () -> "id-" + ids.incrementAndGet(),
                installation(fineTimers));
        table = new Table(platform.dynamoDb(), aws.named("muster"));
        table.createIfAbsent();
        campaigns = new CampaignStore(table);
        aws.scheduler().createScheduleGroup(create -> create.name(group));
    }

    private Installation installation(boolean fineTimers) {
        var queues = new Installation.Queues(
                queue("dispatch"), queue("check-in"), queue("escalation"), queue("reporting"), queue("feedback"));
        return new Installation(
                aws.named("muster"),
                queues,
                new Installation.Timers(group, "arn:aws:iam::000000000000:role/scheduler", null),
                URI.create("http://localhost:8080"),
                new Installation.Sender("bids@example.com", "Muster", "1 Main Street, Austin, TX"),
                Set.of(Channel.EMAIL, Channel.PHONE, Channel.MANUAL),
                null,
                fineTimers);
    }

    private Queue queue(String name) {
        aws.sqs().createQueue(queue -> queue.queueName(aws.named(name) + Queue.DEAD_LETTERS));
        var url =
                aws.sqs().createQueue(queue -> queue.queueName(aws.named(name))).queueUrl();
        var arn = aws.sqs()
                .getQueueAttributes(get -> get.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        return new Queue(url, Objects.requireNonNull(arn));
    }

    /** Business and machine time are one here. */
    private final class Clock implements Time {
        @Override
        public Instant business() {
            return now;
        }

        @Override
        public Instant machine() {
            return now;
        }

        @Override
        public Instant machineAt(Instant business) {
            return business;
        }
    }

    public Installation.Queues queues() {
        return platform.installation().queues();
    }

    /** Returns what a function would be given of a queue now: every record that is there, with its attributes. */
    public SQSEvent deliver(Queue queue) {
        var records = new ArrayList<SQSEvent.SQSMessage>();
        var received = aws.sqs()
                .receiveMessage(receive -> receive.queueUrl(queue.url())
                        .maxNumberOfMessages(10)
                        .visibilityTimeout(180)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                        .messageAttributeNames("All"))
                .messages();
        for (var message : received) {
            var record = new SQSEvent.SQSMessage();
            record.setMessageId(message.messageId());
            record.setReceiptHandle(message.receiptHandle());
            record.setBody(message.body());
            record.setEventSourceArn(queue.arn());
            record.setAttributes(message.attributesAsStrings());
            var attributes = new HashMap<String, SQSEvent.MessageAttribute>();
            message.messageAttributes().forEach((name, value) -> {
                var attribute = new SQSEvent.MessageAttribute();
                attribute.setStringValue(value.stringValue());
                attributes.put(name, attribute);
            });
            record.setMessageAttributes(attributes);
            records.add(record);
        }
        var event = new SQSEvent();
        event.setRecords(records);
        return event;
    }

    /** Deletes what a function has dealt with, as the event source does. */
    public void settle(Queue queue, SQSEvent event, SQSBatchResponse response) {
        var failed = response.getBatchItemFailures().stream()
                .map(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
                .toList();
        for (var record : event.getRecords()) {
            if (!failed.contains(record.getMessageId())) {
                aws.sqs()
                        .deleteMessage(delete -> delete.queueUrl(queue.url()).receiptHandle(record.getReceiptHandle()));
            }
        }
    }

    /** Moves the clock and lets timers fire. */
    public void pass(Duration time) {
        now = now.plus(time);
        aws.fireDue();
    }

    /** Takes every message that is there. */
    public List<Message> take(Queue queue) {
        var messages = new ArrayList<Message>();
        while (true) {
            var received = aws.sqs()
                    .receiveMessage(receive -> receive.queueUrl(queue.url()).maxNumberOfMessages(10))
                    .messages();
            if (received.isEmpty()) {
                return messages;
            }
            for (var message : received) {
                aws.sqs().deleteMessage(delete -> delete.queueUrl(queue.url()).receiptHandle(message.receiptHandle()));
                messages.add(Messages.read(message.body()));
            }
        }
    }

    /** Returns the timers that are set. */
    public List<ScheduleSummary> timers() {
        return aws.scheduler().listSchedules(list -> list.groupName(group)).schedules();
    }

    /** Returns the moment of a timer, as it was set. */
    public String expression(ScheduleSummary timer) {
        return aws.scheduler()
                .getSchedule(get -> get.groupName(group).name(timer.name()))
                .scheduleExpression();
    }

    /** Loses every message and every timer. */
    public void loseEverythingUnderWay() {
        var queues = queues();
        List.of(queues.dispatch(), queues.checkIn(), queues.escalation(), queues.reporting())
                .forEach(this::take);
        timers().forEach(timer ->
                aws.scheduler().deleteSchedule(delete -> delete.groupName(group).name(timer.name())));
    }

    @Override
    public void close() {
        aws.close();
    }
}
