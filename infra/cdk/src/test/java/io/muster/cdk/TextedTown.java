package io.muster.cdk;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.aws.Ids;
import io.muster.aws.Installation;
import io.muster.aws.Numbers;
import io.muster.aws.Platform;
import io.muster.aws.Time;
import io.muster.aws.store.SuppressionStore;
import io.muster.aws.store.Table;
import io.muster.aws.token.KeyRing;
import io.muster.aws.token.SignedTokens;
import io.muster.domain.touch.Channel;
import io.muster.functions.checkin.FeedbackHandler;
import io.muster.memory.MemoryAws;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Somebody who texts to a number of ours, and the function that takes what comes of it. */
final class TextedTown implements AutoCloseable {

    private static final Instant NOW = Instant.parse("2026-03-02T10:10:00Z");
    private static final String PHONE = "+15125550101";
    private static final String OURS = "+15125550199";

    private final MemoryAws aws = MemoryAws.open(MemoryAws.Options.forgetful(() -> NOW));
    private final Table table = new Table(aws.dynamoDb(), "muster");
    private final FeedbackHandler handler;

    TextedTown() {
        table.createIfAbsent();
        var none = new Installation.Queue("https://sqs.example.com/none", "arn:aws:sqs:eu-west-1:123456789012:none");
        var dispatch = new Installation.Queue(
                aws.sqs().createQueue(create -> create.queueName("dispatch")).queueUrl(),
                "arn:aws:sqs:eu-west-1:123456789012:dispatch");
        handler = new FeedbackHandler(new Platform(
                aws.dynamoDb(),
                aws.sqs(),
                aws.scheduler(),
                new Time() {
                    @Override
                    public Instant business() {
                        return NOW;
                    }

                    @Override
                    public Instant machine() {
                        return NOW;
                    }

                    @Override
                    public Instant machineAt(Instant business) {
                        return business;
                    }
                },
                Ids.ulids(),
                new Installation(
                        "muster",
                        new Installation.Queues(dispatch, none, none, none, none),
                        null,
                        URI.create("https://example.com"),
                        new Installation.Sender("bids@example.com", "Bids", "1 Main Street, Austin, TX"),
                        Set.of(Channel.SMS),
                        null,
                        null,
                        new Numbers(Map.of(OURS, "acme")),
                        null,
                        false,
                        null)));
    }

    /** Delivers a text in the form that a subscription gives it. */
    void deliver(String words, String takenAt, boolean raw) {
        var text = JsonNodeFactory.instance
                .objectNode()
                .put("originationNumber", PHONE)
                .put("destinationNumber", OURS)
                .put("messageBody", words)
                .put("inboundMessageId", "text-" + words)
                .toString();
        var message = new SQSMessage();
        message.setMessageId("delivery-" + words);
        message.setAttributes(Map.of("SentTimestamp", String.valueOf(NOW.toEpochMilli())));
        message.setBody(
                raw
                        ? text
                        : JsonNodeFactory.instance
                                .objectNode()
                                .put("Type", "Notification")
                                .put("Message", text)
                                .put("Timestamp", takenAt)
                                .toString());
        var event = new SQSEvent();
        event.setRecords(List.of(message));
        var again = handler.handleRequest(event, context()).getBatchItemFailures();
        if (!again.isEmpty()) {
            throw new AssertionError("not taken: " + words);
        }
    }

    /** Returns whether the number is one that must not be reached. */
    boolean closed() {
        return !new SuppressionStore(table, new SignedTokens(new KeyRing(table)))
                .suppressed("acme", List.of(PHONE))
                .isEmpty();
    }

    @Override
    public void close() {
        aws.close();
    }

    private static Context context() {
        return (Context) Proxy.newProxyInstance(
                Context.class.getClassLoader(), new Class<?>[] {Context.class}, (_, _, _) -> null);
    }
}
