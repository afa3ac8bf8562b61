package io.muster.cdk;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/** A queue that feeds a function, with the queue where what keeps failing ends. */
final class FedQueue extends Construct {

    /** Deliveries before a message is a dead letter. */
    static final int MOST_RECEIVES = 5;

    /** A delivery stays invisible for six times as long as its function may run, as AWS advises. */
    private static final int PATIENCE = 6;

    private final Queue queue;
    private final Queue deadLetters;

    FedQueue(Construct scope, String purpose, Choices choices, Duration functionLimit) {
        super(scope, "queue-" + purpose);
        deadLetters = Queue.Builder.create(this, "dead-letters")
                .queueName(choices.named(purpose + "-dlq"))
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true)
                .retentionPeriod(Duration.days(14))
                .build();
        queue = Queue.Builder.create(this, "queue")
                .queueName(choices.named(purpose))
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true)
                .visibilityTimeout(Duration.seconds(functionLimit.toSeconds().intValue() * PATIENCE))
                .retentionPeriod(Duration.days(4))
                .deadLetterQueue(DeadLetterQueue.builder()
                        .queue(deadLetters)
                        .maxReceiveCount(MOST_RECEIVES)
                        .build())
                .build();
    }

    IQueue queue() {
        return queue;
    }

    IQueue deadLetters() {
        return deadLetters;
    }
}
