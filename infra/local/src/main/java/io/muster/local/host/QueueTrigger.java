package io.muster.local.host;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

/**
 * A queue that feeds a function.
 *
 * @param function the function's name
 * @param concurrency how many batches are in hand at once, at most
 */
public record QueueTrigger(
        String function,
        String queueUrl,
        String queueArn,
        int concurrency,
        RequestHandler<SQSEvent, SQSBatchResponse> handler) {}
