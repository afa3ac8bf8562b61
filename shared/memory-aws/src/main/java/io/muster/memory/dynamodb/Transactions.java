package io.muster.memory.dynamodb;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/** Transactions of writes: all conditions are judged at one moment, and all changes are one record in the log. */
final class Transactions {

    static final int LARGEST = 100;

    private static final Duration TOKEN_LIFE = Duration.ofMinutes(10);
    private static final CancellationReason NONE =
            CancellationReason.builder().code("None").build();

    private final Store store;
    private final Writes writes;
    private final Contention contention;

    Transactions(Store store, Writes writes, Contention contention) {
        this.store = store;
        this.writes = writes;
        this.contention = contention;
    }

    TransactWriteItemsResponse write(TransactWriteItemsRequest request) {
        refuseSize(request.transactItems());
        var token = request.clientRequestToken();
        if (token != null && (token.isEmpty() || token.length() > 36)) {
            throw Errors.validation(
                    "1 validation error detected: Value '" + token + "' at 'clientRequestToken' failed to"
                            + " satisfy constraint: Member must have length less than or equal to 36");
        }
        var prepared = prepare(request.transactItems());
        Writes.refuseDuplicates(prepared, "Transaction request cannot include multiple operations on one item");
        var parameters = request.transactItems().hashCode();
        var capacities = store.atomically(() -> {
            var used = token == null ? null : store.token(token);
            if (used == null) {
                return execute(prepared, token, parameters);
            }
            if (used.parameters() != parameters) {
                throw Errors.mismatch();
            }
            return reread(prepared);
        });
        return TransactWriteItemsResponse.builder()
                .consumedCapacity(Writes.reports(capacities, request.returnConsumedCapacity()))
                .build();
    }

    private static void refuseSize(List<TransactWriteItem> items) {
        if (items.isEmpty()) {
            throw Errors.validation("1 validation error detected: Value '[]' at 'transactItems' failed to satisfy"
                    + " constraint: Member must have length greater than or equal to 1");
        }
        if (items.size() > LARGEST) {
            throw Errors.validation("1 validation error detected: Value at 'transactItems' failed to satisfy"
                    + " constraint: Member must have length less than or equal to 100");
        }
    }

    private List<Write> prepare(List<TransactWriteItem> items) {
        var prepared = new ArrayList<Write>();
        var reasons = new ArrayList<CancellationReason>();
        for (var item : items) {
            try {
                prepared.add(prepare(item));
                reasons.add(NONE);
            } catch (DynamoDbException e) {
                reasons.add(itemError(e));
            }
        }
        refuse(reasons);
        return prepared;
    }

    /** Faults of one item's values cancel the transaction; faults of the request itself are thrown as they are. */
    private static CancellationReason itemError(DynamoDbException e) {
        var message = e.awsErrorDetails().errorMessage();
        var ofItem = Stream.of(
                        "One or more parameter values",
                        "The provided key element",
                        "Item size",
                        "Number ",
                        "An operand in the update",
                        "The provided expression refers",
                        "The document path provided")
                .anyMatch(message::startsWith);
        if (!ofItem) {
            throw e;
        }
        return CancellationReason.builder()
                .code("ValidationError")
                .message(message)
                .build();
    }

    private Write prepare(TransactWriteItem item) {
        var kinds = Stream.of(item.put(), item.update(), item.delete(), item.conditionCheck())
                .filter(Objects::nonNull)
                .count();
        if (kinds == 0) {
            throw Errors.validation(
                    "Invalid Request: TransactWriteRequest should contain Delete or Put or Update request");
        }
        if (kinds > 1) {
            throw Errors.validation("TransactItems can only contain one of Check, Put, Update or Delete");
        }
        if (item.put() != null) {
            var put = item.put();
            return writes.put(
                    store.table(put.tableName()),
                    put.item(),
                    put.conditionExpression(),
                    put.hasExpressionAttributeNames() ? put.expressionAttributeNames() : null,
                    put.hasExpressionAttributeValues() ? put.expressionAttributeValues() : null,
                    put.returnValuesOnConditionCheckFailure());
        }
        if (item.update() != null) {
            var update = item.update();
            return writes.update(
                    store.table(update.tableName()),
                    update.key(),
                    update.updateExpression(),
                    update.conditionExpression(),
                    update.hasExpressionAttributeNames() ? update.expressionAttributeNames() : null,
                    update.hasExpressionAttributeValues() ? update.expressionAttributeValues() : null,
                    update.returnValuesOnConditionCheckFailure());
        }
        if (item.delete() != null) {
            var delete = item.delete();
            return writes.keyed(
                    store.table(delete.tableName()),
                    delete.key(),
                    delete.conditionExpression(),
                    delete.hasExpressionAttributeNames() ? delete.expressionAttributeNames() : null,
                    delete.hasExpressionAttributeValues() ? delete.expressionAttributeValues() : null,
                    delete.returnValuesOnConditionCheckFailure(),
                    new Write.Delete());
        }
        var check = item.conditionCheck();
        return writes.keyed(
                store.table(check.tableName()),
                check.key(),
                check.conditionExpression(),
                check.hasExpressionAttributeNames() ? check.expressionAttributeNames() : null,
                check.hasExpressionAttributeValues() ? check.expressionAttributeValues() : null,
                check.returnValuesOnConditionCheckFailure(),
                new Write.Check());
    }

    private Map<String, Capacity> execute(List<Write> prepared, @Nullable String token, int parameters) {
        var reasons = new ArrayList<CancellationReason>();
        var changes = new ArrayList<Store.Change>();
        var capacities = new LinkedHashMap<String, Capacity>();
        for (var write : prepared) {
            var old = write.table().items().get(write.key());
            var reason = judge(write, old);
            if (reason.equals(NONE)) {
                try {
                    var now = write.next(old);
                    if (!Objects.equals(now, old)) {
                        changes.add(new Store.Change(write.table(), write.keyAttributes(), write.key(), now));
                    }
                    capacities
                            .computeIfAbsent(write.table().name(), Capacity::new)
                            .write(write.table(), old, now, 2);
                } catch (DynamoDbException e) {
                    reason = itemError(e);
                }
            }
            reasons.add(reason);
        }
        refuse(reasons);
        var until = store.world().clock().instant().plus(TOKEN_LIFE);
        store.commit(changes, token == null ? null : new Effect.Token(token, parameters, until));
        return capacities;
    }

    private CancellationReason judge(Write write, @Nullable Stored old) {
        if (contention.conflicts(write.table().name(), write.keyAttributes())) {
            return CancellationReason.builder()
                    .code("TransactionConflict")
                    .message("Transaction is ongoing for the item")
                    .build();
        }
        if (write.allowed(old)) {
            return NONE;
        }
        return CancellationReason.builder()
                .code("ConditionalCheckFailed")
                .message("The conditional request failed")
                .item(write.oldOnFailure() ? Writes.attributes(old) : null)
                .build();
    }

    private static void refuse(List<CancellationReason> reasons) {
        if (reasons.stream().anyMatch(r -> !r.equals(NONE))) {
            throw Errors.canceled(reasons);
        }
    }

    /** A repeated token costs reading the items. */
    private static Map<String, Capacity> reread(List<Write> prepared) {
        var capacities = new LinkedHashMap<String, Capacity>();
        for (var write : prepared) {
            var item = write.table().items().get(write.key());
            capacities.computeIfAbsent(write.table().name(), Capacity::new).read(item == null ? 0 : item.size(), 2);
        }
        return capacities;
    }
}
