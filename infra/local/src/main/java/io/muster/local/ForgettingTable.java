package io.muster.local;

import io.muster.aws.store.DataKeys;
import io.muster.memory.MemoryAws;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * The tables, whose log is rewritten when a contact's key is destroyed: what the log still has of earlier writes and of
 * messages would otherwise outlast the erasure until the next compaction.
 */
record ForgettingTable(MemoryAws aws) {

    DynamoDbClient client() {
        return (DynamoDbClient) Proxy.newProxyInstance(
                ForgettingTable.class.getClassLoader(),
                new Class<?>[] {DynamoDbClient.class},
                (_, method, arguments) -> passed(method, arguments));
    }

    private Object passed(Method method, Object[] arguments) throws Throwable {
        try {
            var answer = method.invoke(aws.dynamoDb(), arguments);
            if (arguments != null
                    && arguments.length == 1
                    && arguments[0] instanceof TransactWriteItemsRequest transaction
                    && DataKeys.destroys(transaction)) {
                aws.forget();
            }
            return answer;
        } catch (InvocationTargetException failed) {
            throw failed.getTargetException();
        }
    }
}
