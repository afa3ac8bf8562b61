package io.muster.memory.dynamodb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Single and batch writes: prepared outside the world's lock, decided, journaled and applied within. */
final class Writes {

    private static final int BATCH = 25;

    private final Store store;
    private final Contention contention;

    Writes(Store store, Contention contention) {
        this.store = store;
        this.contention = contention;
    }

    /** The item before and after a write, and what it cost. */
    record Outcome(@Nullable Stored old, @Nullable Stored now, Capacity capacity) {}

    PutItemResponse put(PutItemRequest request) {
        if (request.hasExpected() || request.conditionalOperator() != null) {
            throw Errors.uncovered("the legacy parameters Expected and ConditionalOperator");
        }
        refuseReturn(request.returnValues());
        var write = put(
                store.table(request.tableName()),
                request.item(),
                request.conditionExpression(),
                request.hasExpressionAttributeNames() ? request.expressionAttributeNames() : null,
                request.hasExpressionAttributeValues() ? request.expressionAttributeValues() : null,
                request.returnValuesOnConditionCheckFailure());
        var outcome = execute(write);
        return PutItemResponse.builder()
                .attributes(request.returnValues() == ReturnValue.ALL_OLD ? attributes(outcome.old()) : null)
                .consumedCapacity(outcome.capacity().report(request.returnConsumedCapacity()))
                .build();
    }

    DeleteItemResponse delete(DeleteItemRequest request) {
        if (request.hasExpected() || request.conditionalOperator() != null) {
            throw Errors.uncovered("the legacy parameters Expected and ConditionalOperator");
        }
        refuseReturn(request.returnValues());
        var write = keyed(
                store.table(request.tableName()),
                request.key(),
                request.conditionExpression(),
                request.hasExpressionAttributeNames() ? request.expressionAttributeNames() : null,
                request.hasExpressionAttributeValues() ? request.expressionAttributeValues() : null,
                request.returnValuesOnConditionCheckFailure(),
                new Write.Delete());
        var outcome = execute(write);
        return DeleteItemResponse.builder()
                .attributes(request.returnValues() == ReturnValue.ALL_OLD ? attributes(outcome.old()) : null)
                .consumedCapacity(outcome.capacity().report(request.returnConsumedCapacity()))
                .build();
    }

    UpdateItemResponse update(UpdateItemRequest request) {
        if (request.hasExpected() || request.conditionalOperator() != null || request.hasAttributeUpdates()) {
            throw Errors.uncovered("the legacy parameters Expected, ConditionalOperator and AttributeUpdates");
        }
        var write = update(
                store.table(request.tableName()),
                request.key(),
                request.updateExpression(),
                request.conditionExpression(),
                request.hasExpressionAttributeNames() ? request.expressionAttributeNames() : null,
                request.hasExpressionAttributeValues() ? request.expressionAttributeValues() : null,
                request.returnValuesOnConditionCheckFailure());
        var outcome = execute(write);
        return UpdateItemResponse.builder()
                .attributes(returned(request.returnValues(), write, outcome))
                .consumedCapacity(outcome.capacity().report(request.returnConsumedCapacity()))
                .build();
    }

    Write put(
            Table table,
            Map<String, AttributeValue> item,
            @Nullable String condition,
            @Nullable Map<String, String> names,
            @Nullable Map<String, AttributeValue> values,
            @Nullable ReturnValuesOnConditionCheckFailure onFailure) {
        var attributes = Values.canonical(item);
        table.schema().refuseEmpty(attributes);
        var expressions = Expressions.of("ConditionExpression", condition != null, names, values);
        var bound = expressions.condition("ConditionExpression", condition);
        expressions.close();
        table.schema().checkItem(attributes);
        var stored = table.stored(attributes, "Item size has exceeded the maximum allowed size");
        return new Write(table, attributes, stored.key(), bound, new Write.Put(stored), shown(onFailure));
    }

    Write update(
            Table table,
            Map<String, AttributeValue> key,
            @Nullable String update,
            @Nullable String condition,
            @Nullable Map<String, String> names,
            @Nullable Map<String, AttributeValue> values,
            @Nullable ReturnValuesOnConditionCheckFailure onFailure) {
        var attributes = Values.canonical(key);
        table.schema().refuseEmpty(attributes);
        var expressions = Expressions.of("UpdateExpression", update != null || condition != null, names, values);
        var boundUpdate = expressions.update(update);
        var bound = expressions.condition("ConditionExpression", condition);
        expressions.close();
        if (boundUpdate != null) {
            boundUpdate.update().refuseKeys(table.schema());
        }
        return keyed(table, attributes, bound, onFailure, new Write.Update(boundUpdate));
    }

    Write keyed(
            Table table,
            Map<String, AttributeValue> key,
            @Nullable String condition,
            @Nullable Map<String, String> names,
            @Nullable Map<String, AttributeValue> values,
            @Nullable ReturnValuesOnConditionCheckFailure onFailure,
            Write.Action action) {
        var attributes = Values.canonical(key);
        table.schema().refuseEmpty(attributes);
        var expressions = Expressions.of("ConditionExpression", condition != null, names, values);
        var bound = expressions.condition("ConditionExpression", condition);
        expressions.close();
        return keyed(table, attributes, bound, onFailure, action);
    }

