package io.muster.local.inbox;

import java.time.InstantSource;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The topic of providers' events on one machine: what is published reaches the feedback queue as SNS signs and wraps it. */
public final class Topic {

    private final String arn;
    private final SqsClient sqs;
    private final String feedbackQueue;
    private final InstantSource machine;
    private final TopicKeys keys;

    /** Makes the topic of a feedback queue, named by its URL. */
    public Topic(String arn, SqsClient sqs, String feedbackQueue, InstantSource machine, TopicKeys keys) {
        this.arn = arn;
        this.sqs = sqs;
        this.feedbackQueue = feedbackQueue;
        this.machine = machine;
        this.keys = keys;
    }

    /** Publishes what a provider would tell. */
    public void publish(String message) {
        var envelope = keys.signer().published(arn, message, machine.instant());
        sqs.sendMessage(send -> send.queueUrl(feedbackQueue).messageBody(envelope));
    }
}
