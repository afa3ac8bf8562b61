package io.muster.rules;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.muster.aws.Installation;
import io.muster.aws.Installation.Queue;
import io.muster.aws.Numbers;
import io.muster.aws.Platform;
import io.muster.aws.Time;
import io.muster.aws.api.Api;
import io.muster.aws.pool.ProspectFinder;
import io.muster.aws.store.Table;
import io.muster.domain.campaign.CampaignInput.Pool;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.Prospect;
import io.muster.domain.campaign.Reach;
import io.muster.domain.contact.Tier;
import io.muster.domain.strategy.LearnedRates;
import io.muster.domain.strategy.TimeToBid;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Gate;
import io.muster.domain.touch.Receipt;
import io.muster.functions.dispatch.Outlets;
import io.muster.functions.dispatch.Sender;
import io.muster.functions.dispatch.StoredRecipients;
import io.muster.local.Seen;
import io.muster.memory.MemoryAws;
import io.muster.memory.calls.CallLog;
import io.muster.memory.sqs.MemorySqs;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** HTTP handlers over AWS in memory, on a clock that moves by hand, with 3, 3 and 20 contractors to ask. */
final class Handlers implements AutoCloseable, ProspectFinder {

    static final Instant START = Instant.parse("2026-06-01T14:00:00Z");

    private static final Set<Channel> ENABLED = Set.of(Channel.EMAIL, Channel.PHONE, Channel.MANUAL);

    private static final Context CONTEXT = (Context)
            Proxy.newProxyInstance(Handlers.class.getClassLoader(), new Class<?>[] {Context.class}, (_, m, _) -> {
                if (m.getName().equals("getRemainingTimeInMillis")) {
                    return 30_000;
                }
                throw new UnsupportedOperationException(m.getName());
            });

    private final MemoryAws aws;
    private volatile boolean broken;
    private volatile Instant now = START;
    private final Platform platform;

    static {
        System.setProperty("aws.region", "us-east-1"); // functions that make a client of S3 want to know where
    }

    Handlers() {
        aws = MemoryAws.open(MemoryAws.Options.forgetful(() -> now));
        var ids = new AtomicInteger();
        platform = new Platform(
                breakable(aws.dynamoDb()),
                aws.sqs(),
                aws.scheduler(),
                new Clock(),
                () -> "01JZ" + (1_000_000 + ids.incrementAndGet()),
                installation());
        new Table(aws.dynamoDb(), "muster").createIfAbsent();
        aws.scheduler().createScheduleGroup(group -> group.name("muster"));
    }

    Platform platform() {
        return platform;
    }

    /** Returns the platform as a function has it, whose calls are kept. */
    Platform platform(String function) {
        return platform.through(CallLog.ofThisRun().of(function)::watch);
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** Delivers what is there to a function once, as the event source does; returns how many messages came. */
    int deliver(Queue queue, RequestHandler<SQSEvent, SQSBatchResponse> function) {
        var sqs = aws.sqs();
        var received = sqs.receiveMessage(receive -> receive.queueUrl(queue.url())
                        .maxNumberOfMessages(10)
                        .visibilityTimeout(180)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                        .messageAttributeNames("All"))
                .messages();
        var event = new SQSEvent();
        event.setRecords(received.stream()
                .map(message -> {
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
                    return record;
                })
                .toList());
        var failed = function.handleRequest(event, CONTEXT).getBatchItemFailures().stream()
                .map(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
                .toList();
        event.getRecords().stream()
                .filter(record -> !failed.contains(record.getMessageId()))
                .forEach(record -> sqs.deleteMessage(
                        delete -> delete.queueUrl(queue.url()).receiptHandle(record.getReceiptHandle())));
        return received.size();
    }

    /** From now on the table answers nothing in time, but for failures, which it still counts. */
    void breakTable() {
        broken = true;
    }

    private DynamoDbClient breakable(DynamoDbClient client) {
        return (DynamoDbClient) Proxy.newProxyInstance(
                Handlers.class.getClassLoader(), new Class<?>[] {DynamoDbClient.class}, (_, method, arguments) -> {
                    if (broken && !method.getName().equals("updateItem")) {
                        throw ApiCallTimeoutException.create(1000);
                    }
                    try {
                        return method.invoke(client, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getTargetException();
                    }
                });
    }

    /** Returns a handler made with what its constructor asks for; it is called as its class is, in smaller letters. */
    Api made(Class<?> type) {
        var function = type.getSimpleName().replaceAll("(?<=.)(?=\\p{Lu})", "-").toLowerCase(Locale.ROOT);
        var platform = platform(function);
        try {
            for (var constructor : type.getConstructors()) {
                var wanted = Arrays.asList(constructor.getParameterTypes());
                if (wanted.equals(List.of(Platform.class))) {
                    return (Api) constructor.newInstance(platform);
                }
                if (wanted.equals(List.of(Platform.class, Outlets.class))) {
                    return (Api) constructor.newInstance(platform, outlets(function));
                }
                if (wanted.equals(List.of(Platform.class, ProspectFinder.class))) {
                    return (Api) constructor.newInstance(platform, this);
                }
            }
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException("cannot make a " + type, broken);
        }
        throw new IllegalStateException(type + " cannot be made of a platform");
    }

    /** Mail that every provider takes, to contacts that are stored. */
    private Outlets outlets(String function) {
        Sender taking = _ -> new Receipt.Accepted("provider-1");
        return new Outlets(
                Map.of(Channel.EMAIL, Seen.mail(taking, CallLog.ofThisRun().of(function))),
                new StoredRecipients(platform(function)));
    }

    @Override
    public Pool find(CampaignState state, Instant at) {
        var prospects = new ArrayList<Prospect>();
        for (int i = 0; i < 26; i++) {
            var tier = i < 3 ? Tier.INTERNAL : i < 6 ? Tier.PROSPECT : Tier.GENERAL;
            var exclusion = i == 25
                    ? new Prospect.Exclusion(Prospect.Exclusion.Reason.COOLING_OFF, START.plusSeconds(3600))
                    : null;
            prospects.add(new Prospect(
                    "p" + (10 + i),
                    "Firm " + i,
                    tier,
                    List.of(Channel.EMAIL, Channel.PHONE),
                    ZoneId.of("America/Chicago"),
                    Gate.Past.NONE,
                    null,
                    null,
                    null,
                    exclusion));
        }
        return new Pool(prospects, LearnedRates.NOTHING, TimeToBid.PRIOR, ENABLED);
    }

    @Override
    public Map<String, Reach> reach(CampaignKey campaign, Set<String> contactIds) {
        return Map.of();
    }

    @Override
    public void close() {
        aws.close();
    }

    private Installation installation() {
        return new Installation(
                "muster",
                new Installation.Queues(
                        queue("dispatch"),
                        queue("check-in"),
                        queue("escalation"),
                        queue("reporting"),
                        queue("feedback")),
                new Installation.Timers("muster", "arn:aws:iam::000000000000:role/scheduler", null),
                URI.create("http://127.0.0.1:8080"),
                new Installation.Sender("bids@example.com", "Muster", "1 Main Street, Austin, TX"),
                ENABLED,
                null,
                null,
                Numbers.allOf("acme"),
                null,
                true,
                new Installation.Imports("imports", queue("import")));
    }

    private Queue queue(String name) {
        aws.sqs().createQueue(queue -> queue.queueName(name + Queue.DEAD_LETTERS));
        return new Queue(aws.sqs().createQueue(queue -> queue.queueName(name)).queueUrl(), MemorySqs.arn(name));
    }

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
}
