package io.muster.aws;

import io.muster.aws.Installation.Queue;
import io.muster.aws.message.Message;
import io.muster.aws.message.Messages;
import io.muster.aws.store.CampaignStore;
import io.muster.aws.store.Table;
import io.muster.domain.touch.Channel;
import io.muster.memory.MemoryAws;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.ScheduleSummary;
import software.amazon.awssdk.services.sqs.SqsClient;

/** AWS in memory on a clock that moves by hand, with every request counted. */
public final class Stack implements AutoCloseable {

    public static final Instant START = Instant.parse("2026-06-01T14:00:00Z");

    private static final String GROUP = "muster";

    private final MemoryAws aws;
    private volatile Instant now = START;
    public final Wire wire = new Wire();
    public final Platform platform;
    public final Table table;
    public final CampaignStore campaigns;

    public Stack() {
        this(true);
    }

    public Stack(boolean fineTimers) {
        aws = MemoryAws.open(MemoryAws.Options.forgetful(() -> now));
        var ids = new AtomicInteger();
        platform = new Platform(
                wire.watch(DynamoDbClient.class, aws.dynamoDb()),
                wire.watch(SqsClient.class, aws.sqs()),
                wire.watch(SchedulerClient.class, aws.scheduler()),
                new Clock(),
                () -> "id-" + ids.incrementAndGet(),
                installation(fineTimers));
        table = new Table(platform.dynamoDb(), "muster");
        table.createIfAbsent();
        campaigns = new CampaignStore(table);
        aws.scheduler().createScheduleGroup(group -> group.name(GROUP));
    }

    private Installation installation(boolean fineTimers) {
        var queues = new Installation.Queues(
                queue("dispatch"), queue("check-in"), queue("escalation"), queue("reporting"), queue("feedback"));
        return new Installation(
                "muster",
                queues,
                new Installation.Timers(GROUP, "arn:aws:iam::000000000000:role/scheduler", null),
                URI.create("http://localhost:8080"),
                new Installation.Sender("bids@example.com", "Muster", "1 Main Street, Austin, TX"),
                Set.of(Channel.EMAIL, Channel.PHONE, Channel.MANUAL),
                null,
                fineTimers);
    }

    private Queue queue(String name) {
        var url = aws.sqs().createQueue(queue -> queue.queueName(name)).queueUrl();
        return new Queue(url, io.muster.memory.sqs.MemorySqs.arn(name));
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

    /** Moves the clock and lets timers fire. */
    public void pass(Duration time) {
        now = now.plus(time);
        aws.scheduler().fireDue();
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
        return aws.scheduler().listSchedules(list -> list.groupName(GROUP)).schedules();
    }

    /** Returns the moment of a timer, as it was set. */
    public String expression(ScheduleSummary timer) {
        return aws.scheduler()
                .getSchedule(get -> get.groupName(GROUP).name(timer.name()))
                .scheduleExpression();
    }

    /** Loses every message and every timer. */
    public void loseEverythingUnderWay() {
        var queues = queues();
        List.of(queues.dispatch(), queues.checkIn(), queues.escalation(), queues.reporting())
                .forEach(this::take);
        timers().forEach(timer ->
                aws.scheduler().deleteSchedule(delete -> delete.groupName(GROUP).name(timer.name())));
    }

    @Override
    public void close() {
        aws.close();
    }
}
