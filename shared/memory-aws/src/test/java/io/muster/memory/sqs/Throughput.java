package io.muster.memory.sqs;

import io.muster.memory.MemoryAws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** Prints how many messages a second one thread sends, receives one by one, and deletes; a look, not a benchmark. */
public final class Throughput {
    private static final int MESSAGES = 200_000;

    private Throughput() {}

    public static void main(String[] args) throws IOException {
        var folder = Files.createTempDirectory("throughput");
        for (int round = 0; round < 3; round++) {
            try (var aws = MemoryAws.open(MemoryAws.Options.forgetful(InstantSource.system()))) {
                measure("no log", aws.sqs());
            }
            try (var aws = MemoryAws.open(
                    MemoryAws.Options.durable(InstantSource.system(), folder.resolve("round" + round), false))) {
                measure("log   ", aws.sqs());
            }
        }
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static void measure(String what, MemorySqs sqs) {
        var url = sqs.createQueue(CreateQueueRequest.builder().queueName("q").build())
                .queueUrl();
        var send = SendMessageRequest.builder()
                .queueUrl(url)
                .messageBody("x".repeat(200))
                .messageGroupId("w1")
                .build();
        var receive = ReceiveMessageRequest.builder().queueUrl(url).build();
        var handles = new String[MESSAGES];
        var sent = perSecond(i -> sqs.sendMessage(send));
        var received = perSecond(i ->
                handles[i] = sqs.receiveMessage(receive).messages().getFirst().receiptHandle());
        var deleted = perSecond(i -> sqs.deleteMessage(DeleteMessageRequest.builder()
                .queueUrl(url)
                .receiptHandle(handles[i])
                .build()));
        System.out.printf("%s  sends %,d/s  receives %,d/s  deletes %,d/s%n", what, sent, received, deleted);
    }

    private static long perSecond(java.util.function.IntConsumer action) {
        var start = System.nanoTime();
        for (int i = 0; i < MESSAGES; i++) {
            action.accept(i);
        }
        return MESSAGES * 1_000_000_000L / (System.nanoTime() - start);
    }
}
