package io.muster.local.inbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.InstantSource;
import java.util.UUID;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The topic of providers' events on one machine: what is published reaches the feedback queue in SNS's envelope. */
public final class Topic {

    private static final String ARN = "arn:aws:sns:us-east-1:000000000000:muster-provider-events";

    private final SqsClient sqs;
    private final String feedbackQueue;
    private final InstantSource machine;

    /** Makes the topic of a feedback queue, named by its URL. */
    public Topic(SqsClient sqs, String feedbackQueue, InstantSource machine) {
        this.sqs = sqs;
        this.feedbackQueue = feedbackQueue;
        this.machine = machine;
    }

    void publish(String message) {
        var envelope = JsonNodeFactory.instance
                .objectNode()
                .put("Type", "Notification")
                .put("MessageId", UUID.randomUUID().toString())
                .put("TopicArn", ARN)
                .put("Message", message)
                .put("Timestamp", machine.instant().toString());
        sqs.sendMessage(send -> send.queueUrl(feedbackQueue).messageBody(envelope.toString()));
    }
}
