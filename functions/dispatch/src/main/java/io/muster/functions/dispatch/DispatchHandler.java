package io.muster.functions.dispatch;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.muster.aws.Platform;
import io.muster.aws.lambda.BatchLoop;
import io.muster.aws.lambda.Log;
import io.muster.aws.lambda.Misdelivered;
import io.muster.aws.message.Message;

/** The dispatch queue: slices with something due, and campaigns whose held touches may go now. */
public final class DispatchHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private final BatchLoop loop = new BatchLoop(Log.of("dispatch"));
    private final Dispatcher dispatcher;

    /** Returns a handler on a platform that sends with the given outlets. */
    public DispatchHandler(Platform platform, Outlets outlets) {
        this.dispatcher = new Dispatcher(platform, outlets);
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return loop.messages(event, this::handle);
    }

    private void handle(Message message) {
        switch (message) {
            case Message.WavePlanned planned -> dispatcher.dispatch(planned);
            case Message.WakeUpDue due -> dispatcher.wakeUp(due);
            case Message.LaunchDue _,
                    Message.CheckInDue _,
                    Message.Replied _,
                    Message.ShortfallFound _,
                    Message.TouchesFailed _,
                    Message.CampaignEnded _ -> throw new Misdelivered(message);
        }
    }
}
