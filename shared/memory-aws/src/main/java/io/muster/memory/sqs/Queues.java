package io.muster.memory.sqs;

import io.muster.memory.Journal;
import io.muster.memory.World;
import io.muster.memory.sqs.Message.Letter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The state of all queues and the one way in which it changes: journal the {@link Change}, then apply it. */
final class Queues {
    static final String SERVICE = "sqs";
    private static final int TASKS_KEPT = 10;

    private final World world;
    private final Map<String, Queue> byName = new TreeMap<>();
    private final Map<String, Deque<Change.MoveTask>> tasks = new HashMap<>();
    private long lastNumber;

    Queues(World world) {
        this.world = world;
    }

    void commit(Change change) {
        if (!world.journal().equals(Journal.NONE)) {
            world.journal().append(SERVICE, ChangeCodec.encode(change));
        }
        apply(change);
    }

    void apply(Change change) {
        var now = world.clock().millis();
        switch (change) {
            case Change.QueueCreated(var name, var attributes, var at) ->
                byName.put(
                        name,
                        new Queue(
                                name,
                                Attributes.of(attributes),
                                at,
                                world.lock().newCondition()));
            case Change.AttributesSet(var name, var changes, var at) -> {
                var queue = get(name);
                queue.attributes = queue.attributes.with(changes);
                queue.modifiedAt = at;
            }
            case Change.TagsSet(var name, var tags) -> {
                get(name).tags.clear();
                get(name).tags.putAll(tags);
            }
            case Change.QueueDeleted(var name) -> {
                get(name).arrived.signalAll();
                byName.remove(name);
            }
            case Change.QueuePurged(var name, var at) -> {
                get(name).clear();
                get(name).purgedAt = at;
            }
            case Change.Sent(var name, var letters) -> letters.forEach(letter -> add(name, letter, now));
            case Change.Received(var name, var numbers, var at) -> each(name, numbers, message -> message.received(at));
            case Change.Deleted(var name, var numbers) -> numbers.forEach(get(name)::remove);
            case Change.DeadLettered(var name, var target, var numbers) -> {
                var source = get(name);
                numbers.forEach(number -> giveUp(source, number, get(target), now));
            }
            case Change.Redriven(var task, var moves) -> redrive(task, moves, now);
            case Change.Kept(var name, var letter, var receives, var first) ->
                get(name).add(new Message(letter, receives, first), now);
            case Change.Numbered(var last) -> lastNumber = last;
        }
    }

    private void add(String queue, Letter letter, long now) {
        lastNumber = Math.max(lastNumber, letter.number());
        get(queue).add(new Message(letter, 0, 0), now);
    }

    private void each(String queue, List<Long> numbers, Consumer<Message> action) {
        for (var number : numbers) {
            var message = get(queue).find(number);
            if (message != null) {
                action.accept(message);
            }
        }
    }

    private static void giveUp(Queue source, long number, Queue target, long now) {
        var message = source.remove(number);
        if (message != null) {
            target.add(
                    new Message(message.letter.givenUpBy(source.arn()), message.receives, message.firstReceivedAt),
                    now);
        }
    }

    private void redrive(Change.MoveTask task, List<Change.Move> moves, long now) {
        for (var move : moves) {
            get(MemorySqs.nameIn(task.source())).remove(move.number());
            add(move.target(), move.letter(), now);
        }
        lastNumber++; // the task's own
        var kept = tasks.computeIfAbsent(task.source(), source -> new ArrayDeque<>());
        kept.addFirst(task);
        if (kept.size() > TASKS_KEPT) {
            kept.removeLast();
        }
    }

    void snapshot(Consumer<byte[]> sink) {
        Consumer<Change> change = one -> sink.accept(ChangeCodec.encode(one));
        for (var queue : byName.values()) {
            change.accept(new Change.QueueCreated(queue.name, queue.attributes.set(), queue.createdAt));
            change.accept(new Change.AttributesSet(queue.name, Map.of(), queue.modifiedAt));
            change.accept(new Change.TagsSet(queue.name, queue.tags));
            for (var message : queue.messages()) {
                change.accept(new Change.Kept(queue.name, message.letter, message.receives, message.firstReceivedAt));
            }
        }
        tasks.values()
                .forEach(kept -> kept.reversed().forEach(task -> change.accept(new Change.Redriven(task, List.of()))));
        change.accept(new Change.Numbered(lastNumber));
    }

    /** Returns the numbers of new messages: the next ones. */
    List<Long> numbers(int count) {
        var numbers = new ArrayList<Long>();
        for (int i = 1; i <= count; i++) {
            numbers.add(lastNumber + i);
        }
        return numbers;
    }

    /** Returns the id of a message by its number: a UUID, the same in every run. */
    static String id(long number) {
        var mixed = number * 0x9E3779B97F4A7C15L;
        mixed ^= mixed >>> 32;
        return new UUID((mixed & ~0xF000L) | 0x4000L, (number & ~(3L << 62)) | (1L << 63)).toString();
    }

    Collection<Queue> all() {
        return byName.values();
    }

    @Nullable
    Queue find(String name) {
        return byName.get(name);
    }

    Queue get(String name) {
        var queue = byName.get(name);
        if (queue == null) {
            throw Errors.noSuchQueue();
        }
        return queue;
    }

    List<Change.MoveTask> tasksOf(String sourceArn) {
        return List.copyOf(tasks.getOrDefault(sourceArn, new ArrayDeque<>()));
    }
}
