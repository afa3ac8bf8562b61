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
 * deleted, what it reports as failed stays and comes back when the function has said, or the queue says. What a function
 * leaves behind that threw comes back after a pause that doubles with each receive, sooner than on AWS.
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
        var answer = answer(trigger, batch);
        var failed = answer.failed();
        var done = batch.stream()
                .filter(message -> !failed.contains(message.messageId()))
                .map(message -> DeleteMessageBatchRequestEntry.builder()
                        .id(message.messageId())
                        .receiptHandle(message.receiptHandle())
                        .build())
                .toList();
        if (!done.isEmpty()) {
            sqs.deleteMessageBatch(
                    request -> request.queueUrl(trigger.queueUrl()).entries(done));
        }
        if (answer.broken()) {
            var again = batch.stream().map(Batches::later).toList();
            sqs.changeMessageVisibilityBatch(
                    request -> request.queueUrl(trigger.queueUrl()).entries(again));
        }
        return failed.size();
    }

    /** What a function answered; broken when it gave no answer that counts. */
    private record Answer(Set<String> failed, boolean broken) {}

    /** As on AWS, a function that throws, or names a message that is not in the batch, has failed on all of it. */
    private Answer answer(QueueTrigger trigger, List<Message> batch) {
        var all = batch.stream().map(Message::messageId).collect(Collectors.toSet());
        @Nullable SQSBatchResponse response;
        try {
            response = host.invoke(trigger.function(), trigger.handler(), Events.sqs(trigger.queueArn(), batch));
        } catch (FunctionFailed e) {
            System.err.println(e.getMessage() + ": " + e.getCause());
            return new Answer(all, true);
        }
        if (response == null || response.getBatchItemFailures() == null) {
            return new Answer(Set.of(), false);
        }
        var failed = response.getBatchItemFailures().stream()
                .map(BatchItemFailure::getItemIdentifier)
                .collect(Collectors.toSet());
        return all.containsAll(failed) ? new Answer(failed, false) : new Answer(all, true);
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
