package io.muster.aws.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muster.aws.Stack;
import io.muster.aws.token.KeyRing;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class SealedTextsTest {

    private final Stack stack = new Stack();
    private final AtomicInteger requests = new AtomicInteger();
    private final Table table = new Table(counted(), stack.table.name());
    private final SealedTexts seals = new SealedTexts(table, new KeyRing(table));

    @AfterEach
    void close() {
        stack.close();
    }

    private DynamoDbClient counted() {
        return (DynamoDbClient) Proxy.newProxyInstance(
                DynamoDbClient.class.getClassLoader(),
                new Class<?>[] {DynamoDbClient.class},
                (_, method, arguments) -> {
                    requests.incrementAndGet();
                    return method.invoke(stack.table.client(), arguments);
                });
    }

    @Test
    void a_page_of_texts_about_many_people_is_opened_with_one_request() {
        var sealed = IntStream.range(0, 50)
                .mapToObj(i -> seals.about("acme", "ct_" + i).apply("call " + i))
                .toList();
        requests.set(0);
        var opening = seals.opening("acme", sealed);
        assertEquals(
                IntStream.range(0, 50).mapToObj(i -> "call " + i).toList(),
                sealed.stream().map(opening).toList());
        assertEquals(1, requests.get());
        assertEquals("in the clear", opening.apply("in the clear"));
    }

    @Test
    void texts_in_the_clear_are_opened_with_none() {
        requests.set(0);
        var text = "call Ann";
        assertEquals(text, seals.opening("acme", List.of(text)).apply(text));
        assertEquals(0, requests.get());
    }
}
