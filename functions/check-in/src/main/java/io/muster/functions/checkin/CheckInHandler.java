package io.muster.functions.checkin;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.muster.aws.Platform;
import io.muster.aws.adviser.Consultant;
import io.muster.aws.lambda.CampaignFeed;
import io.muster.aws.lambda.Misdelivered;
import io.muster.aws.message.Message;
import io.muster.aws.pool.ProspectFinder;
import io.muster.aws.pool.TableProspectFinder;
import io.muster.domain.adviser.Adviser;
import io.muster.domain.adviser.RulesAdviser;
import io.muster.domain.campaign.AccountBrief;
import io.muster.domain.campaign.BidRequest;
import io.muster.domain.campaign.CampaignInput;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.Status;
import io.muster.domain.strategy.LearnedRates;
import io.muster.domain.strategy.TimeToBid;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Feeds campaigns with what their timers and their contacts say: launches, check-ins, replies. */
public final class CheckInHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private final Platform platform;
    private final ProspectFinder finder;
    private final CampaignFeed feed;

    public CheckInHandler() {
        this(Platform.fromEnvironment());
    }

    public CheckInHandler(Platform platform) {
        this(platform, new TableProspectFinder(platform));
    }

    public CheckInHandler(Platform platform, ProspectFinder finder) {
        this(platform, finder, new RulesAdviser());
    }

    /** A handler that asks this adviser at hard check-ins. */
    public CheckInHandler(Platform platform, ProspectFinder finder, Adviser adviser) {
        this.platform = platform;
        this.finder = finder;
        var consultant = Consultant.of(platform, adviser);
        this.feed = new CampaignFeed("check-in", platform, message -> {
            var asking = consultant.asking();
            return state -> asking.heard(state, input(state, message));
        });
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return feed.apply(event);
    }

    private CampaignInput input(CampaignState state, Message message) {
        return switch (message) {
            case Message.CheckInDue due -> {
                var at = fired(due.at());
                yield switch (state.brief()) {
                    case BidRequest _ ->
                        new CampaignInput.CheckInDue(
                                due.id(), at, due.number(), due.generation(), pool(state, at, looks(state, due, at)));
                    case AccountBrief account ->
                        new CampaignInput.TouchDue(
                                due.id(), at, due.generation(), people(state, account, looks(state, due, at)));
                };
            }
            case Message.LaunchDue due -> {
                var at = fired(due.at());
                boolean starts = state.campaign().status() == Status.SCHEDULED
                        && state.campaign().generation() == due.generation();
                yield new CampaignInput.Launched(due.id(), at, due.generation(), pool(state, at, starts));
            }
            case Message.Replied reply ->
                new CampaignInput.Replied(reply.id(), reply.at(), reply.contactId(), reply.answer());
            case Message.WavePlanned _,
                    Message.WakeUpDue _,
                    Message.ShortfallFound _,
                    Message.TouchesFailed _,
                    Message.CampaignEnded _ -> throw new Misdelivered(message);
        };
    }

    /** Returns the moment at which a timer fired: never before it was due, whatever the clocks say. */
    private Instant fired(Instant due) {
        var now = platform.time().business();
        return now.isBefore(due) ? due : now;
    }

    /** Returns whether a check-in may plan a wave: the last one ends the campaign and a stale one does nothing. */
    private static boolean looks(CampaignState state, Message.CheckInDue due, Instant at) {
        var campaign = state.campaign();
        return campaign.status().running()
                && campaign.generation() == due.generation()
                && campaign.nextCheckIn() == due.number()
                && at.isBefore(campaign.deadline());
    }

    /** Looks at an account's people only where one of them may be touched. */
    private CampaignInput.People people(CampaignState state, AccountBrief account, boolean wanted) {
        return wanted && state.campaign().status() == Status.ACTIVE
                ? finder.people(
                        state.campaign().key(), account, platform.installation().enabled())
                : new CampaignInput.People(Map.of(), Set.of());
    }

    /** Looks for prospects only where somebody may be asked, since that is what costs requests. */
    private CampaignInput.Pool pool(CampaignState state, Instant at, boolean wanted) {
        return wanted
                ? finder.find(state, at)
                : new CampaignInput.Pool(
                        List.of(),
                        LearnedRates.NOTHING,
                        TimeToBid.PRIOR,
                        platform.installation().enabled());
    }
}
