package io.muster.bench.load;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.muster.aws.message.Message;
import io.muster.aws.message.Messages;
import io.muster.local.host.QueueTrigger;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Knows when a campaign is over, which is when its report is stored. */
final class Finish {

    private static final long PATIENCE_SECONDS = 60;

    private final Map<String, CountDownLatch> open = new ConcurrentHashMap<>();

    /** Returns a trigger whose function, if it is the one that reports, tells of what ends a campaign. */
    QueueTrigger watch(QueueTrigger trigger) {
        if (!trigger.function().equals("reporting")) {
            return trigger;
        }
        return new QueueTrigger(
                trigger.function(),
                trigger.queueUrl(),
                trigger.queueArn(),
                trigger.concurrency(),
                watch(trigger.handler()));
    }

    private RequestHandler<SQSEvent, SQSBatchResponse> watch(RequestHandler<SQSEvent, SQSBatchResponse> handler) {
        return (event, context) -> {
            var response = handler.handleRequest(event, context);
            if (response.getBatchItemFailures().isEmpty()) {
                event.getRecords().forEach(record -> note(record.getBody()));
            }
            return response;
        };
    }

    private void note(String body) {
        if (Messages.read(body) instanceof Message.CampaignEnded ended) {
            latch(ended.campaignId()).countDown();
        }
    }

    /** Waits until a campaign is over; the latch of one that is over is forgotten. */
    void await(String campaignId) throws InterruptedException {
        if (!latch(campaignId).await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("campaign " + campaignId + " does not end");
        }
        open.remove(campaignId);
    }

    private CountDownLatch latch(String campaignId) {
        return open.computeIfAbsent(campaignId, _ -> new CountDownLatch(1));
    }
}
