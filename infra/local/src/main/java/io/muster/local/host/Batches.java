package io.muster.local.host;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/**
 * Takes batches from a queue to its function, with Lambda's partial batch semantics: what the function dealt with is
 * deleted, what it reports as failed stays and comes back after a pause that doubles with each receive.
 */
public final class Batches {

    private static final int LARGEST = 10;
    private static final int LONGEST_PAUSE_SECONDS = 30;

    private final SqsClient sqs;
    private final FunctionHost host;

    /** Makes the way from the queues to a host's functions. */
    public Batches(SqsClient sqs, FunctionHost host) {
        this.sqs = sqs;
        this.host = host;
    }

    /** Receives a batch; empty when none came in the time. */
    List<Message> receive(QueueTrigger trigger, int waitSeconds) {
        return sqs.receiveMessage(ReceiveMessageRequest.builder()
                        .queueUrl(trigger.queueUrl())
                        .maxNumberOfMessages(LARGEST)
                        .waitTimeSeconds(waitSeconds)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                        .messageAttributeNames("All")
                        .build())
                .messages();
    }

    /** Runs the function on a batch and settles every message of it; returns how many failed. */
    public int process(QueueTrigger trigger, List<Message> batch) {
        var failed = failures(trigger, batch);
        var done = batch.stream()
                .filter(message -> !failed.contains(message.messageId()))
                .map(message -> DeleteMessageBatchRequestEntry.builder()
                        .id(message.messageId())
                        .receiptHandle(message.receiptHandle())
                        .build())
                .toList();
        var again = batch.stream()
                .filter(message -> failed.contains(message.messageId()))
                .map(Batches::later)
                .toList();
        if (!done.isEmpty()) {
            sqs.deleteMessageBatch(
                    request -> request.queueUrl(trigger.queueUrl()).entries(done));
        }
        if (!again.isEmpty()) {
            sqs.changeMessageVisibilityBatch(
                    request -> request.queueUrl(trigger.queueUrl()).entries(again));
        }
        return again.size();
    }

    /** As on AWS, a function that throws, or names a message that is not in the batch, has failed on all of it. */
    private Set<String> failures(QueueTrigger trigger, List<Message> batch) {
        var all = batch.stream().map(Message::messageId).collect(Collectors.toSet());
        @Nullable SQSBatchResponse response;
        try {
            response = host.invoke(trigger.function(), trigger.handler(), Events.sqs(trigger.queueArn(), batch));
        } catch (FunctionFailed e) {
            System.err.println(e.getMessage() + ": " + e.getCause());
            return all;
        }
        if (response == null || response.getBatchItemFailures() == null) {
            return Set.of();
        }
        var failed = response.getBatchItemFailures().stream()
                .map(BatchItemFailure::getItemIdentifier)
                .collect(Collectors.toSet());
        return all.containsAll(failed) ? failed : all;
    }

    private static ChangeMessageVisibilityBatchRequestEntry later(Message message) {
        var receives = Integer.parseInt(
                message.attributes().getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1"));
        return ChangeMessageVisibilityBatchRequestEntry.builder()
                .id(message.messageId())
                .receiptHandle(message.receiptHandle())
                .visibilityTimeout(Math.min(LONGEST_PAUSE_SECONDS, 1 << Math.min(receives - 1, 10)))
                .build();
    }
}
