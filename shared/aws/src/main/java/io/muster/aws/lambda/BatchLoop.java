package io.muster.aws.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.muster.aws.Platform;
import io.muster.aws.error.Cause;
import io.muster.aws.lambda.Log.Severity;
import io.muster.aws.message.Message;
import io.muster.aws.message.Messages;
import io.muster.aws.message.Origin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.function.Consumer;

/**
 * Handles the messages of a delivery one by one, and is the one place that catches: a message that fails comes again
 * when its category says, and in the end lies in the dead letters with its reason, while its batch-mates are done.
 */
public final class BatchLoop {

    private final Log log;
    private final Platform platform;

    public BatchLoop(Log log, Platform platform) {
        this.log = log;
        this.platform = platform;
    }

    /** Returns the loop of a function. */
    public static BatchLoop of(String function, Platform platform) {
        return new BatchLoop(Log.of(function), platform);
    }

    /** Handles messages of ours; returns which are to come again. */
    public SQSBatchResponse messages(SQSEvent event, Consumer<Message> handle) {
        return records(event, record -> handle.accept(Messages.read(record.getBody())));
    }

    /** Handles records of any kind; returns which are to come again. */
    public SQSBatchResponse records(SQSEvent event, Consumer<SQSMessage> handle) {
        var aftercare = new Aftercare(log, platform);
        var failures = new ArrayList<BatchItemFailure>();
        for (var record : event.getRecords()) {
            try {
                handle.accept(record);
            } catch (RuntimeException failure) {
                var cause = Cause.of(failure);
                note(record, cause, failure);
                if (!aftercare.gaveUp(record, cause, failure)) {
                    failures.add(new BatchItemFailure(record.getMessageId()));
                }
            }
        }
        aftercare.postpone();
        return new SQSBatchResponse(failures);
    }

    private void note(SQSMessage record, Cause cause, RuntimeException failure) {
        var fields = new LinkedHashMap<String, Object>();
        var origin = Origin.of(record.getBody());
        origin.workspace().ifPresent(workspace -> fields.put("workspace", workspace));
        origin.campaignId().ifPresent(campaign -> fields.put("campaign", campaign));
        fields.put("delivery", record.getMessageId());
        fields.put("receives", Aftercare.receives(record));
        fields.put("category", cause.category());
        fields.put("code", cause.code());
        var severity = failure instanceof RetryLater
                ? Severity.INFO
                : switch (cause.category()) {
                    case DATABASE, API, TIMEOUT, RATE_LIMIT -> Severity.WARN;
                    case INTEGRATION, VALIDATION, PERMISSION, UNKNOWN -> Severity.ERROR;
                };
        log.failed(severity, failure instanceof RetryLater ? "message_put_off" : "message_failed", fields, failure);
    }
}
