package io.muster.memory.dynamodb;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/**
 * The units that one request takes from one table, as AWS bills them: a write unit per started KiB, half a read unit per
 * started 4 KiB (a whole one if consistent), twice that in a transaction, and what every index has to write as well.
 */
final class Capacity {

    private static final int WRITE_UNIT = 1024;
    private static final int READ_UNIT = 4096;

    private final String table;
    private final Map<String, Double> indexes = new LinkedHashMap<>();
    private double own;
    private double reads;
    private double writes;

    Capacity(String table) {
        this.table = table;
    }

    /** Counts reading that many bytes: factor 0.5 eventually, 1 consistently, 2 in a transaction. */
    void read(long bytes, double factor) {
        var units = Math.max(1, units(bytes, READ_UNIT)) * factor;
        own += units;
        reads += units;
    }

    /** Counts a query of an index. */
    void readIndex(String index, long bytes) {
        var units = Math.max(1, units(bytes, READ_UNIT)) * 0.5;
        indexes.merge(index, units, Double::sum);
        reads += units;
    }

    /** Counts replacing one version of an item by another, null meaning none: factor 2 in a transaction. */
    void write(Table target, @Nullable Stored old, @Nullable Stored now, int factor) {
        var units = Math.max(1, units(Math.max(size(old), size(now)), WRITE_UNIT)) * (double) factor;
        own += units;
        writes += units;
        for (var entries : target.indexes()) {
            var index = indexUnits(entries.index(), old, now) * (double) factor;
            if (index > 0) {
                indexes.merge(entries.index().name(), index, Double::sum);
                writes += index;
            }
        }
    }

    private static long indexUnits(Index index, @Nullable Stored old, @Nullable Stored now) {
        if (Objects.equals(old, now)) {
            return 0;
        }
        var from = old == null ? null : index.schema().entryOf(old.attributes(), old.key());
        var to = now == null ? null : index.schema().entryOf(now.attributes(), now.key());
        var before = from == null || old == null ? 0 : index.size(old);
        var after = to == null || now == null ? 0 : index.size(now);
        if (from != null && from.equals(to)) {
            return old != null && now != null && index.project(old.attributes()).equals(index.project(now.attributes()))
                    ? 0
                    : units(Math.max(before, after), WRITE_UNIT);
        }
        return units(before, WRITE_UNIT) + units(after, WRITE_UNIT);
    }

    private static int size(@Nullable Stored item) {
        return item == null ? 0 : item.size();
    }

    private static long units(long bytes, int unit) {
        return (bytes + unit - 1) / unit;
    }

    /** Returns the answer's account, or null unless it was asked for. */
    @Nullable
    ConsumedCapacity report(@Nullable ReturnConsumedCapacity wanted) {
        if (wanted == null || wanted == ReturnConsumedCapacity.NONE) {
            return null;
        }
        var report = ConsumedCapacity.builder().tableName(table).capacityUnits(reads + writes);
        if (wanted == ReturnConsumedCapacity.INDEXES) {
            report.table(t -> t.capacityUnits(own));
            if (!indexes.isEmpty()) {
                var parts = new LinkedHashMap<String, software.amazon.awssdk.services.dynamodb.model.Capacity>();
                indexes.forEach((name, units) -> parts.put(name, part(units)));
                report.globalSecondaryIndexes(parts);
            }
        }
        return report.build();
    }

    private static software.amazon.awssdk.services.dynamodb.model.Capacity part(double units) {
        return software.amazon.awssdk.services.dynamodb.model.Capacity.builder()
                .capacityUnits(units)
                .build();
    }

    double writes() {
        return writes;
    }

    double reads() {
        return reads;
    }
}
