package io.muster.memory.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.memory.World;
import io.muster.memory.sqs.MemorySqs;
import io.muster.memory.wire.SdkJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.scheduler.model.GetScheduleGroupResponse;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.Target;

/**
 * The state of all schedules and the one way in which it changes: a JSON record is journaled, then applied. A record may
 * carry a message, which is put into its queue by the same step.
 */
final class Schedules {
    static final String SERVICE = "scheduler";
    static final String DEFAULT_GROUP = "default";

    private final World world;
    private final MemorySqs sqs;
    private final TreeMap<String, GetScheduleGroupResponse> groups = new TreeMap<>();
    private final TreeMap<Timer.Key, Timer> timers = new TreeMap<>();
    private final TreeSet<Timer> byDue = new TreeSet<>(
            Comparator.<Timer, Instant>comparing(timer -> timer.next().orElseThrow())
                    .thenComparing(Timer::key));
    private final TreeMap<Long, Delivery> deliveries = new TreeMap<>();
    private final Set<Long> underWay = new HashSet<>();
    private long lastDelivery;

    Schedules(World world, MemorySqs sqs) {
        this.world = world;
        this.sqs = sqs;
        var born = Instant.EPOCH;
        groups.put(DEFAULT_GROUP, group(DEFAULT_GROUP, born));
    }

    static GetScheduleGroupResponse group(String name, Instant at) {
        return GetScheduleGroupResponse.builder()
                .name(name)
                .arn(arn("schedule-group/" + name))
                .state("ACTIVE")
                .creationDate(at)
                .lastModificationDate(at)
                .build();
    }

    static String arn(String rest) {
        return "arn:aws:scheduler:" + MemorySqs.REGION + ":" + MemorySqs.ACCOUNT + ":" + rest;
    }

    // ---- what happens

    void putGroup(GetScheduleGroupResponse group) {
        commit(groupRecord(group));
    }

    private static ObjectNode groupRecord(GetScheduleGroupResponse group) {
        return record("group").set("group", SdkJson.write(group));
    }

    void deleteGroup(String name) {
        commit(record("groupDeleted").put("name", name));
    }

    void put(Timer timer) {
        commit(timerRecord(timer));
    }

    private static ObjectNode timerRecord(Timer timer) {
        var record = record("schedule");
        record.set("schedule", SdkJson.write(timer.schedule()));
        timer.firedAt().ifPresent(at -> record.put("firedAt", at.toString()));
        return record.put("token", timer.token());
    }

    void delete(Timer.Key key) {
        commit(record("deleted").put("groupName", key.group()).put("name", key.name()));
    }

    /** A firing that is done with this step: the message is in its queue, or the firing was given up. */
    void fired(Timer.Key key, Instant at, byte @Nullable [] message) {
        commit(firing(key, at).put("message", message));
    }

    /** A firing that a function has yet to take. */
    void fired(Timer.Key key, Instant at, Delivery delivery) {
        commit(firing(key, at).set("delivery", json(delivery)));
    }

    private static ObjectNode firing(Timer.Key key, Instant at) {
        return record("fired")
                .put("groupName", key.group())
                .put("name", key.name())
                .put("at", at.toString());
    }

    void failed(Delivery delivery) {
        commit(record("failed").set("delivery", json(delivery)));
    }

    /** A delivery is over: taken, or given up with this message to a dead-letter queue. */
    void delivered(long id, byte @Nullable [] message) {
        commit(record("delivered").put("id", id).put("message", message));
    }

    private static ObjectNode record(String kind) {
        return SdkJson.MAPPER.createObjectNode().put("kind", kind);
    }

    private void commit(ObjectNode record) {
        var bytes = SdkJson.bytes(record);
        world.journal().append(SERVICE, bytes);
        replay(bytes);
    }

    // ---- applying

    void replay(byte[] entry) {
        try {
            apply(SdkJson.MAPPER.readTree(entry));
        } catch (IOException e) {
            throw new UncheckedIOException("a record of the schedules is unreadable", e);
        }
    }

