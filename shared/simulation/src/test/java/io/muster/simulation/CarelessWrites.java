package io.muster.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** Mistakes in what is written, each for a choice of items. */
final class CarelessWrites {

    private CarelessWrites() {}

    /** Items are written whatever stands there. */
    static Careless unconditional(Predicate<Item> which) {
        return writes(write -> {
            if (write.put() != null && which.test(new Item(write.put().item()))) {
                return List.of(write.toBuilder().put(unconditional(write.put())).build());
            }
            if (write.update() != null && which.test(new Item(write.update().key()))) {
                return List.of(
                        write.toBuilder().update(unconditional(write.update())).build());
            }
            return List.of(write);
        });
    }

    private static Put unconditional(Put put) {
        return put.toBuilder()
                .conditionExpression(null)
                .expressionAttributeNames(null)
                .expressionAttributeValues(null)
                .build();
    }

    private static Update unconditional(Update update) {
        var values = new HashMap<>(update.expressionAttributeValues());
        values.keySet().removeIf(name -> !update.updateExpression().contains(name));
        return update.toBuilder()
                .conditionExpression(null)
                .expressionAttributeValues(values)
                .build();
    }

    /** Items are not written, as if somebody had forgotten it. */
    static Careless forgotten(Predicate<Item> which) {
        return writes(write -> {
            boolean dropped =
                    (write.put() != null && which.test(new Item(write.put().item())))
                            || (write.update() != null
                                    && which.test(new Item(write.update().key())));
            return dropped ? List.of() : List.of(write);
        });
    }

    /** What a write rests on elsewhere is not looked at again. */
    static Careless unchecked() {
        return writes(write -> write.conditionCheck() == null ? List.of(write) : List.of());
    }

    /** Items are written otherwise than they ought to be. */
    static Careless miswritten(Predicate<Item> which, UnaryOperator<Map<String, AttributeValue>> change) {
        return writes(write -> {
            var put = write.put();
            return put == null || !which.test(new Item(put.item()))
                    ? List.of(write)
                    : List.of(write.toBuilder()
                            .put(put.toBuilder().item(change.apply(put.item())).build())
                            .build());
        });
    }

    /** Whatever names somebody names whoever comes last in the account that was written last. */
    static Careless naming() {
        var last = new ArrayList<String>();
        return writes(write -> {
            if (write.put() == null) {
                return List.of(write);
            }
            var item = new Item(write.put().item());
            if (item.brief()) {
                last.add(item.lastMember());
            }
            return last.isEmpty() || !item.names()
                    ? List.of(write)
                    : List.of(write.toBuilder()
                            .put(write.put().toBuilder()
                                    .item(Item.naming(last.getLast()).apply(item.fields()))
                                    .build())
                            .build());
        });
    }

    /** A transaction is written piece by piece, since that is cheaper. */
    static Careless inPieces() {
        return (call, wire) -> {
            if (!(call.request() instanceof TransactWriteItemsRequest transaction)) {
                return wire.apply(call);
            }
            var answers = new ArrayList<Object>();
            for (var write : transaction.transactItems()) {
                answers.add(wire.apply(call.with(transaction.toBuilder()
                        .transactItems(write)
                        .clientRequestToken(null)
                        .build())));
            }
            return answers.getLast();
        };
    }

    private static Careless writes(Function<TransactWriteItem, List<TransactWriteItem>> change) {
        return (call, wire) -> wire.apply(call.with(changed(call.request(), change)));
    }

    /** A write alone is changed as one of several is; it cannot be left out, since somebody waits for its answer. */
    private static Object changed(Object request, Function<TransactWriteItem, List<TransactWriteItem>> change) {
        if (request instanceof TransactWriteItemsRequest transaction) {
            var writes = transaction.transactItems().stream()
                    .flatMap(write -> change.apply(write).stream())
                    .toList();
            return writes.isEmpty()
                    ? request
                    : transaction.toBuilder().transactItems(writes).build();
        }
        if (request instanceof PutItemRequest alone) {
            var writes =
                    change.apply(TransactWriteItem.builder().put(put(alone)).build());
            return writes.isEmpty() ? request : request(writes.getFirst().put(), alone);
        }
        return request;
    }

    private static Put put(PutItemRequest alone) {
        return Put.builder()
                .item(alone.item())
                .conditionExpression(alone.conditionExpression())
                .expressionAttributeNames(alone.expressionAttributeNames())
                .expressionAttributeValues(alone.expressionAttributeValues())
                .build();
    }

    private static PutItemRequest request(Put put, PutItemRequest alone) {
        return alone.toBuilder()
                .item(put.item())
                .conditionExpression(put.conditionExpression())
                .expressionAttributeNames(put.expressionAttributeNames())
                .expressionAttributeValues(put.expressionAttributeValues())
                .build();
    }
}
