package io.muster.aws.message;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.MessageAttribute;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.muster.aws.error.Cause;
import io.muster.domain.error.Category;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * Why a message lies in the dead letters: what travels beside its body, so that the body stays the same input.
 *
 * @param messageId of the first delivery, by which a letter is known that comes twice
 * @param failure class of the last failure, never its text
 * @param receives how often it was delivered
 * @param firstFailureAt when it was first delivered (machine time)
 */
public record Envelope(
        String messageId,
        Category category,
        String code,
        String failure,
        int receives,
        Instant firstFailureAt,
        Instant lastFailureAt) {

    private static final String MESSAGE_ID = "muster.messageId";
    private static final String CATEGORY = "muster.category";
    private static final String CODE = "muster.code";
    private static final String FAILURE = "muster.failure";
    private static final String RECEIVES = "muster.receives";
    private static final String FIRST = "muster.firstFailureAt";
    private static final String LAST = "muster.lastFailureAt";

    /** What EventBridge Scheduler puts beside an input that it could not deliver. */
    private static final String UNDELIVERED = "ERROR_CODE";

    /** Returns the envelope of a message that is given up now. */
    public static Envelope of(SQSMessage record, Cause cause, Throwable failure, int receives, Instant now) {
        return new Envelope(
                record.getMessageId(),
                cause.category(),
                cause.code(),
                failure.getClass().getName(),
                receives,
                received(record).orElse(now),
                now);
    }

    /**
     * Returns the envelope that a dead letter came in; one without came by the queue's own rule, after deliveries that
     * nobody answered, or from the scheduler.
     */
    public static Envelope read(SQSMessage record, Instant now) {
        var written = text(record);
        if (!written.containsKey(MESSAGE_ID)) {
            boolean undelivered = written.containsKey(UNDELIVERED);
            return new Envelope(
                    record.getMessageId(),
                    undelivered ? Category.INTEGRATION : Category.TIMEOUT,
                    undelivered ? "timer_undelivered" : "no_answer",
                    undelivered ? "EventBridge Scheduler" : "none",
                    number(record, "ApproximateReceiveCount")
                            .map(Long::intValue)
                            .orElse(1),
                    number(record, "SentTimestamp").map(Instant::ofEpochMilli).orElse(now),
                    now);
        }
        return new Envelope(
                written.getOrDefault(MESSAGE_ID, ""),
                Category.valueOf(written.getOrDefault(CATEGORY, Category.UNKNOWN.name())),
                written.getOrDefault(CODE, "unexpected"),
                written.getOrDefault(FAILURE, "none"),
                Integer.parseInt(written.getOrDefault(RECEIVES, "1")),
                Instant.parse(written.getOrDefault(FIRST, now.toString())),
                Instant.parse(written.getOrDefault(LAST, now.toString())));
    }

    /** Returns what is put beside the body. */
    public Map<String, MessageAttributeValue> attributes() {
        return Map.of(
                MESSAGE_ID, value(messageId),
                CATEGORY, value(category.name()),
                CODE, value(code),
                FAILURE, value(failure),
                RECEIVES, value(Integer.toString(receives)),
                FIRST, value(firstFailureAt.toString()),
                LAST, value(lastFailureAt.toString()));
    }

    private static Optional<Instant> received(SQSMessage record) {
        return number(record, "ApproximateFirstReceiveTimestamp").map(Instant::ofEpochMilli);
    }

    private static Optional<Long> number(SQSMessage record, String attribute) {
        return Optional.ofNullable(record.getAttributes())
                .map(attributes -> attributes.get(attribute))
                .map(Long::parseLong);
    }

    private static Map<String, String> text(SQSMessage record) {
        var text = new HashMap<String, String>();
        if (record.getMessageAttributes() != null) {
            for (Map.Entry<String, MessageAttribute> attribute :
                    record.getMessageAttributes().entrySet()) {
                if (attribute.getValue().getStringValue() != null) {
                    text.put(attribute.getKey(), attribute.getValue().getStringValue());
                }
            }
        }
        return text;
    }

    private static MessageAttributeValue value(String text) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(text)
                .build();
    }
}
