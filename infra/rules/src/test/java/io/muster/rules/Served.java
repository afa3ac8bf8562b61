package io.muster.rules;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.muster.aws.message.Message;
import io.muster.aws.message.Messages;
import io.muster.aws.store.CampaignStore;
import io.muster.aws.store.SliceStore;
import io.muster.aws.store.Table;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.touch.TouchState;
import io.muster.local.Installed;
import io.muster.local.Stack;
import io.muster.local.StackOptions;
import io.muster.local.StackOptions.Mode;
import io.muster.local.host.Conductor.Pace;
import io.muster.local.issuer.Issuer;
import io.muster.local.issuer.IssuerKeys;
import io.muster.memory.calls.CallLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The API as a caller has it: over HTTP, on a stack whose clock stands still, so that nothing happens but what is asked. */
final class Served implements AutoCloseable {

    static final Instant START = Instant.parse("2026-05-04T14:00:00Z");

    /** The workspace that everything is made in. */
    static final String HOME = StackOptions.WORKSPACE;

    private static final StaticCredentialsProvider ANYBODY =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));

    private final HttpClient http = HttpClient.newHttpClient();
    private final Stack stack;
    private final Issuer issuer;
    private final Tokens tokens;
    private final DynamoDbClient table;
    private final SqsClient sqs;

    Served(Path folder) {
        stack = Stack.start(
                StackOptions.in(folder).withMode(new Mode.Conducted(START)).measuredAs("test"),
                new Installed(CallLog.ofThisRun()));
        var keys = IssuerKeys.in(folder.resolve("issuer"));
        issuer = new Issuer(stack.addresses().api(), keys, Instant::now);
        tokens = new Tokens(issuer.url(), keys.signing());
        var aws = URI.create(stack.addresses().aws());
        table = DynamoDbClient.builder()
                .endpointOverride(aws)
                .region(Region.US_EAST_1)
                .credentialsProvider(ANYBODY)
                .build();
        sqs = SqsClient.builder()
                .endpointOverride(aws)
                .region(Region.US_EAST_1)
                .credentialsProvider(ANYBODY)
                .build();
    }

    /** What came back. */
    record Answer(int status, String type, String text) {

        /** Returns the body, or nothing where it is no JSON. */
        JsonNode json() {
            try {
                return type.contains("json") ? Contract.JSON.readTree(text) : MissingNode.getInstance();
            } catch (JsonProcessingException wrong) {
                throw new AssertionError("no JSON: " + text, wrong);
            }
        }
    }

    Stack stack() {
        return stack;
    }

    /** Lets time pass until something holds, for five days at most. */
    void await(String what, BooleanSupplier holds) {
        var patience = stack.time().business().plus(Duration.ofDays(5));
        stack.conductor()
                .runUntil(
                        Pace.AT_ONCE,
                        () -> holds.getAsBoolean() || stack.time().business().isAfter(patience));
        assertTrue(holds.getAsBoolean(), what);
    }

    /** Returns the header of a token of a workspace. */
    String bearer(String workspace, Collection<String> scopes) {
        return "Bearer " + issuer.accessToken(workspace, scopes);
    }

    /** Returns tokens that the stack's own issuer does not write. */
    Tokens tokens() {
        return tokens;
    }

    /** Sends a request as it is. */
    Answer send(String method, String path, Map<String, String> headers, String body) {
        var request = HttpRequest.newBuilder(URI.create(stack.addresses().api() + path));
        headers.forEach(request::setHeader);
        request.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), type(response), response.body());
        } catch (IOException broken) {
            throw new UncheckedIOException(method + " " + path, broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** Sends JSON with every scope in the home workspace, and returns what must be a good answer. */
    JsonNode good(String method, String path, String type, String body) {
        var headers = Map.of("Authorization", bearer(HOME, Issuer.SCOPES), "Content-Type", type);
        var answer = send(method, path, headers, body);
        if (answer.status() >= 300) {
            throw new AssertionError(method + " " + path + ": " + answer);
        }
        return answer.json();
    }

    /** Imports the first so many of the sample contractors. */
    void contractors(int count) throws IOException {
        var lines = sample("contractors.csv").lines().limit(count + 1).collect(Collectors.joining("\n"));
        good("POST", "/contacts/import", "text/csv", lines);
    }

    static String sample(String file) throws IOException {
        return Files.readString(Contract.EVENTS.resolve("samples").resolve(file));
    }

    /** Puts a message on a queue that its function cannot make anything of. */
    void poison(String queue, String campaign) {
        put(queue, Messages.write(new Message.ShortfallFound(campaign + "/shortfall/1", HOME, campaign, START, 1)));
    }

    /** Puts anything on a queue. */
    void put(String queue, String body) {
        sqs.sendMessage(send -> send.queueUrl(
                        sqs.getQueueUrl(get -> get.queueName("muster-" + queue)).queueUrl())
                .messageBody(body));
    }

    /** Makes the first touch of a campaign one of which nobody knows whether it went, and returns its id. */
    String unknown(String campaign) {
        var key = new CampaignKey(HOME, campaign);
        var stored = new Table(table, "muster");
        var slice = new SliceStore(stored).find(key, 1, 0).orElseThrow();
        var lost = slice.touches().getFirst().in(TouchState.UNKNOWN, null);
        stored.put(CampaignStore.slice(key, slice.with(0, lost).next()));
        return slice.touchId(key, 0);
    }

    /** Returns everything that is stored. */
    Map<List<String>, Map<String, AttributeValue>> stored() {
        return stored("muster");
    }

    /** Returns everything that a table holds. */
    Map<List<String>, Map<String, AttributeValue>> stored(String name) {
        return table.scanPaginator(scan -> scan.tableName(name).consistentRead(true)).items().stream()
                .collect(Collectors.toMap(item -> List.of(text(item, "pk"), text(item, "sk")), item -> item));
    }

    private static String text(Map<String, AttributeValue> item, String attribute) {
        return item.getOrDefault(attribute, AttributeValue.fromS("")).s();
    }

    private static String type(HttpResponse<String> response) {
        return response.headers().firstValue("Content-Type").orElse("").split(";", 2)[0];
    }

    @Override
    public void close() {
        table.close();
        sqs.close();
        http.close();
        stack.close();
    }
}
