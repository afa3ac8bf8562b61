package io.muster.memory.sqs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.muster.memory.ManualClock;
import io.muster.memory.MemoryAws;
import io.muster.memory.Remote;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.SqsRequest;

/** The same random operations on the in-memory queues and on ElasticMQ: every answer and every error alike. */
class ElasticMqFidelityTest {
    private static final int OPERATIONS = 10_000;
    private static final int PER_RUN = 250;

    @Test
    void answers_and_errors_are_those_of_elasticmq() {
        var differences = new ArrayList<String>();
        var server = start();
        try {
            var port = server.waitUntilStarted().localAddress().getPort();
            var compared = 0;
            for (long seed = 1; compared < OPERATIONS; seed++) {
                compared += compare(seed, URI.create("http://127.0.0.1:" + port), differences);
            }
        } finally {
            server.stopAndWait();
        }
        assertEquals(List.of(), differences, () -> String.join("\n\n", differences));
    }

    private static SQSRestServer start() {
        try {
            return SQSRestServerBuilder.withInterface("127.0.0.1")
                    .withDynamicPort()
                    .withAWSRegion(MemorySqs.REGION)
                    .withAWSAccountId(MemorySqs.ACCOUNT)
                    .start();
        } catch (RuntimeException e) {
            System.out.println("Skipped: ElasticMQ does not start here: " + e);
            assumeTrue(false, "ElasticMQ does not start here: " + e);
            throw e;
        }
    }

    /** Adds the first difference of a run; returns how many operations were compared. */
    private static int compare(long seed, URI elasticMq, List<String> differences) {
        try (var aws = MemoryAws.open(MemoryAws.Options.forgetful(new ManualClock()));
                var theirs = Remote.sqs(elasticMq)) {
            theirs.listQueues().queueUrls().forEach(url -> theirs.deleteQueue(request -> request.queueUrl(url)));
            var one = new Side(aws.sqs(), aws.sqs().urlOf(""));
            var other = new Side(theirs, elasticMq + "/" + MemorySqs.ACCOUNT + "/");
            aws.sqs().createQueue(request -> request.queueName(RandomOperations.DEAD));
            theirs.createQueue(request -> request.queueName(RandomOperations.DEAD));
            var operations = new RandomOperations(new Random(seed));
            var last = new ArrayDeque<SqsRequest>();
            for (int i = 0; i < PER_RUN; i++) {
                var request = operations.next(one.handles());
                last.addLast(request);
                if (last.size() > 12) {
                    last.removeFirst();
                }
                var ours = KnownDifferences.levelled(request, one.call(request));
                var expected = KnownDifferences.levelled(request, other.call(request));
                if (KnownDifferences.parted(ours, expected)) {
                    return i;
                }
                if (!KnownDifferences.alike(request, ours, expected)) {
                    differences.add(
                            "seed " + seed + ", operation " + i + "\n  ElasticMQ: " + expected + "\n  in memory: "
                                    + ours + "\n  last operations: "
                                    + last.stream()
                                            .map(step -> step.toString().replace('\n', ' '))
                                            .collect(Collectors.joining("\n    ")));
                    return i;
                }
            }
            return PER_RUN;
        }
    }
}
