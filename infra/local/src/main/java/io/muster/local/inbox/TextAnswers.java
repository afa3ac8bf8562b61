package io.muster.local.inbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.InstantSource;
import java.util.UUID;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Lets whoever reads a text answer it: the answer reaches the feedback queue as one that AWS received on our number and
 * published through SNS.
 */
public final class TextAnswers {

    private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:muster-text-answers";

    private final SqsClient sqs;
    private final String feedbackQueue;
    private final InstantSource machine;

    /** Makes answers arrive on a feedback queue, named by its URL. */
    public TextAnswers(SqsClient sqs, String feedbackQueue, InstantSource machine) {
        this.sqs = sqs;
        this.feedbackQueue = feedbackQueue;
        this.machine = machine;
    }

    /** Answers a text in its recipient's name. */
    void answer(Mail text, String words) {
        var inbound = JsonNodeFactory.instance
                .objectNode()
                .put("originationNumber", text.recipients().getFirst())
                .put("destinationNumber", text.from())
                .put("messageKeyword", "MUSTER")
                .put("messageBody", words)
                .put("inboundMessageId", UUID.randomUUID().toString())
                .put("previousPublishedMessageId", InboxTexts.id(text));
        var envelope = JsonNodeFactory.instance
                .objectNode()
                .put("Type", "Notification")
                .put("MessageId", UUID.randomUUID().toString())
                .put("TopicArn", TOPIC)
                .put("Message", inbound.toString())
                .put("Timestamp", machine.instant().toString());
        sqs.sendMessage(send -> send.queueUrl(feedbackQueue).messageBody(envelope.toString()));
    }
}
