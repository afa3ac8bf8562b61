package io.muster.memory.sqs;

import io.muster.memory.sqs.Message.Letter;
import java.util.List;
import java.util.Map;

/**
 * Everything durable that can happen to the queues. Each is journaled, then applied; replaying them in order makes the
 * same queues, except that nothing is in flight. Times in epoch milliseconds.
 */
sealed interface Change {
    record QueueCreated(String queue, Map<String, String> attributes, long at) implements Change {}

    record AttributesSet(String queue, Map<String, String> changes, long at) implements Change {}

    record TagsSet(String queue, Map<String, String> tags) implements Change {}

    record QueueDeleted(String queue) implements Change {}

    record QueuePurged(String queue, long at) implements Change {}

    record Sent(String queue, List<Letter> letters) implements Change {}

    record Received(String queue, List<Long> numbers, long at) implements Change {}

    record Deleted(String queue, List<Long> numbers) implements Change {}

    /** Messages given up by a queue; they keep id, age and receive count. */
    record DeadLettered(String queue, String target, List<Long> numbers) implements Change {}

    /** Messages of a dead-letter queue sent anew, all of one task. */
    record Redriven(MoveTask task, List<Move> moves) implements Change {}

    /** A message as a snapshot keeps it. */
    record Kept(String queue, Letter letter, int receives, long firstReceivedAt) implements Change {}

    /** The number given last, so that no number is ever given twice. */
    record Numbered(long last) implements Change {}

    /** One message of a redrive: where it goes and what it is from then on. */
    record Move(long number, String target, Letter letter) {}

    /**
     * A finished redrive; in memory every redrive is done at once.
     *
     * @param destination the queue it was sent to, or empty: back to where each message came from
     * @param rate the messages per second asked for, 0 for none; accepted, not needed
     */
    record MoveTask(String handle, String source, String destination, int rate, long startedAt, long moved) {}
}
