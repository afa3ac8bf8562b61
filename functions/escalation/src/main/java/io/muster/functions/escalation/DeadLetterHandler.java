package io.muster.functions.escalation;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.muster.aws.Platform;
import io.muster.aws.error.Errors;
import io.muster.aws.file.ImportStore;
import io.muster.aws.lambda.BatchLoop;
import io.muster.aws.lambda.Log;
import io.muster.aws.lambda.Parked;
import io.muster.aws.message.Envelope;
import io.muster.aws.message.Origin;
import io.muster.aws.message.Redelivery;
import io.muster.aws.metric.Metric;
import io.muster.aws.metric.Metrics;
import io.muster.aws.store.DeadLetter;
import io.muster.aws.store.DeadLetterStore;
import io.muster.domain.error.Severity;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The queues of dead letters: each letter is filed in the workspace that it names, where operators find it, a text in
 * the one that has the number it came to. One that names none is shown to no tenant: it stays in its queue until that forgets it, is counted there, and is cried out for
 * again and again in the log, for whoever runs the installation.
 */
public final class DeadLetterHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

    /** What files a letter under no queue of ours: it can be read and discarded, and not redriven. */
    static final String NO_QUEUE = "none";

    private static final Duration PARKED = Duration.ofHours(12);

    private final Log log = Log.of("dead-letters");
    private final Platform platform;
    private final BatchLoop loop;
    private final Errors errors;
    private final Redelivery redelivery;
    private final DeadLetterStore store;
    private final ImportStore imports;
    private final Metrics metrics;

    public DeadLetterHandler() {
        this(Platform.fromEnvironment());
    }

    public DeadLetterHandler(Platform platform) {
        this.platform = platform;
        this.loop = new BatchLoop(log, platform);
        this.errors = new Errors(log, platform);
        this.redelivery = new Redelivery(platform);
        this.store = new DeadLetterStore(platform);
        this.imports = new ImportStore(platform);
        this.metrics = Metrics.of(platform);
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return loop.records(event, this::file);
    }

    private void file(SQSMessage record) {
        var origin = Origin.of(record.getBody());
        var workspace = origin.workspace()
                .or(() -> origin.textedNumber().flatMap(platform.installation().numbers()::workspaceOf))
                .orElseThrow(
                        () -> new Parked("the dead letter " + record.getMessageId() + " names no workspace", PARKED));
        var letter = letter(record, origin);
        boolean isNew = store.file(workspace, letter, record.getBody());
        if (isNew || open(workspace, letter.id())) {
            alarm(workspace, letter);
            origin.importId().ifPresent(importId -> imports.stall(workspace, importId, letter.id()));
        }
    }

    /** A letter that comes again and is still open was filed by somebody who perhaps did not come to say so. */
    private void alarm(String workspace, DeadLetter letter) {
        metrics.count(
                Metric.DEAD_LETTERS_FILED,
                Map.of("workspace", workspace, "queue", letter.queue(), "deadLetter", letter.id()));
        errors.count(workspace, letter.category(), Severity.HIGH, "dead_letter");
        var fields = new LinkedHashMap<String, Object>();
        fields.put("workspace", workspace);
        fields.put("queue", letter.queue());
        fields.put("deadLetter", letter.id());
        fields.put("category", letter.category());
        fields.put("code", letter.code());
        log.error("dead_letter_filed", fields);
    }

    /** What somebody has decided about a letter stands, however often it comes. */
    private boolean open(String workspace, String id) {
        return store.find(workspace, id)
                .filter(letter -> letter.state() == DeadLetter.State.OPEN)
                .isPresent();
    }

    private DeadLetter letter(SQSMessage record, Origin origin) {
        var now = platform.time().machine();
        var envelope = Envelope.read(record, now);
        var queue = redelivery
                .queueOf(String.valueOf(record.getEventSourceArn()))
                .or(() -> redelivery.queueFor(record.getBody()))
                .orElse(NO_QUEUE);
        return new DeadLetter(
                envelope.messageId(),
                queue,
                envelope.messageId(),
                origin.type().orElse(null),
                origin.campaignId().orElse(null),
                envelope.category(),
                Severity.HIGH,
                envelope.code(),
                envelope.failure(),
                envelope.receives(),
                envelope.firstFailureAt(),
                envelope.lastFailureAt(),
                now,
                origin.shown(),
                DeadLetter.State.OPEN,
                null,
                null,
                null,
                1);
    }
}
