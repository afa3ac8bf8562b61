package io.muster.aws.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.muster.aws.Platform;
import io.muster.aws.message.Message;
import io.muster.aws.shell.CampaignShell;
import io.muster.aws.shell.Outcome;
import io.muster.domain.campaign.CampaignInput;
import io.muster.domain.campaign.CampaignState;
import java.util.function.BiFunction;

/** A queue whose messages are inputs of campaigns: each is applied once, and what a campaign refuses is noted. */
public final class CampaignFeed {

    private final Log log;
    private final BatchLoop loop;
    private final CampaignShell shell;
    private final BiFunction<CampaignState, Message, CampaignInput> input;

    /**
     * Makes the feed of a function.
     *
     * @param input what a message means to a campaign; throws {@link Misdelivered} for one of another queue
     */
    public CampaignFeed(String function, Platform platform, BiFunction<CampaignState, Message, CampaignInput> input) {
        this.log = Log.of(function);
        this.loop = new BatchLoop(log, platform);
        this.shell = new CampaignShell(platform);
        this.input = input;
    }

    /** Applies a batch; those that failed come again alone. */
    public SQSBatchResponse apply(SQSEvent event) {
        return loop.messages(event, this::apply);
    }

    private void apply(Message message) {
        switch (shell.apply(message.campaign(), state -> input.apply(state, message))) {
            case Outcome.NotFound _ -> log.warn("campaign_unknown", Log.fields(message));
            case Outcome.Refused(var code, var _) -> log.warn("input_refused_" + code, Log.fields(message));
            case Outcome.Applied _, Outcome.Repeated _, Outcome.Ignored _ -> {}
        }
    }
}
