package io.muster.bench.start;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The least that a function can be that reads something: the yardstick of all others. */
public final class BareHandler implements RequestStreamHandler {

    private final DynamoDbClient client = DynamoDbClient.builder()
            .httpClient(UrlConnectionHttpClient.create())
            .build();

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        input.readAllBytes();
        var item = client.getItem(get -> get.tableName(System.getenv("MUSTER_TABLE"))
                .key(Map.of("pk", AttributeValue.fromS("W#nobody"), "sk", AttributeValue.fromS("META"))));
        output.write(("{\"found\":" + item.hasItem() + "}").getBytes(StandardCharsets.UTF_8));
    }
}
