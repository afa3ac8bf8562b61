package io.muster.aws.store;

import io.muster.domain.touch.Channel;
import io.muster.domain.touch.ClaimDecision.Reservation;
import io.muster.domain.touch.Limits;
import io.muster.domain.touch.Slice;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The counters of what each channel has carried on a day. A cap above 1,000 is split over as many shards as it has
 * thousands, and a slice always counts in the same one, so that no item is written by every campaign at once.
 */
public record CapCounters(
        String workspace, Limits limits, int spread, Map<Channel, Integer> used, Map<Channel, Integer> usedThisMinute) {

    private static final int PER_SHARD = 1_000;
    private static final Duration KEPT = Duration.ofDays(8);
    private static final Duration KEPT_MINUTE = Duration.ofHours(1);
    private static final Map<String, String> NAMES = Map.of("#used", "used", "#ttl", "ttl");

    public CapCounters {
        used = Map.copyOf(used);
        usedThisMinute = Map.copyOf(usedThisMinute);
    }

    /** Returns the counters of a slice, nothing read yet. */
    static CapCounters of(String workspace, Limits limits, String campaignId, Slice slice) {
        int spread = Math.floorMod((campaignId + "/" + slice.wave() + "/" + slice.index()).hashCode(), 1 << 20);
        return new CapCounters(workspace, limits, spread, Map.of(), Map.of());
    }

    /** Returns how many touches a channel has carried on a UTC date in the whole workspace; 0 where it has no cap. */
    public static int used(Table table, String workspace, Limits limits, Channel channel, LocalDate day) {
        int shards =
                limits.cap(channel).isEmpty() ? 0 : shards(limits.cap(channel).getAsInt());
        var keys = IntStream.range(0, shards)
                .mapToObj(shard -> Keys.cap(workspace, channel, day, shard))
                .toList();
        return (int) table.getAll(keys).values().stream()
                .mapToLong(item -> Items.number(item, "used"))
                .sum();
    }

    /** Returns how many messages a channel's sender has offered in the minute of a moment; 0 where it has no cap. */
    public static int usedThisMinute(Table table, String workspace, Limits limits, Channel channel, Instant now) {
        return limits.capPerMinute(channel).isEmpty()
                ? 0
                : (int) Items.number(
                        table.get(Keys.minute(workspace, channel, minute(now))).orElse(null), "used");
    }

    /** Returns the items to read at a moment for the channels that a slice uses. */
    List<Key> keys(Slice slice, Instant now) {
        var keys = new ArrayList<Key>();
        for (var channel : limits.perChannelPerDay().keySet()) {
            if (slice.touches().stream().anyMatch(touch -> touch.channel() == channel)) {
                keys.add(key(channel, day(now)));
            }
        }
        for (var channel : limits.perSenderPerMinute().keySet()) {
            if (slice.touches().stream().anyMatch(touch -> touch.channel() == channel)) {
                keys.add(Keys.minute(workspace, channel, minute(now)));
            }
        }
        return keys;
    }

    /** Returns these counters as the items say; what is missing of a whole cap in other shards counts as used here. */
    CapCounters read(Map<Key, Map<String, AttributeValue>> items, Instant now) {
        var read = new EnumMap<Channel, Integer>(Channel.class);
        limits.perChannelPerDay().forEach((channel, cap) -> {
            int here = (int) Items.number(items.get(key(channel, day(now))), "used");
            read.put(channel, cap - Math.max(0, share(cap) - here));
        });
        var offered = new EnumMap<Channel, Integer>(Channel.class);
        limits.perSenderPerMinute()
                .keySet()
                .forEach(channel -> offered.put(channel, (int)
                        Items.number(items.get(Keys.minute(workspace, channel, minute(now))), "used")));
        return new CapCounters(workspace, limits, spread, read, offered);
    }

    /** Adds to a transaction that a sender offers so many messages in the minute of a moment, if it still may. */
    void offer(Transaction transaction, Channel channel, int count, Instant now, Instant machineNow) {
        int cap = limits.capPerMinute(channel).orElse(0);
        transaction.update(
                Keys.minute(workspace, channel, minute(now)),
                "ADD #used :by SET #ttl = :ttl",
                "attribute_not_exists(#used) OR #used <= :room",
                NAMES,
                Map.of(
                        ":by", number(count),
                        ":ttl", number(machineNow.plus(KEPT_MINUTE).getEpochSecond()),
                        ":room", number(cap - count)));
    }

    /** Counts one message of no slice that a channel's sender offers in the minute of a moment; returns whether it may. */
    public static boolean offer(
            Table table, String workspace, Limits limits, Channel channel, Instant now, Instant machineNow) {
        if (limits.capPerMinute(channel).isEmpty()) {
            return true;
        }
        var transaction = table.transaction();
        new CapCounters(workspace, limits, 0, Map.of(), Map.of()).offer(transaction, channel, 1, now, machineNow);
        return transaction.commit() instanceof Transaction.Result.Committed;
    }

    private static LocalDate day(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private static Instant minute(Instant at) {
        return at.truncatedTo(ChronoUnit.MINUTES);
    }

    /** Adds to a transaction that a counter moves; it never moves above its share. */
    void move(Transaction transaction, Reservation reservation, int by, Instant machineNow) {
        var values = new HashMap<String, AttributeValue>();
        values.put(":by", number(by));
        values.put(":ttl", number(machineNow.plus(KEPT).getEpochSecond()));
        if (by > 0) {
            values.put(":room", number(share(limits.cap(reservation.channel()).orElse(0)) - by));
        }
        transaction.update(
                key(reservation.channel(), reservation.day()),
                "ADD #used :by SET #ttl = :ttl",
                by > 0 ? "attribute_not_exists(#used) OR #used <= :room" : null,
                NAMES,
                values);
    }

    private Key key(Channel channel, LocalDate day) {
        int shards = shards(limits.cap(channel).orElse(0));
        return Keys.cap(workspace, channel, day, spread % shards);
    }

    private int share(int cap) {
        int shards = shards(cap);
        return cap / shards + (spread % shards < cap % shards ? 1 : 0);
    }

    private static int shards(int cap) {
        return Math.max(1, (cap + PER_SHARD - 1) / PER_SHARD);
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
