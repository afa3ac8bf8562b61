package io.muster.aws;

import io.muster.memory.MemoryAws;
import java.net.URI;
import java.time.Instant;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assumptions;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Where the AWS of a test is: in memory, where its time is moved by hand, or at an endpoint, where it passes by itself and
 * many tests share it.
 */
public interface Cloud extends AutoCloseable {

    /** Knows an endpoint that takes the place of memory; the profile {@code containers} brings one. */
    interface Elsewhere {

        /** Returns where AWS is, or aborts the test with the reason why it is nowhere. */
        URI endpoint();
    }

    DynamoDbClient dynamoDb();

    SqsClient sqs();

    SchedulerClient scheduler();

    /** Returns a name for a part that no other test uses. */
    String named(String part);

    /** Lets the timers fire that are due now; where time cannot be moved, the test ends here, as skipped. */
    void fireDue();

    @Override
    void close();

    /** Returns AWS in memory on this clock, unless there is an endpoint to be used instead. */
    static Cloud open(Supplier<Instant> now) {
        return ServiceLoader.load(Elsewhere.class)
                .findFirst()
                .<Cloud>map(elsewhere -> new AtEndpoint(elsewhere.endpoint()))
                .orElseGet(() -> new InMemory(MemoryAws.open(MemoryAws.Options.forgetful(now::get))));
    }

    /** AWS in this process, forgotten with the test. */
    record InMemory(MemoryAws aws) implements Cloud {

        @Override
        public DynamoDbClient dynamoDb() {
            return aws.dynamoDb();
        }

        @Override
        public SqsClient sqs() {
            return aws.sqs();
        }

        @Override
        public SchedulerClient scheduler() {
            return aws.scheduler();
        }

        @Override
        public String named(String part) {
            return part;
        }

        @Override
        public void fireDue() {
            aws.scheduler().fireDue();
        }

        @Override
        public void close() {
            aws.close();
        }
    }

    /** AWS behind the SDK's own clients. */
    final class AtEndpoint implements Cloud {

        private static final AtomicInteger TESTS = new AtomicInteger();
        private static final String RUN =
                "t" + Long.toString(ProcessHandle.current().pid(), 36);
        private static final StaticCredentialsProvider ANYBODY =
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

        private final String prefix = RUN + "-" + TESTS.incrementAndGet() + "-";
        private final SdkHttpClient http = UrlConnectionHttpClient.create();
        private final DynamoDbClient dynamoDb;
        private final SqsClient sqs;
        private final SchedulerClient scheduler;

        public AtEndpoint(URI endpoint) {
            dynamoDb = DynamoDbClient.builder()
                    .endpointOverride(endpoint)
                    .region(Region.US_EAST_1)
                    .credentialsProvider(ANYBODY)
                    .httpClient(http)
                    .build();
            sqs = SqsClient.builder()
                    .endpointOverride(endpoint)
                    .region(Region.US_EAST_1)
                    .credentialsProvider(ANYBODY)
                    .httpClient(http)
                    .build();
            scheduler = SchedulerClient.builder()
                    .endpointOverride(endpoint)
                    .region(Region.US_EAST_1)
                    .credentialsProvider(ANYBODY)
                    .httpClient(http)
                    .build();
        }

        @Override
        public DynamoDbClient dynamoDb() {
            return dynamoDb;
        }

        @Override
        public SqsClient sqs() {
            return sqs;
        }

        @Override
        public SchedulerClient scheduler() {
            return scheduler;
        }

        @Override
        public String named(String part) {
            return prefix + part;
        }

        @Override
        public void fireDue() {
            Assumptions.abort("time cannot be moved where this AWS is");
        }

        @Override
        public void close() {
            dynamoDb.close();
            sqs.close();
            scheduler.close();
            http.close();
        }
    }
}
