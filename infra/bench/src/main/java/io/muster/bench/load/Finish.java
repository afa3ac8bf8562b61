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

/** Knows when a campaign is over: its report is stored and its last check-in was handled. */
final class Finish {

    private static final int LAST_CHECK_IN = 4;
    private static final int THINGS = 2;
    private static final long PATIENCE_SECONDS = 60;

    private final Map<String, CountDownLatch> open = new ConcurrentHashMap<>();

    /** Returns a trigger whose function tells of what ends a campaign. */
    QueueTrigger watch(QueueTrigger trigger) {
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
        if (!body.contains("CheckInDue") && !body.contains("CampaignEnded")) {
            return;
        }
        var message = Messages.read(body);
        boolean last = !(message instanceof Message.CheckInDue due) || due.number() == LAST_CHECK_IN;
        if (last) {
            latch(message.campaignId()).countDown();
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
        return open.computeIfAbsent(campaignId, _ -> new CountDownLatch(THINGS));
    }
}
