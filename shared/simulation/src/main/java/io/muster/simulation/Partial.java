package io.muster.simulation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** Batches of which only the first half is done, rounded down for what is sent and up for what is read. */
final class Partial {

    private Partial() {}

    /** Returns whether there is enough in a batch for a part of it to be less than all. */
    static boolean parts(BatchGetItemRequest batch) {
        return batch.requestItems().values().stream()
                .anyMatch(items -> items.keys().size() > 1);
    }

    /** Carries a part of a batch, and returns what the service says of the rest. */
    static Object carried(Service.Call call, Function<Service.Call, Object> carrier) {
        return switch (call.request()) {
            case SendMessageBatchRequest batch -> sent(call, batch, carrier);
            case BatchGetItemRequest batch -> read(call, batch, carrier);
            default -> throw new IllegalStateException(call.operation() + " is no batch");
        };
    }

    private static Object sent(
            Service.Call call, SendMessageBatchRequest batch, Function<Service.Call, Object> carrier) {
        int taken = batch.entries().size() / 2;
        var failed = batch.entries().stream()
                .skip(taken)
                .map(entry -> BatchResultErrorEntry.builder()
                        .id(entry.id())
                        .code("InternalError")
                        .senderFault(false)
                        .build())
                .toList();
        var answer = taken == 0
                ? SendMessageBatchResponse.builder().successful(List.of()).build()
                : (SendMessageBatchResponse) carrier.apply(call.with(batch.toBuilder()
                        .entries(batch.entries().subList(0, taken))
                        .build()));
        return answer.toBuilder().failed(failed).build();
    }

    private static Object read(Service.Call call, BatchGetItemRequest batch, Function<Service.Call, Object> carrier) {
        Map<String, KeysAndAttributes> taken = new LinkedHashMap<>();
        Map<String, KeysAndAttributes> left = new LinkedHashMap<>();
        batch.requestItems().forEach((table, items) -> {
            int half = Math.ceilDiv(items.keys().size(), 2);
            taken.put(
                    table, items.toBuilder().keys(items.keys().subList(0, half)).build());
            if (half < items.keys().size()) {
                var rest = items.keys().subList(half, items.keys().size());
                left.put(table, items.toBuilder().keys(rest).build());
            }
        });
        var answer = (BatchGetItemResponse)
                carrier.apply(call.with(batch.toBuilder().requestItems(taken).build()));
        return answer.toBuilder().unprocessedKeys(left).build();
    }
}
