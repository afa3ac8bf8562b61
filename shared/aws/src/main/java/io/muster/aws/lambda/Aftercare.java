package io.muster.aws.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.muster.aws.Installation.Queue;
import io.muster.aws.Platform;
import io.muster.aws.error.Cause;
import io.muster.aws.error.Errors;
import io.muster.aws.message.Envelope;
import io.muster.aws.message.Origin;
import io.muster.domain.error.Retry;
import io.muster.domain.error.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;

/**
 * What becomes of the messages of one delivery that failed: counted, and then put off as their categories say, or given
 * up with their reason. Nothing here may fail a delivery: what cannot be done is logged, and the queue's own redelivery
 * and its own dead-letter rule do it in their time.
 */
final class Aftercare {

    private static final int BATCH = 10;
    private static final Duration LONGEST = Duration.ofHours(12);

    /** A dead letter that cannot be filed has nowhere else to go; it is tried at this pace for as long as it is kept. */
    private static final Duration DEAD_LETTER_PAUSE = Duration.ofMinutes(15);

    private final Log log;
    private final Platform platform;
    private final Errors errors;
    private final Map<String, List<ChangeMessageVisibilityBatchRequestEntry>> later = new LinkedHashMap<>();

    Aftercare(Log log, Platform platform) {
        this.log = log;
        this.platform = platform;
        this.errors = new Errors(log, platform);
    }

    static int receives(SQSMessage record) {
        var attributes = record.getAttributes();
        return attributes == null ? 1 : Integer.parseInt(attributes.getOrDefault("ApproximateReceiveCount", "1"));
    }

    /** Sees to a record that failed; returns whether it is in the dead letters now, so that it need not come again. */
    boolean gaveUp(SQSMessage record, Cause cause, RuntimeException failure) {
        Origin.of(record.getBody())
                .workspace()
                .ifPresent(workspace -> errors.count(workspace, cause.category(), cause.code()));
        if (record.getEventSourceArn() == null) {
            return false;
        }
        if (failure instanceof Parked parked) {
            put(record, parked.pause());
            return false;
        }
        if (record.getEventSourceArn().endsWith(Queue.DEAD_LETTERS)) {
            put(record, DEAD_LETTER_PAUSE);
            return false;
        }
        return switch (retry(record, cause)) {
            case Retry.After(var delay) -> {
                put(record, delay);
                yield false;
            }
            case Retry.Redelivery _ -> false;
            case Retry.Never _, Retry.TooLate _ -> buried(record, cause, failure);
        };
    }

    private static Retry retry(SQSMessage record, Cause cause) {
        int receives = receives(record);
        return receives >= RetryPolicy.MOST_DELIVERIES
                ? new Retry.Never()
                : RetryPolicy.of(cause.category()).next(receives, cause.retryAfter(), draw(record, receives));
    }

    /** Returns a number from 0 up to 1: another for each message and each receive, and the same for the same. */
    private static double draw(SQSMessage record, int receives) {
        long mixed = (record.getMessageId() + receives).hashCode() * 0x9E3779B97F4A7C15L;
        return (mixed >>> 11) * 0x1.0p-53;
    }

    private boolean buried(SQSMessage record, Cause cause, RuntimeException failure) {
        var queue = queue(record.getEventSourceArn());
        if (queue.isEmpty()) {
            return false;
        }
        try {
            platform.sqs()
                    .sendMessage(send -> send.queueUrl(queue.get().deadLetters().url())
                            .messageBody(record.getBody())
                            .messageAttributes(Envelope.of(
                                            record,
                                            cause,
                                            failure,
                                            receives(record),
                                            platform.time().machine())
                                    .attributes()));
            return true;
        } catch (SdkException unreachable) {
            log.failed(
                    Log.Severity.ERROR, "message_not_buried", Map.of("delivery", record.getMessageId()), unreachable);
            return false;
        }
    }

    private void put(SQSMessage record, Duration delay) {
        later.computeIfAbsent(record.getEventSourceArn(), _ -> new ArrayList<>())
                .add(ChangeMessageVisibilityBatchRequestEntry.builder()
                        .id(record.getMessageId())
                        .receiptHandle(record.getReceiptHandle())
                        .visibilityTimeout(wholeSeconds(delay))
                        .build());
    }

    private static int wholeSeconds(Duration delay) {
        var bounded = delay.compareTo(LONGEST) < 0 ? delay : LONGEST;
        return (int) bounded.plusNanos(999_999_999).toSeconds();
    }

    /** Sets the moments at which the messages that are to come again do so. */
    void postpone() {
        later.forEach((arn, entries) -> {
            try {
                var url = url(arn);
                for (int from = 0; from < entries.size(); from += BATCH) {
                    var batch = entries.subList(from, Math.min(from + BATCH, entries.size()));
                    platform.sqs()
                            .changeMessageVisibilityBatch(
                                    change -> change.queueUrl(url).entries(batch));
                }
            } catch (SdkException unreachable) {
                log.failed(Log.Severity.WARN, "messages_not_postponed", Map.of("queue", arn), unreachable);
            }
        });
    }

    private Optional<Queue> queue(String arn) {
        return platform.installation().queuesByName().values().stream()
                .filter(queue -> queue.arn().equals(arn))
                .findFirst();
    }

    /** Queues are named in the installation, dead letters' queues follow from them, and the timers' is asked for. */
    private String url(String arn) {
        return platform.installation().queuesByName().values().stream()
                .map(queue -> queue.arn().equals(arn)
                        ? queue.url()
                        : queue.deadLetters().arn().equals(arn)
                                ? queue.deadLetters().url()
                                : null)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> platform.sqs()
                        .getQueueUrl(get -> get.queueName(arn.substring(arn.lastIndexOf(':') + 1)))
                        .queueUrl());
    }
}
