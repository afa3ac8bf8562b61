package io.muster.memory.sqs;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** A message in a queue: what was sent, and how often and until when it was handed out. */
final class Message {
    /**
     * What was sent; never changes while the message is in one queue. Times are epoch milliseconds.
     *
     * @param number unique in the whole stack and growing; the order of arrival
     * @param group the fair-queue group, or nothing
     * @param trace the X-Ray header, or nothing
     * @param source the ARN of the queue that gave up on it, for a message in a dead-letter queue
     */
    record Letter(
            long number,
            String id,
            String body,
            Map<String, MessageAttributeValue> attributes,
            @Nullable String group,
            @Nullable String trace,
            long sentAt,
            long delayedUntil,
            @Nullable String source) {

        Letter givenUpBy(String sourceArn) {
            return new Letter(number, id, body, attributes, group, trace, sentAt, 0, sourceArn);
        }

        Letter sentAgain(long newNumber, String newId, long at) {
            return new Letter(newNumber, newId, body, attributes, group, trace, at, 0, null);
        }
    }

    /** Where a message stands in its queue. */
    enum Place {
        VISIBLE,
        DELAYED,
        IN_FLIGHT
    }

    final Letter letter;
    int receives;
    long firstReceivedAt;
    long receivedAt;
    long visibleAt;
    Place place = Place.VISIBLE;

    Message(Letter letter, int receives, long firstReceivedAt) {
        this.letter = letter;
        this.receives = receives;
        this.firstReceivedAt = firstReceivedAt;
        this.visibleAt = letter.delayedUntil();
    }

    long number() {
        return letter.number();
    }

    /** Returns the group as the fair queue counts it: messages without one are a group of their own. */
    String fairGroup() {
        return letter.group() == null ? "" : letter.group();
    }

    void received(long at) {
        receives++;
        receivedAt = at;
        firstReceivedAt = firstReceivedAt == 0 ? at : firstReceivedAt;
    }
}