    private void apply(JsonNode record) throws IOException {
        var kind = record.get("kind").asText();
        switch (kind) {
            case "group" -> {
                var group = (GetScheduleGroupResponse)
                        SdkJson.read(record.get("group"), GetScheduleGroupResponse.builder());
                groups.put(group.name(), group);
            }
            case "groupDeleted" -> {
                groups.remove(record.get("name").asText());
                timers.keySet().stream()
                        .filter(key -> key.group().equals(record.get("name").asText()))
                        .toList()
                        .forEach(this::forget);
            }
            case "schedule" -> {
                var schedule =
                        (GetScheduleResponse) SdkJson.read(record.get("schedule"), GetScheduleResponse.builder());
                remember(Timer.of(schedule, text(record, "token"), instant(record, "firedAt")));
            }
            case "deleted" -> forget(key(record));
            case "fired" -> applyFired(record);
            case "failed" -> keep(record);
            case "delivered" -> {
                deliveries.remove(record.get("id").asLong());
                putMessage(record);
            }
            default -> throw new IOException("no kind '" + kind + "' of record is known to this version");
        }
    }

    private void applyFired(JsonNode record) throws IOException {
        var timer = timers.get(key(record));
        if (timer != null) {
            var after = timer.fired(instant(record, "at").orElseThrow());
            if (after.endsItself()) {
                forget(timer.key());
            } else {
                remember(after);
            }
        }
        keep(record);
        putMessage(record);
    }

    private void keep(JsonNode record) {
        var json = record.get("delivery");
        if (json != null) {
            var delivery = delivery(json);
            deliveries.put(delivery.id(), delivery);
            lastDelivery = Math.max(lastDelivery, delivery.id());
        }
    }

    private void putMessage(JsonNode record) throws IOException {
        if (record.hasNonNull("message")) {
            sqs.replay(record.get("message").binaryValue());
        }
    }

    private void remember(Timer timer) {
        forget(timer.key());
        timers.put(timer.key(), timer);
        timer.next().ifPresent(due -> byDue.add(timer));
    }

    private void forget(Timer.Key key) {
        var old = timers.remove(key);
        if (old != null && old.next().isPresent()) {
            byDue.remove(old);
        }
    }

    void snapshot(Consumer<byte[]> sink) {
        groups.values().forEach(group -> sink.accept(SdkJson.bytes(groupRecord(group))));
        timers.values().forEach(timer -> sink.accept(SdkJson.bytes(timerRecord(timer))));
        deliveries
                .values()
                .forEach(delivery -> sink.accept(SdkJson.bytes(record("failed").set("delivery", json(delivery)))));
    }

    private static ObjectNode json(Delivery delivery) {
        var json = SdkJson.MAPPER
                .createObjectNode()
                .put("id", delivery.id())
                .put("scheduleArn", delivery.scheduleArn())
                .put("input", delivery.input())
                .put("scheduledAt", delivery.scheduledAt().toString())
                .put("attempts", delivery.attempts())
                .put("due", delivery.due().toString());
        return json.set("target", SdkJson.write(delivery.target()));
    }

    private static Delivery delivery(JsonNode json) {
        return new Delivery(
                json.get("id").asLong(),
                json.get("scheduleArn").asText(),
                (Target) SdkJson.read(json.get("target"), Target.builder()),
                json.get("input").asText(),
                instant(json, "scheduledAt").orElseThrow(),
                json.get("attempts").asInt(),
                instant(json, "due").orElseThrow());
    }

    private static Timer.Key key(JsonNode record) {
        return new Timer.Key(
                record.get("groupName").asText(), record.get("name").asText());
    }

    private static @Nullable String text(JsonNode record, String name) {
        return record.hasNonNull(name) ? record.get(name).asText() : null;
    }

    private static Optional<Instant> instant(JsonNode record, String name) {
        return Optional.ofNullable(text(record, name)).map(Instant::parse);
    }

    // ---- what there is

    Optional<GetScheduleGroupResponse> findGroup(String name) {
        return Optional.ofNullable(groups.get(name));
    }

    Stream<GetScheduleGroupResponse> groups() {
        return groups.values().stream();
    }

    Optional<Timer> find(Timer.Key key) {
        return Optional.ofNullable(timers.get(key));
    }

    Stream<Timer> timers() {
        return timers.values().stream();
    }

    Optional<Timer> firstTimer() {
        return byDue.isEmpty() ? Optional.empty() : Optional.of(byDue.first());
    }

    Optional<Delivery> firstDelivery() {
        return deliveries.values().stream()
                .filter(delivery -> !underWay.contains(delivery.id()))
                .min(Comparator.comparing(Delivery::due));
    }

    long nextDelivery() {
        return lastDelivery + 1;
    }

    /** Marks a delivery as being tried by a thread, or no longer; a kill forgets the mark, and the delivery is tried again. */
    void mark(Delivery delivery, boolean tried) {
        if (tried) {
            underWay.add(delivery.id());
        } else {
            underWay.remove(delivery.id());
        }
    }
}
