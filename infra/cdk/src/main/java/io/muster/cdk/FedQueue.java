package io.muster.cdk;

import java.util.List;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.amazon.awscdk.services.sqs.RedriveAllowPolicy;
import software.amazon.awscdk.services.sqs.RedrivePermission;
import software.constructs.Construct;

/** A queue that feeds a function, with the queue where what keeps failing ends. */
final class FedQueue extends Construct {

    /** Behind a queue's name, the name of its dead letters' queue: functions find the one by the other. */
    static final String DEAD_LETTERS = "-dlq";

    /** A delivery stays invisible for six times as long as its function may run, as AWS advises. */
    static final int PATIENCE = 6;

    private final Queue queue;
    private final Queue deadLetters;

    FedQueue(Construct scope, String purpose, Choices choices, Duration functionLimit) {
        super(scope, "queue-" + purpose);
        deadLetters = deadLetters(this, "dead-letters", choices.named(purpose + DEAD_LETTERS))
                .redriveAllowPolicy(RedriveAllowPolicy.builder()
                        .redrivePermission(RedrivePermission.BY_QUEUE)
                        .sourceQueues(List.of(Queue.fromQueueArn(this, "source", arn(choices.named(purpose)))))
                        .build())
                .build();
        queue = Queue.Builder.create(this, "queue")
                .queueName(choices.named(purpose))
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true)
                .visibilityTimeout(Duration.seconds(functionLimit.toSeconds().intValue() * PATIENCE))
                .retentionPeriod(Duration.days(4))
                .deadLetterQueue(DeadLetterQueue.builder()
                        .queue(deadLetters)
                        .maxReceiveCount(choices.shares().receives())
                        .build())
                .build();
    }

    /** Returns a queue for what came to nothing, which keeps it as long as a queue can. */
    static Queue.Builder deadLetters(Construct scope, String id, String name) {
        return Queue.Builder.create(scope, id)
                .queueName(name)
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true)
                .visibilityTimeout(Duration.seconds(Catalogue.STEP_SECONDS * PATIENCE))
                .retentionPeriod(Duration.days(14));
    }

    IQueue queue() {
        return queue;
    }

    IQueue deadLetters() {
        return deadLetters;
    }

    /** By its name, for each of the two queues names the other. */
    private String arn(String name) {
        return Stack.of(this)
                .formatArn(ArnComponents.builder().service("sqs").resource(name).build());
    }
}