    private static Write keyed(
            Table table,
            Map<String, AttributeValue> attributes,
            Expressions.@Nullable Bound bound,
            @Nullable ReturnValuesOnConditionCheckFailure onFailure,
            Write.Action action) {
        table.schema().checkKey(attributes);
        return new Write(table, attributes, table.schema().keyOf(attributes), bound, action, shown(onFailure));
    }

    private static boolean shown(@Nullable ReturnValuesOnConditionCheckFailure onFailure) {
        return onFailure == ReturnValuesOnConditionCheckFailure.ALL_OLD;
    }

    private Outcome execute(Write write) {
        return store.atomically(() -> {
            if (contention.conflicts(write.table().name(), write.keyAttributes())) {
                throw Errors.conflict();
            }
            var old = write.table().items().get(write.key());
            if (!write.allowed(old)) {
                throw Errors.conditionFailed(write.oldOnFailure() ? attributes(old) : null);
            }
            var now = write.next(old);
            if (!Objects.equals(old, now)) {
                store.commit(List.of(new Store.Change(write.table(), write.keyAttributes(), write.key(), now)), null);
            }
            var capacity = new Capacity(write.table().name());
            capacity.write(write.table(), old, now, 1);
            return new Outcome(old, now, capacity);
        });
    }

    static @Nullable Map<String, AttributeValue> attributes(@Nullable Stored item) {
        return item == null ? null : item.attributes();
    }

    private static void refuseReturn(@Nullable ReturnValue wanted) {
        if (wanted != null && wanted != ReturnValue.NONE && wanted != ReturnValue.ALL_OLD) {
            throw Errors.validation("ReturnValues can only be ALL_OLD or NONE");
        }
    }

    private static @Nullable Map<String, AttributeValue> returned(
            @Nullable ReturnValue wanted, Write write, Outcome outcome) {
        if (wanted == null || !(write.action() instanceof Write.Update(var update))) {
            return null;
        }
        return switch (wanted) {
            case NONE -> null;
            case ALL_OLD -> attributes(outcome.old());
            case ALL_NEW -> attributes(outcome.now());
            case UPDATED_OLD -> touched(update, outcome.old());
            case UPDATED_NEW -> touched(update, outcome.now());
            case UNKNOWN_TO_SDK_VERSION -> throw Errors.validation("Return values set to invalid value");
        };
    }

    private static @Nullable Map<String, AttributeValue> touched(
            Expressions.@Nullable BoundUpdate update, @Nullable Stored item) {
        if (update == null || item == null) {
            return null;
        }
        var touched = update.update().touched(item.attributes());
        return touched.isEmpty() ? null : touched;
    }

    BatchWriteItemResponse batch(BatchWriteItemRequest request) {
        if (request.requestItems().isEmpty()) {
            throw Errors.validation("BatchWriteItem cannot have a null or no requests set");
        }
        var writes = new ArrayList<Write>();
        request.requestItems().forEach((name, requests) -> {
            if (requests.isEmpty()) {
                throw Errors.validation("The batch write request list for a table cannot be null or empty: " + name);
            }
            if (requests.size() > BATCH) {
                throw Errors.validation("Too many items requested for the BatchWriteItem call");
            }
            var table = store.table(name);
            requests.forEach(r -> writes.add(write(table, r)));
        });
        if (writes.size() > BATCH) {
            throw Errors.validation("Too many items requested for the BatchWriteItem call");
        }
        refuseDuplicates(writes, "Provided list of item keys contains duplicates");
        var capacities = new LinkedHashMap<String, Capacity>();
        store.atomically(() -> {
            for (var write : writes) {
                var old = write.table().items().get(write.key());
                var now = write.next(old);
                if (!Objects.equals(old, now)) {
                    store.commit(
                            List.of(new Store.Change(write.table(), write.keyAttributes(), write.key(), now)), null);
                }
                capacities.computeIfAbsent(write.table().name(), Capacity::new).write(write.table(), old, now, 1);
            }
            return capacities;
        });
        return BatchWriteItemResponse.builder()
                .unprocessedItems(Map.of())
                .consumedCapacity(reports(capacities, request.returnConsumedCapacity()))
                .build();
    }

    private Write write(Table table, WriteRequest request) {
        var put = request.putRequest();
        var delete = request.deleteRequest();
        if ((put == null) == (delete == null)) {
            throw Errors.validation("Supplied AttributeValue has more than one datatypes set,"
                    + " must contain exactly one of the supported datatypes");
        }
        return put != null
                ? put(table, put.item(), null, null, null, null)
                : keyed(table, delete.key(), null, null, null, null, new Write.Delete());
    }

    static void refuseDuplicates(List<Write> writes, String message) {
        var seen = new HashMap<String, HashSet<Key>>();
        for (var write : writes) {
            if (!seen.computeIfAbsent(write.table().name(), t -> new HashSet<>())
                    .add(write.key())) {
                throw Errors.validation(message);
            }
        }
    }

    static @Nullable List<software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity> reports(
            Map<String, Capacity> capacities,
            software.amazon.awssdk.services.dynamodb.model.@Nullable ReturnConsumedCapacity wanted) {
        var reports = new ArrayList<software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity>();
        for (var capacity : capacities.values()) {
            var report = capacity.report(wanted);
            if (report != null) {
                reports.add(report);
            }
        }
        return reports.isEmpty() ? null : reports;
    }
}
