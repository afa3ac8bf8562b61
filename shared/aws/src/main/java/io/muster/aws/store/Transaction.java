package io.muster.aws.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/**
 * Writes that hold together, each with its condition; or none of them, with the reason. Every adding method returns the
 * write's index, by which a {@link Result.Rejected} names it. Made for one {@link #commit()}.
 */
public final class Transaction {

    /** The most writes that one transaction may hold. */
    public static final int CAPACITY = 100;

    private static final int MOST_ATTEMPTS = 8;

    private static final ReturnValuesOnConditionCheckFailure OLD = ReturnValuesOnConditionCheckFailure.ALL_OLD;

    private final Table table;
    private final List<TransactWriteItem> writes = new ArrayList<>();

    Transaction(Table table) {
        this.table = table;
    }

    /** What became of a transaction. */
    public sealed interface Result {

        /** All of it is written. */
        record Committed() implements Result {}

        /** Nothing is written, for contention alone: the same may pass in a moment. */
        record Conflict() implements Result {}

        /** Nothing is written, since conditions do not hold: by index of the write, the item that is there instead. */
        record Rejected(SortedMap<Integer, Optional<Map<String, AttributeValue>>> failed) implements Result {

            public Rejected {
                failed = Collections.unmodifiableSortedMap(new TreeMap<>(failed));
            }

            /** Returns whether the write of this index was among those whose condition failed. */
            public boolean at(int index) {
                return failed.containsKey(index);
            }

            /** Returns the item that stood against the write of this index, if it failed and there is one. */
            public Optional<Map<String, AttributeValue>> item(int index) {
                var item = failed.get(index);
                return item == null ? Optional.empty() : item;
            }
        }
    }

    /** Writes an item, whatever is there. */
    public int put(Map<String, AttributeValue> item) {
        return put(item, null, Map.of(), Map.of());
    }

    /** Writes an item where there is none. */
    public int putIfAbsent(Map<String, AttributeValue> item) {
        return put(item, "attribute_not_exists(pk)", Map.of(), Map.of());
    }

    /** Writes an item over the given {@code version} of it; 0 stands for none. */
    public int putIfVersion(Map<String, AttributeValue> item, long version) {
        return version == 0 ? putIfAbsent(item) : put(item, "version = :expected", Map.of(), expected(version));
    }

    /** Writes an item, under a condition if one is given. */
    public int put(
            Map<String, AttributeValue> item,
            @Nullable String condition,
            Map<String, String> names,
            Map<String, AttributeValue> values) {
        return add(TransactWriteItem.builder()
                .put(put -> put.tableName(table.name())
                        .item(item)
                        .conditionExpression(condition)
                        .expressionAttributeNames(names.isEmpty() ? null : names)
                        .expressionAttributeValues(orNull(values))
                        .returnValuesOnConditionCheckFailure(OLD))
                .build());
    }

    /** Changes an item by an update expression, under a condition if one is given. */
    public int update(
            Key key,
            String update,
            @Nullable String condition,
            Map<String, String> names,
            Map<String, AttributeValue> values) {
        return add(TransactWriteItem.builder()
                .update(change -> change.tableName(table.name())
                        .key(key.attributes())
                        .updateExpression(update)
                        .conditionExpression(condition)
                        .expressionAttributeNames(names.isEmpty() ? null : names)
                        .expressionAttributeValues(orNull(values))
                        .returnValuesOnConditionCheckFailure(OLD))
                .build());
    }

    /** Removes an item, under a condition if one is given. */
    public int delete(Key key, @Nullable String condition, Map<String, AttributeValue> values) {
        return add(TransactWriteItem.builder()
                .delete(delete -> delete.tableName(table.name())
                        .key(key.attributes())
                        .conditionExpression(condition)
                        .expressionAttributeValues(orNull(values))
                        .returnValuesOnConditionCheckFailure(OLD))
                .build());
    }

    /** Demands the given {@code version} of an item that is not written; 0 stands for none. */
    public int checkVersion(Key key, long version) {
        return version == 0
                ? check(key, "attribute_not_exists(pk)", Map.of(), Map.of())
                : check(key, "version = :expected", Map.of(), expected(version));
    }

    /** Demands a condition of an item that is not written. */
    public int check(Key key, String condition, Map<String, String> names, Map<String, AttributeValue> values) {
        return add(TransactWriteItem.builder()
                .conditionCheck(check -> check.tableName(table.name())
                        .key(key.attributes())
                        .conditionExpression(condition)
                        .expressionAttributeNames(names.isEmpty() ? null : names)
                        .expressionAttributeValues(orNull(values))
                        .returnValuesOnConditionCheckFailure(OLD))
                .build());
    }

    /** Adds any write of this table. */
    public int add(TransactWriteItem write) {
        if (writes.size() == CAPACITY) {
            throw new IllegalStateException("a transaction holds at most " + CAPACITY + " writes");
        }
        writes.add(write);
        return writes.size() - 1;
    }

    /** Returns the writes so far, to be added to another transaction. */
    public List<TransactWriteItem> writes() {
        return List.copyOf(writes);
    }

    /** Returns how many writes there are so far. */
    public int size() {
        return writes.size();
    }

    /**
     * Writes all or nothing. The token is fresh, so that two identical transactions are two.
     *
     * @throws TransactionCanceledException when it can never pass as it is, for its size for instance
     */
    public Result commit() {
        try {
            table.client()
                    .transactWriteItems(request -> request.transactItems(writes)
                            .clientRequestToken(UUID.randomUUID().toString()));
            return new Result.Committed();
        } catch (TransactionCanceledException cancelled) {
            return result(cancelled);
        } catch (TransactionInProgressException contention) {
            return new Result.Conflict();
        }
    }

    /**
     * Writes all or nothing, and tries again while others are at the same items: that they were there says nothing about what
     * stands in them. A conflict that remains is one that lasts.
     */
    public Result commitAmongOthers() {
        var result = commit();
        for (int attempt = 1; attempt < MOST_ATTEMPTS && result instanceof Result.Conflict; attempt++) {
            Table.pause(attempt);
            result = commit();
        }
        return result;
    }

    private static Result result(TransactionCanceledException cancelled) {
        var failed = new TreeMap<Integer, Optional<Map<String, AttributeValue>>>();
        var reasons = cancelled.cancellationReasons();
        for (int index = 0; index < reasons.size(); index++) {
            var reason = reasons.get(index);
            switch (reason.code()) {
                case "None", "TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded" -> {}
                case "ConditionalCheckFailed" -> failed.put(index, old(reason));
                default -> throw cancelled;
            }
        }
        return failed.isEmpty() ? new Result.Conflict() : new Result.Rejected(failed);
    }

    private static Optional<Map<String, AttributeValue>> old(CancellationReason reason) {
        return reason.hasItem() && !reason.item().isEmpty() ? Optional.of(reason.item()) : Optional.empty();
    }

    private static Map<String, AttributeValue> expected(long version) {
        return Map.of(":expected", AttributeValue.fromN(Long.toString(version)));
    }

    private static @Nullable Map<String, AttributeValue> orNull(Map<String, AttributeValue> values) {
        return values.isEmpty() ? null : values;
    }
}
