package io.muster.functions.strategy.contacts;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.muster.aws.Installation;
import io.muster.aws.Installation.Queue;
import io.muster.aws.Numbers;
import io.muster.aws.Platform;
import io.muster.aws.Time;
import io.muster.aws.file.FileStore;
import io.muster.aws.store.Table;
import io.muster.domain.touch.Channel;
import io.muster.memory.MemoryAws;
import io.muster.memory.calls.CallLog;
import io.muster.memory.sqs.MemorySqs;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The contacts' handlers over AWS in memory and files in memory, every database request counted and breakable. */
final class Desk implements AutoCloseable {

    static final Instant START = Instant.parse("2026-06-01T14:00:00Z");

    private final MemoryAws aws = MemoryAws.open(MemoryAws.Options.forgetful(() -> this.now));
    private final Map<String, AtomicInteger> requests = new ConcurrentHashMap<>();
    private final Queue queue;
    private volatile Predicate<String> broken = _ -> false;
    volatile Instant now = START;
    final Map<String, byte[]> files = new TreeMap<>();
    final Platform platform;

    /** The process ended in the middle of what it did. */
    static final class Died extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** The answer to a request. */
    record Answer(int status, Map<String, String> headers, String body) {}

    Desk() {
        var ids = new AtomicInteger();
        queue = queue("import");
        var other = queue("other");
        var installation = new Installation(
                "muster",
                new Installation.Queues(other, other, other, other, other),
                null,
                URI.create("http://127.0.0.1:8080"),
                new Installation.Sender("bids@example.com", "Muster", "1 Main Street, Austin, TX"),
                Set.of(Channel.EMAIL),
                null,
                null,
                Numbers.NONE,
                null,
                true,
                new Installation.Imports("imports", queue));
        platform = new Platform(
                watched(aws.dynamoDb()),
                aws.sqs(),
                aws.scheduler(),
                new Clock(),
                () -> "i" + (1000 + ids.incrementAndGet()),
                installation);
        new Table(aws.dynamoDb(), "muster").createIfAbsent();
    }

    /** Returns the platform as a function has it, whose calls are kept. */
    Platform platform(String function) {
        return platform.through(CallLog.ofThisRun().of(function)::watch);
    }

    private Queue queue(String name) {
        return new Queue(aws.sqs().createQueue(queue -> queue.queueName(name)).queueUrl(), MemorySqs.arn(name));
    }

    private DynamoDbClient watched(DynamoDbClient client) {
        return (DynamoDbClient) Proxy.newProxyInstance(
                Desk.class.getClassLoader(), new Class<?>[] {DynamoDbClient.class}, (_, method, arguments) -> {
                    if (broken.test(method.getName())) {
                        throw new Died();
                    }
                    requests.computeIfAbsent(method.getName(), _ -> new AtomicInteger())
                            .incrementAndGet();
                    try {
                        return method.invoke(client, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }

    /** Has every call that the test names end the process, from now on. */
    void breaking(Predicate<String> calls) {
        broken = calls;
    }

    /** Returns the database requests since the last time, by name. */
    Map<String, Integer> requests() {
        var counted = new TreeMap<String, Integer>();
        requests.forEach((name, count) -> counted.put(name, count.getAndSet(0)));
        counted.values().removeIf(count -> count == 0);
        return counted;
    }

    /** Returns the files as a function has them, whose use is kept as what it asks of S3. */
    FileStore store(String function) {
        var witness = CallLog.ofThisRun().of(function);
        return new FileStore() {
            @Override
            public Upload upload(String key, long bytes, Duration validity) {
                witness.saw("s3:PutObject", "files/imports");
                return new Upload(URI.create("http://127.0.0.1/" + key), Map.of("x-length", Long.toString(bytes)));
            }

            @Override
            public InputStream open(String key) {
                witness.saw("s3:GetObject", "files/imports");
                var file = files.get(key);
                if (file == null) {
                    throw new NoSuchFile(key);
                }
                return new ByteArrayInputStream(file);
            }

            @Override
            public void put(String key, String text) {
                witness.saw("s3:PutObject", "files/imports");
                files.put(key, text.getBytes(StandardCharsets.UTF_8));
            }

            @Override
            public void delete(String key) {
                witness.saw("s3:DeleteObject", "files/imports");
                files.remove(key);
            }
        };
    }

    /** Returns the API's answer; a body is sent as bytes are, in Base64. */
    Answer call(
            String routeKey,
            Map<String, String> path,
            Map<String, String> query,
            Map<String, String> headers,
            byte @Nullable [] body) {
        var jwt = APIGatewayV2HTTPEvent.RequestContext.Authorizer.JWT
                .builder()
                .withClaims(Map.of("workspace", "acme", "sub", "ada", "scope", "read operate"))
                .build();
        var event = APIGatewayV2HTTPEvent.builder()
                .withRouteKey(routeKey)
                .withHeaders(headers)
                .withQueryStringParameters(query)
                .withPathParameters(path)
                .withRequestContext(APIGatewayV2HTTPEvent.RequestContext.builder()
                        .withRequestId("r1")
                        .withAuthorizer(APIGatewayV2HTTPEvent.RequestContext.Authorizer.builder()
                                .withJwt(jwt)
                                .build())
                        .build())
                .withBody(body == null ? null : Base64.getEncoder().encodeToString(body))
                .withIsBase64Encoded(body != null)
                .build();
        APIGatewayV2HTTPResponse answer = new ContactsApi(platform("contacts-api"), store("contacts-api"))
                .router()
                .answer(event);
        return new Answer(answer.getStatusCode(), answer.getHeaders(), answer.getBody());
    }

    /** Puts messages on the import queue. */
    void tell(String body) {
        aws.sqs().sendMessage(send -> send.queueUrl(queue.url()).messageBody(body));
    }

    /** Takes what is on the import queue. */
    List<String> told() {
        var bodies = new ArrayList<String>();
        for (var batch = receive(); !batch.isEmpty(); batch = receive()) {
            for (var message : batch) {
                bodies.add(message.body());
                aws.sqs().deleteMessage(delete -> delete.queueUrl(queue.url()).receiptHandle(message.receiptHandle()));
            }
        }
        return bodies;
    }

    private List<software.amazon.awssdk.services.sqs.model.Message> receive() {
        return aws.sqs()
                .receiveMessage(receive -> receive.queueUrl(queue.url()).maxNumberOfMessages(10))
                .messages();
    }

    /** Delivers a message as Lambda does; returns whether it is done with. */
    boolean deliver(String body, int... millisLeft) {
        var record = new SQSEvent.SQSMessage();
        record.setMessageId("m1");
        record.setBody(body);
        var event = new SQSEvent();
        event.setRecords(List.of(record));
        return new ImportHandler(platform("import"), store("import"))
                .handleRequest(event, RunningOut.with(millisLeft))
                .getBatchItemFailures()
                .isEmpty();
    }

    private final class Clock implements Time {
        @Override
        public Instant business() {
            return now;
        }

        @Override
        public Instant machine() {
            return now;
        }

        @Override
        public Instant machineAt(Instant business) {
            return business;
        }
    }

    @Override
    public void close() {
        aws.close();
    }
}
