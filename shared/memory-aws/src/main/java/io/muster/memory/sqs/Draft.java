package io.muster.memory.sqs;

import io.muster.memory.sqs.Message.Letter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** A message as a client wants to send it, checked in all that does not depend on the queue, before the lock is taken. */
record Draft(
        String body,
        Map<String, MessageAttributeValue> attributes,
        @Nullable String group,
        @Nullable String trace,
        @Nullable Integer delay,
        int size) {

    static Draft of(SendMessageRequest request) {
        return of(
                request.messageBody(),
                request.messageAttributes(),
                request.messageGroupId(),
                request.messageDeduplicationId(),
                request.messageSystemAttributes(),
                request.delaySeconds());
    }

    static Draft of(SendMessageBatchRequestEntry entry) {
        return of(
                entry.messageBody(),
                entry.messageAttributes(),
                entry.messageGroupId(),
                entry.messageDeduplicationId(),
                entry.messageSystemAttributes(),
                entry.delaySeconds());
    }

    private static Draft of(
            String body,
            Map<String, MessageAttributeValue> attributes,
            @Nullable String group,
            @Nullable String deduplicationId,
            Map<MessageSystemAttributeNameForSends, MessageSystemAttributeValue> system,
            @Nullable Integer delay) {
        MessageRules.checkBody(body);
        MessageRules.checkAttributes(attributes);
        MessageRules.checkGroup(group);
        if (deduplicationId != null) {
            throw Errors.invalid(
                    deduplicationId,
                    "MessageDeduplicationId",
                    "The request includes a parameter that is not valid for this queue type.");
        }
        if (delay != null && (delay < 0 || delay > 900)) {
            throw Errors.invalid(delay, "DelaySeconds", "DelaySeconds must be >= 0 and <= 900.");
        }
        var trace = system.get(MessageSystemAttributeNameForSends.AWS_TRACE_HEADER);
        return new Draft(
                body,
                attributes,
                group,
                trace == null ? null : trace.stringValue(),
                delay,
                MessageRules.size(body, attributes));
    }

    /** Returns the message that this becomes in a queue with these attributes. */
    Letter letter(long number, Attributes queue, long now) {
        var largest = queue.number(Attributes.MAXIMUM_SIZE);
        if (size > largest) {
            throw Errors.invalid(
                    "One or more parameters are invalid. Reason: Message must be shorter than " + largest + " bytes.");
        }
        var seconds = delay == null ? queue.number(Attributes.DELAY) : delay;
        return new Letter(
                number,
                Queues.id(number),
                body,
                attributes,
                group,
                trace,
                now,
                seconds == 0 ? 0 : now + seconds * 1000L,
                null);
    }
}
