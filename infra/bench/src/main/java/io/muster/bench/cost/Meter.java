package io.muster.bench.cost;

import io.muster.aws.Platform;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/**
 * Between the functions and AWS: counts every request and what the table says it cost. A poll that brought nothing is not
 * counted, since an idle installation makes those as well.
 */
public final class Meter {

    private static final ReturnConsumedCapacity TOTAL = ReturnConsumedCapacity.TOTAL;

    private final Map<String, LongAdder> requests = new ConcurrentHashMap<>();
    private final DoubleAdder writeUnits = new DoubleAdder();
    private final DoubleAdder readUnits = new DoubleAdder();
    private final LongAdder sends = new LongAdder();

    /** Returns the platform behind this meter. */
    public Platform watch(Platform platform) {
        return platform.through(this::watch);
    }

    /** Notes that a message was handed to a provider. */
    void sent() {
        sends.increment();
    }

    /** Returns what was counted since the last time, and begins anew. */
    Count take() {
        var counted = new java.util.HashMap<String, Integer>();
        requests.forEach((operation, times) -> counted.put(operation, (int) times.sumThenReset()));
        counted.values().removeIf(times -> times == 0);
        return new Count(counted, writeUnits.sumThenReset(), readUnits.sumThenReset(), (int) sends.sumThenReset());
    }

    private <C> C watch(Class<C> type, C client) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (_, method, arguments) -> call(type, client, method, arguments)));
    }

    /** Convenience methods of the interface end in the method that takes a request, which alone is counted. */
    private Object call(Class<?> type, Object client, Method method, Object[] arguments) throws Throwable {
        if (arguments == null || arguments.length != 1) {
            return method.invoke(client, arguments);
        }
        if (!(arguments[0] instanceof AwsRequest request)) {
            var again = Proxy.newProxyInstance(
                    type.getClassLoader(),
                    new Class<?>[] {type},
                    (_, inner, innerArguments) -> call(type, client, inner, innerArguments));
            return InvocationHandler.invokeDefault(again, method, arguments);
        }
        var operation = type.getSimpleName().replace("Client", "") + "." + method.getName();
        try {
            var answer = method.invoke(client, measured(request));
            if (!(answer instanceof ReceiveMessageResponse received
                    && received.messages().isEmpty())) {
                count(operation, answer);
            }
            return answer;
        } catch (InvocationTargetException failed) {
            count(operation, "");
            throw failed.getCause();
        }
    }

    private void count(String operation, Object answer) {
        requests.computeIfAbsent(operation, _ -> new LongAdder()).increment();
        switch (answer) {
            case TransactWriteItemsResponse written -> add(writeUnits, written.consumedCapacity());
            case PutItemResponse written -> add(writeUnits, List.of(written.consumedCapacity()));
            case UpdateItemResponse written -> add(writeUnits, List.of(written.consumedCapacity()));
            case DeleteItemResponse written -> add(writeUnits, List.of(written.consumedCapacity()));
            case GetItemResponse read -> add(readUnits, List.of(read.consumedCapacity()));
            case BatchGetItemResponse read -> add(readUnits, read.consumedCapacity());
            case QueryResponse read -> add(readUnits, List.of(read.consumedCapacity()));
            default -> {} // not the table's, or failed and unmetered
        }
    }

    private static void add(DoubleAdder units, List<ConsumedCapacity> consumed) {
        consumed.forEach(capacity -> units.add(capacity.capacityUnits()));
    }

    private static AwsRequest measured(AwsRequest request) {
        return switch (request) {
            case TransactWriteItemsRequest write ->
                write.toBuilder().returnConsumedCapacity(TOTAL).build();
            case PutItemRequest write ->
                write.toBuilder().returnConsumedCapacity(TOTAL).build();
            case UpdateItemRequest write ->
                write.toBuilder().returnConsumedCapacity(TOTAL).build();
            case DeleteItemRequest write ->
                write.toBuilder().returnConsumedCapacity(TOTAL).build();
            case GetItemRequest read ->
                read.toBuilder().returnConsumedCapacity(TOTAL).build();
            case BatchGetItemRequest read ->
                read.toBuilder().returnConsumedCapacity(TOTAL).build();
            case QueryRequest read ->
                read.toBuilder().returnConsumedCapacity(TOTAL).build();
            default -> request;
        };
    }
}
