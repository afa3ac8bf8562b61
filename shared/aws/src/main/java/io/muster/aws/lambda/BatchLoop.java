package io.muster.aws.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.muster.aws.lambda.Log.Severity;
import io.muster.aws.message.Message;
import io.muster.aws.message.Messages;
import io.muster.aws.shell.Contended;
import java.util.ArrayList;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Handles the messages of a delivery one by one, and is the one place that catches: a message that fails is delivered
 * again, and in the end lies in the dead letters, while its batch-mates are done.
 */
public final class BatchLoop {

    private final Log log;

    public BatchLoop(Log log) {
        this.log = log;
    }

    /** Handles messages of ours; returns which failed. */
    public SQSBatchResponse messages(SQSEvent event, Consumer<Message> handle) {
        return records(event, record -> handle.accept(Messages.read(record.getBody())));
    }

    /** Handles records of any kind; returns which failed. */
    public SQSBatchResponse records(SQSEvent event, Consumer<SQSMessage> handle) {
        var failures = new ArrayList<BatchItemFailure>();
        for (var record : event.getRecords()) {
            try {
                handle.accept(record);
            } catch (RuntimeException failure) {
                note(record, failure);
                failures.add(new BatchItemFailure(record.getMessageId()));
            }
        }
        return new SQSBatchResponse(failures);
    }

    private void note(SQSMessage record, RuntimeException failure) {
        var fields = Map.of("delivery", record.getMessageId());
        switch (failure) {
            case RetryLater _ -> log.failed(Severity.INFO, "message_put_off", fields, failure);
            case Contended _ -> log.failed(Severity.WARN, "message_contended", fields, failure);
            case SdkException _ -> log.failed(Severity.WARN, "message_interrupted", fields, failure);
            default -> log.failed(Severity.ERROR, "message_failed", fields, failure);
        }
    }
}
