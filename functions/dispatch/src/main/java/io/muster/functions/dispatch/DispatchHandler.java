package io.muster.functions.dispatch;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.muster.aws.Platform;
import io.muster.aws.lambda.BatchLoop;
import io.muster.aws.lambda.Misdelivered;
import io.muster.aws.message.AnswerDue;
import io.muster.aws.message.Message;
import io.muster.aws.message.Messages;
import io.muster.domain.touch.Channel;
import io.muster.functions.dispatch.email.SesSender;
import io.muster.functions.dispatch.form.FormSender;
import io.muster.functions.dispatch.phone.ConnectCaller;
import io.muster.functions.dispatch.sms.SmsSender;
import java.time.Duration;
import java.util.EnumMap;

/** The dispatch queue: slices with something due, campaigns whose held touches may go now, and texts to be answered. */
public final class DispatchHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

    /** Within a claim's lease, with time left to record the answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final BatchLoop loop;
    private final Dispatcher dispatcher;
    private final OwedTexts owed;

    /** Returns the handler on Lambda: mail, and texts and calls where they are set up, through AWS; the rest by people. */
    public DispatchHandler() {
        this(Platform.fromEnvironment());
    }

    private DispatchHandler(Platform platform) {
        this(platform, onLambda(platform));
    }

    /** Returns a handler on a platform that sends with the given outlets. */
    public DispatchHandler(Platform platform, Outlets outlets) {
        this.loop = BatchLoop.of("dispatch", platform);
        this.dispatcher = new Dispatcher(platform, outlets);
        this.owed = new OwedTexts(platform, outlets);
    }

    /** Returns what a function on Lambda sends with. */
    static Outlets onLambda(Platform platform) {
        var configurationSet = platform.installation().configurationSet();
        if (configurationSet == null) {
            throw new IllegalStateException(
                    "MUSTER_CONFIGURATION_SET is missing: without SES's events an unknown touch is never settled");
        }
        var senders = new EnumMap<Channel, Sender>(Channel.class);
        senders.put(Channel.EMAIL, SesSender.onLambda(configurationSet, PATIENCE));
        if (platform.installation().enabled().contains(Channel.WEBSITE_FORM)) {
            senders.put(
                    Channel.WEBSITE_FORM,
                    FormSender.onTheInternet(platform.installation().sender().address()));
        }
        var sms = platform.installation().sms();
        if (sms != null) {
            senders.put(Channel.SMS, SmsSender.onLambda(sms, PATIENCE));
        } else if (platform.installation().enabled().contains(Channel.SMS)) {
            throw new IllegalStateException("MUSTER_CHANNELS has sms, and MUSTER_SMS_CONFIGURATION_SET is missing");
        }
        var connect = platform.installation().connect();
        if (connect != null) {
            senders.put(Channel.PHONE, ConnectCaller.onLambda(connect, PATIENCE));
        }
        return new Outlets(senders, new StoredRecipients(platform));
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return loop.records(event, record -> handle(record.getBody()));
    }

    private void handle(String body) {
        AnswerDue.read(body).ifPresentOrElse(owed::give, () -> handle(Messages.read(body)));
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
