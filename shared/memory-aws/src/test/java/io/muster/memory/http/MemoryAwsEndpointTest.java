package io.muster.memory.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.memory.ManualClock;
import io.muster.memory.MemoryAws;
import io.muster.memory.Remote;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class MemoryAwsEndpointTest {
    private final MemoryAws aws = MemoryAws.open(MemoryAws.Options.forgetful(new ManualClock()));
    private final MemoryAwsEndpoint endpoint;

    MemoryAwsEndpointTest() throws IOException {
        endpoint = MemoryAwsEndpoint.start(aws, 0);
    }

    @BeforeEach
    @SuppressWarnings("unchecked") // the SDK's own varargs
    void table() {
        aws.dynamoDb()
                .createTable(request -> request.tableName("t")
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .keySchema(key -> key.attributeName("pk").keyType(KeyType.HASH))
                        .attributeDefinitions(name -> name.attributeName("pk").attributeType(ScalarAttributeType.S)));
    }

    @AfterEach
    void closed() {
        endpoint.close();
        aws.close();
    }

    private HttpResponse<String> post(String target, String body) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(endpoint.uri())
                    .header("X-Amz-Target", target)
                    .POST(BodyPublishers.ofString(body))
                    .build();
            return client.send(request, BodyHandlers.ofString());
        }
    }

    @Test
    @SuppressWarnings("unchecked") // the SDK's own varargs
    void a_real_client_writes_reads_and_is_refused_as_by_the_service() {
        try (var dynamoDb = Remote.dynamoDb(endpoint.uri())) {
            var item = Map.of(
                    "pk", AttributeValue.fromS("ü"),
                    "list", AttributeValue.fromL(List.of(AttributeValue.fromN("1.50"), AttributeValue.fromNul(true))),
                    "empty", AttributeValue.fromL(List.of()),
                    "map", AttributeValue.fromM(Map.of("flag", AttributeValue.fromBool(false))));
            dynamoDb.putItem(request -> request.tableName("t").item(item));
            var read = dynamoDb.getItem(request -> request.tableName("t").key(Map.of("pk", AttributeValue.fromS("ü"))));
            assertEquals(
                    aws.dynamoDb()
                            .getItem(request -> request.tableName("t").key(Map.of("pk", AttributeValue.fromS("ü"))))
                            .item(),
                    read.item());
            assertThrows(
                    ConditionalCheckFailedException.class,
                    () -> dynamoDb.putItem(request ->
                            request.tableName("t").item(item).conditionExpression("attribute_not_exists(pk)")));
            var cancelled = assertThrows(
                    TransactionCanceledException.class,
                    () -> dynamoDb.transactWriteItems(request -> request.transactItems(one -> one.put(
                            put -> put.tableName("t").item(item).conditionExpression("attribute_not_exists(pk)")))));
            assertEquals(
                    "ConditionalCheckFailed",
                    cancelled.cancellationReasons().getFirst().code());
        }
    }

    @Test
    void what_is_unknown_or_malformed_is_refused_by_name() throws Exception {
        var unknown = post("AmazonSQS.Frobnicate", "{}");
        assertEquals(400, unknown.statusCode());
        assertTrue(unknown.body().contains("UnknownOperationException"), unknown.body());
        assertTrue(unknown.body().contains("AmazonSQS.Frobnicate"), unknown.body());
        assertTrue(post("AmazonSQS.AddPermission", "{}").body().contains("SQS AddPermission does not exist in memory"));
        assertTrue(post("AmazonSQS.SendMessage", "{").body().contains("SerializationException"));
        assertTrue(post("AmazonSQS.SendMessage", "[]").body().contains("SerializationException"));
        assertTrue(post("AmazonSQS.ListQueues", "{\"MaxResults\":\"x\"}").body().contains("SerializationException"));
    }

    @Test
    void a_web_page_under_a_foreign_name_is_turned_away() throws IOException {
        assertEquals("403", status("rebound.example.com"));
        assertEquals("403", status("127.0.0.1.example.com"));
        assertEquals("200", status("localhost:1"));
        assertEquals("200", status("[::1]"));
    }

    private String status(String host) throws IOException {
        var request = "POST / HTTP/1.1\r\nHost: " + host
                + "\r\nX-Amz-Target: AmazonSQS.ListQueues\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}";
        try (var socket = new Socket(
                        InetAddress.getLoopbackAddress(), endpoint.uri().getPort());
                OutputStream out = socket.getOutputStream();
                InputStream in = socket.getInputStream()) {
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII).split(" ", 3)[1];
        }
    }

    @Test
    void too_large_a_request_is_refused() throws Exception {
        assertEquals(
                413, post("AmazonSQS.ListQueues", "x".repeat((17 << 20) + 1)).statusCode());
    }

    @Test
    void queue_urls_lead_to_the_endpoint() {
        var url = aws.sqs().createQueue(request -> request.queueName("q")).queueUrl();
        assertEquals(endpoint.uri() + "/000000000000/q", url);
    }
}
