package io.muster.memory.sqs;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/**
 * One queue's messages, each in one of three places. Visible ones wait in a line per group and the groups take turns;
 * delayed and in-flight ones wait for their moment in order of it. All under the world's lock; times in epoch
 * milliseconds.
 */
final class Queue {
    static final int MOST_IN_FLIGHT = 120_000;

    final String name;
    final long createdAt;
    final Condition arrived;
    long modifiedAt;
    long purgedAt = Long.MIN_VALUE;
    Attributes attributes;
    final Map<String, String> tags = new TreeMap<>();

    private final LinkedHashMap<Long, Message> all = new LinkedHashMap<>();
    private final LinkedHashMap<String, SequencedSet<Message>> visible = new LinkedHashMap<>();
    private final TreeSet<Message> timed =
            new TreeSet<>(Comparator.<Message>comparingLong(m -> m.visibleAt).thenComparingLong(Message::number));
    private int inFlight;

    Queue(String name, Attributes attributes, long createdAt, Condition arrived) {
        this.name = name;
        this.attributes = attributes;
        this.createdAt = createdAt;
        this.modifiedAt = createdAt;
        this.arrived = arrived;
    }

    String arn() {
        return MemorySqs.arn(name);
    }

    Iterable<Message> messages() {
        return all.values();
    }

    @Nullable
    Message find(long number) {
        return all.get(number);
    }

    void add(Message message, long now) {
        all.put(message.number(), message);
        if (message.visibleAt > now) {
            message.place = Message.Place.DELAYED;
            await(message);
        } else {
            show(message);
            arrived.signal();
        }
    }

    @Nullable
    Message remove(long number) {
        var message = all.remove(number);
        if (message != null) {
            unlink(message);
        }
        return message;
    }

    void clear() {
        all.clear();
        visible.clear();
        timed.clear();
        inFlight = 0;
    }

    /** Takes the next visible message out of its line; the caller hides, removes or returns it. */
    @Nullable
    Message next() {
        var turn = visible.pollFirstEntry();
        if (turn == null) {
            return null;
        }
        var message = turn.getValue().removeFirst();
        if (!turn.getValue().isEmpty()) {
            visible.putLast(turn.getKey(), turn.getValue());
        }
        return message;
    }

    /** Hides a message that {@link #next()} gave, until a moment. */
    void hide(Message message, long until, long now) {
        message.visibleAt = until;
        if (until <= now) {
            show(message);
            return;
        }
        message.place = Message.Place.IN_FLIGHT;
        inFlight++;
        await(message);
    }

    /** Moves the moment at which a message in flight becomes visible again. */
    void rehide(Message message, long until, long now) {
        unlink(message);
        hide(message, until, now);
        arrived.signal();
    }

    /** Lets time take effect: what is due becomes visible, what is too old disappears. */
    void advance(long now) {
        while (!timed.isEmpty() && timed.first().visibleAt <= now) {
            var due = timed.removeFirst();
            if (due.place == Message.Place.IN_FLIGHT) {
                inFlight--;
            }
            show(due);
        }
        while (!all.isEmpty() && expired(all.firstEntry().getValue(), now)) {
            unlink(all.pollFirstEntry().getValue());
        }
    }

    boolean expired(Message message, long now) {
        return now - message.letter.sentAt() >= attributes.number(Attributes.RETENTION) * 1000L;
    }

    /** Returns when the next message becomes visible by time alone. */
    OptionalLong nextVisible() {
        return timed.isEmpty() ? OptionalLong.empty() : OptionalLong.of(timed.first().visibleAt);
    }

    Counts counts() {
        return new Counts(all.size() - timed.size(), inFlight, timed.size() - inFlight);
    }

    private void await(Message message) {
        timed.add(message);
        if (timed.first() == message) {
            arrived.signalAll();
        }
    }

    private void show(Message message) {
        message.place = Message.Place.VISIBLE;
        visible.computeIfAbsent(message.fairGroup(), group -> new LinkedHashSet<>())
                .add(message);
    }

    private void unlink(Message message) {
        switch (message.place) {
            case VISIBLE -> {
                var line = visible.get(message.fairGroup());
                if (line != null && line.remove(message) && line.isEmpty()) {
                    visible.remove(message.fairGroup());
                }
            }
            case DELAYED -> timed.remove(message);
            case IN_FLIGHT -> {
                timed.remove(message);
                inFlight--;
            }
        }
    }
}
