package io.muster.aws;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** Between the code and AWS: counts requests and write units, and cuts the line where a test wants it cut. */
public final class Wire {

    private final Map<String, Integer> requests = new ConcurrentSkipListMap<>();
    private final DoubleAdder writeUnits = new DoubleAdder();
    private volatile Function<String, @Nullable RuntimeException> failure = _ -> null;

    /** Returns the client behind this wire. */
    public <C> C watch(Class<C> type, C client) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (_, method, arguments) -> call(client, method, arguments)));
    }

    /** Lets every request of these operations fail before it is applied. */
    public void cut(Predicate<String> operations) {
        failure = operation -> operations.test(operation) ? SdkClientException.create("the line is cut") : null;
    }

    /** Lets every request of an operation be answered with an error. */
    public void answer(String operation, RuntimeException error) {
        failure = called -> called.equals(operation) ? error : null;
    }

    /** Lets the next request of an operation be answered with an error. */
    public void answerOnce(String operation, RuntimeException error) {
        failure = called -> {
            if (!called.equals(operation)) {
                return null;
            }
            mend();
            return error;
        };
    }

    /** Lets everything pass again. */
    public void mend() {
        failure = _ -> null;
    }

    /** Returns how many requests of each operation there were, and begins anew. */
    public Map<String, Integer> requests() {
        var counted = new TreeMap<>(requests);
        requests.clear();
        return counted;
    }

    /** Returns the write units since the last time, and begins anew. */
    public double writeUnits() {
        return writeUnits.sumThenReset();
    }

    private Object call(Object client, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("close")) {
            return "";
        }
        if (method.isDefault() && !(arguments[0] instanceof AwsRequest)) {
            var type = method.getDeclaringClass();
            var again = Proxy.newProxyInstance(
                    type.getClassLoader(),
                    new Class<?>[] {type},
                    (_, inner, innerArguments) -> call(client, inner, innerArguments));
            return InvocationHandler.invokeDefault(again, method, arguments);
        }
        var error = failure.apply(method.getName());
        if (error != null) {
            throw error;
        }
        requests.merge(method.getName(), 1, Integer::sum);
        var request = measured(arguments[0]);
        try {
            var answer = method.invoke(client, request);
            writeUnits.add(units(answer));
            return answer;
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }

    private static Object measured(Object request) {
        return switch (request) {
            case TransactWriteItemsRequest transaction ->
                transaction.toBuilder()
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                        .build();
            case PutItemRequest put ->
                put.toBuilder()
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                        .build();
            case UpdateItemRequest update ->
                update.toBuilder()
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                        .build();
            default -> request;
        };
    }

    private static double units(Object answer) {
        var capacity = switch (answer) {
            case TransactWriteItemsResponse transaction -> transaction.consumedCapacity();
            case PutItemResponse put -> List.of(put.consumedCapacity());
            case UpdateItemResponse update -> List.of(update.consumedCapacity());
            default -> List.<ConsumedCapacity>of();
        };
        return capacity.stream().mapToDouble(ConsumedCapacity::capacityUnits).sum();
    }
}
