package io.muster.memory.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.muster.memory.MemoryAws;
import io.muster.memory.wire.SdkJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Serves the in-memory services over HTTP on 127.0.0.1, for clients outside of this process. */
public final class MemoryAwsEndpoint implements AutoCloseable {
    private static final int LARGEST_BODY = 17 << 20;
    private static final Pattern LOOPBACK =
            Pattern.compile("(localhost|[a-z0-9.-]+\\.localhost|127\\.0\\.0\\.1|\\[::1])(:\\d+)?");

    static {
        // Without this, an answer's head and body wait for each other's acknowledgement, 40 ms each time.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Operations> byTarget;
    private final Operations schedules;

    private MemoryAwsEndpoint(HttpServer server, MemoryAws aws) {
        this.server = server;
        this.byTarget = Map.of(
                "DynamoDB_20120810", Operations.of(DynamoDbClient.class, aws.dynamoDb()),
                "AmazonSQS", Operations.of(SqsClient.class, aws.sqs()));
        this.schedules = Operations.of(SchedulerClient.class, aws.scheduler());
    }

    /** Starts to serve on this port of loopback; 0 picks a free one. Queue URLs given from now on point here. */
    public static MemoryAwsEndpoint start(MemoryAws aws, int port) throws IOException {
        var address = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
        var endpoint = new MemoryAwsEndpoint(HttpServer.create(address, 0), aws);
        endpoint.server.createContext("/", endpoint::handle);
        endpoint.server.setExecutor(endpoint.threads);
        endpoint.server.start();
        aws.sqs().endpoint(endpoint.uri().toString());
        return endpoint;
    }

    /** Returns the base for {@code --endpoint-url} and {@code endpointOverride}. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            var answer = answer(exchange, target);
            var bytes = SdkJson.bytes(answer.body());
            var headers = exchange.getResponseHeaders();
            answer.headers().forEach(headers::set);
            headers.set("Content-Type", target == null ? "application/json" : "application/x-amz-json-1.0");
            headers.set("x-amzn-RequestId", UUID.randomUUID().toString());
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Answer answer(HttpExchange exchange, @Nullable String target) throws IOException {
        var host = exchange.getRequestHeaders().getFirst("Host");
        if (host == null || !LOOPBACK.matcher(host).matches()) {
            return Answer.error(403, "AccessDeniedException", "Only loopback names are served here, not " + host + ".");
        }
        var bytes = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (bytes.length > LARGEST_BODY) {
            return Answer.error(413, "RequestEntityTooLarge", "Requests have at most " + LARGEST_BODY + " bytes.");
        }
        try {
            return target == null ? rest(exchange, json(bytes)) : rpc(target, json(bytes));
        } catch (AwsServiceException e) {
            return Answer.error(e);
        } catch (UnsupportedOperationException e) {
            return Answer.error(400, "UnknownOperationException", String.valueOf(e.getMessage()));
        } catch (JsonProcessingException | SdkJson.MalformedException | NumberFormatException e) {
            return Answer.error(400, "SerializationException", String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            return Answer.error(500, "InternalFailure", e.toString());
        }
    }

    private static ObjectNode json(byte[] bytes) throws IOException {
        if (bytes.length == 0) {
            return SdkJson.MAPPER.createObjectNode();
        }
        if (SdkJson.MAPPER.readTree(bytes) instanceof ObjectNode object) {
            return object;
        }
        throw new com.fasterxml.jackson.core.JsonParseException("The body is not a JSON object.");
    }

    private Answer rpc(String target, ObjectNode body) {
        var dot = target.indexOf('.');
        var operations = byTarget.get(dot < 0 ? target : target.substring(0, dot));
        return (operations == null
                        ? Optional.<Operations.Operation>empty()
                        : operations.find(target.substring(dot + 1)))
                .map(operation -> Answer.of(operation.call(body)))
                .orElseGet(() -> unknown(target));
    }

    private Answer rest(HttpExchange exchange, ObjectNode body) {
        var uri = exchange.getRequestURI();
        var wanted = exchange.getRequestMethod() + " " + uri.getPath();
        if (!ScheduleRoutes.isOne(uri)) {
            return unknown(wanted);
        }
        return ScheduleRoutes.operation(exchange.getRequestMethod(), uri)
                .flatMap(schedules::find)
                .map(operation -> {
                    ScheduleRoutes.complete(body, operation, uri);
                    return Answer.of(operation.call(body));
                })
                .orElseGet(() -> unknown(wanted));
    }

    private static Answer unknown(String what) {
        return Answer.error(400, "UnknownOperationException", "No operation in memory answers to " + what + ".");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
