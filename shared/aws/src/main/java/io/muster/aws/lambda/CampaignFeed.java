package io.muster.aws.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.muster.aws.Platform;
import io.muster.aws.message.Message;
import io.muster.aws.shell.CampaignShell;
import io.muster.aws.shell.Outcome;
import io.muster.domain.campaign.CampaignInput;
import io.muster.domain.campaign.CampaignState;
import java.util.function.Function;

/** A queue whose messages are inputs of campaigns: each is applied once, and what a campaign refuses is noted. */
public final class CampaignFeed {

    private final Log log;
    private final BatchLoop loop;
    private final CampaignShell shell;
    private final Function<Message, Function<CampaignState, CampaignInput>> inputs;

    /**
     * Makes the feed of a function.
     *
     * @param inputs what a message means to a campaign in a state, made anew for every message that is taken; throws
     *     {@link Misdelivered} for one of another queue
     */
    public CampaignFeed(
            String function, Platform platform, Function<Message, Function<CampaignState, CampaignInput>> inputs) {
        this.log = Log.of(function);
        this.loop = new BatchLoop(log, platform);
        this.shell = new CampaignShell(platform);
        this.inputs = inputs;
    }

    /** Applies a batch; those that failed come again alone. */
    public SQSBatchResponse apply(SQSEvent event) {
        return loop.messages(event, this::apply);
    }

    private void apply(Message message) {
        switch (shell.apply(message.campaign(), inputs.apply(message))) {
            case Outcome.NotFound _ -> log.warn("campaign_unknown", Log.fields(message));
            case Outcome.Refused(var code, var _) -> log.warn("input_refused_" + code, Log.fields(message));
            case Outcome.Applied _, Outcome.Repeated _, Outcome.Ignored _ -> {}
        }
    }
}
