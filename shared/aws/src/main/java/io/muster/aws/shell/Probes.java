package io.muster.aws.shell;

import io.muster.aws.Installation.Queue;
import io.muster.aws.Platform;
import io.muster.aws.store.Key;
import io.muster.aws.store.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Asks each part of the installation something harmless. */
public final class Probes {

    /** An item that nobody has: no workspace's key is like it. */
    private static final Key NOBODYS = new Key("HEALTH", "HEALTH");

    private final Table table;
    private final SqsClient sqs;
    private final Map<String, Queue> queues = new LinkedHashMap<>();

    public Probes(Platform platform) {
        var installed = platform.installation();
        this.table = Table.of(platform);
        this.sqs = platform.sqs();
        queues.put("dispatch queue", installed.queues().dispatch());
        queues.put("check-in queue", installed.queues().checkIn());
        queues.put("escalation queue", installed.queues().escalation());
        queues.put("reporting queue", installed.queues().reporting());
        queues.put("feedback queue", installed.queues().feedback());
    }

    /** Whether a part answered. */
    public enum Status {
        OK,
        FAILING
    }

    /** A part, and whether it answered. */
    public record Part(String name, Status status) {}

    /** Returns every part with what became of the question. */
    public List<Part> look() {
        var parts = new ArrayList<Part>();
        parts.add(part("table", () -> table.get(NOBODYS)));
        queues.forEach((name, queue) -> parts.add(part(
                name,
                () -> sqs.getQueueAttributes(
                        ask -> ask.queueUrl(queue.url()).attributeNames(QueueAttributeName.QUEUE_ARN)))));
        return List.copyOf(parts);
    }

    private static Part part(String name, Runnable question) {
        try {
            question.run();
            return new Part(name, Status.OK);
        } catch (SdkException silent) {
            return new Part(name, Status.FAILING);
        }
    }
}
