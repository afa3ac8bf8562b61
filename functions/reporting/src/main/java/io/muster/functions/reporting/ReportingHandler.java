package io.muster.functions.reporting;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.muster.aws.Platform;
import io.muster.aws.api.Wire;
import io.muster.aws.lambda.BatchLoop;
import io.muster.aws.lambda.Log;
import io.muster.aws.lambda.Misdelivered;
import io.muster.aws.message.Message;
import io.muster.aws.settings.SettingsStore;
import io.muster.aws.shell.CampaignShell;
import io.muster.aws.shell.Outcome;
import io.muster.aws.store.CampaignStore;
import io.muster.aws.store.RateStore;
import io.muster.aws.store.TaskStore;
import io.muster.aws.store.Transaction;
import io.muster.domain.campaign.BidRequest;
import io.muster.domain.campaign.CampaignInput.ReportMade;
import io.muster.domain.campaign.CampaignReport;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.Event;
import io.muster.domain.campaign.History;
import io.muster.domain.campaign.Lessons;
import io.muster.domain.task.ByHand;
import io.muster.domain.task.TaskInput;
import io.muster.domain.touch.Channel;
import java.util.List;

/**
 * A campaign has ended: its report is stored, its rates are learned, and the requester is to be told, all in the
 * transaction that says so. What was learned once is not learned again when a late bid makes a new report.
 */
public final class ReportingHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

    /** Four writes each; with the campaign's own they must fit in one transaction of a hundred. */
    private static final int MOST_CATEGORIES = 20;

    private final Platform platform;
    private final CampaignShell shell;
    private final CampaignStore store;
    private final RateStore rates;
    private final TaskStore tasks;
    private final SettingsStore settings;
    private final Log log = Log.of("reporting");
    private final BatchLoop loop;

    public ReportingHandler() {
        this(Platform.fromEnvironment());
    }

    public ReportingHandler(Platform platform) {
        this.platform = platform;
        this.shell = new CampaignShell(platform);
        this.store = new CampaignStore(platform);
        this.rates = new RateStore(platform);
        this.tasks = new TaskStore(platform);
        this.settings = new SettingsStore(platform);
        this.loop = new BatchLoop(log, platform);
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return loop.messages(event, this::handle);
    }

    private void handle(Message message) {
        if (!(message instanceof Message.CampaignEnded ended)) {
            throw new Misdelivered(message);
        }
        boolean mail = platform.installation().enabled().contains(Channel.EMAIL);
        var outcome = shell.apply(
                ended.campaign(),
                state -> new ReportMade(ended.id(), ended.at(), state.campaign().version(), mail),
                (before, _, transaction) -> write(before, transaction));
        switch (outcome) {
            case Outcome.Applied(var state, var _) -> close(state);
            case Outcome.Repeated(var state, var _) -> close(state);
            case Outcome.NotFound _ -> log.warn("campaign_unknown", Log.fields(message));
            case Outcome.Refused _, Outcome.Ignored _ -> {}
        }
    }

    /** Nobody has to call for a campaign that is over. A delivery that died before this comes again. */
    private void close(CampaignState state) {
        var campaign = state.campaign();
        var open = ByHand.tasks(state);
        if (!open.isEmpty()) {
            var why = "the campaign has ended: "
                    + Wire.name(campaign.result() == null ? campaign.status() : campaign.result());
            var at = campaign.endedAt() == null ? campaign.deadline() : campaign.endedAt();
            tasks.close(campaign.key().workspace(), open, new TaskInput.NoLongerNeeded(why, "campaign", at));
        }
    }

    private void write(CampaignState state, Transaction transaction) {
        var history = store.history(state.campaign().key());
        ReportStore.put(
                transaction,
                CampaignReport.of(
                        state,
                        history,
                        settings.of(state.campaign().key().workspace()).prices()));
        if (!learned(history)) {
            learn(state, transaction);
        }
    }

    private void learn(CampaignState state, Transaction transaction) {
        if (!(state.brief() instanceof BidRequest request)) {
            return;
        }
        var workspace = state.campaign().key().workspace();
        var categories = request.categories();
        var known = rates.of(workspace);
        var lessons = Lessons.of(state, known.rates(), known.timeToBid(categories));
        for (var category :
                categories.stream().distinct().limit(MOST_CATEGORIES).toList()) {
            lessons.observed()
                    .forEach((tier, observed) -> RateStore.learn(transaction, workspace, category, tier, observed));
            if (!lessons.waits().isEmpty()) {
                RateStore.keep(
                        transaction, workspace, category, known.waits(category).plus(lessons.waits()));
            }
        }
    }

    private static boolean learned(List<History> history) {
        return history.stream().anyMatch(line -> line.event() instanceof Event.Reported);
    }
}
