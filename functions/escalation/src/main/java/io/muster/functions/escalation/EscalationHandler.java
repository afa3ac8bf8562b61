package io.muster.functions.escalation;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.muster.aws.Platform;
import io.muster.aws.lambda.CampaignFeed;
import io.muster.aws.lambda.Misdelivered;
import io.muster.aws.message.Message;
import io.muster.aws.pool.ProspectFinder;
import io.muster.aws.pool.TableProspectFinder;
import io.muster.domain.campaign.AccountBrief;
import io.muster.domain.campaign.BidRequest;
import io.muster.domain.campaign.CampaignInput;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.Reach;
import io.muster.domain.touch.Slice;
import io.muster.domain.touch.Touch;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Carries out what check-ins decided, and finds another way to contacts that could not be reached. */
public final class EscalationHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private final Platform platform;
    private final ProspectFinder finder;
    private final CampaignFeed feed;

    public EscalationHandler() {
        this(Platform.fromEnvironment());
    }

    public EscalationHandler(Platform platform) {
        this(platform, new TableProspectFinder(platform));
    }

    public EscalationHandler(Platform platform, ProspectFinder finder) {
        this.platform = platform;
        this.finder = finder;
        this.feed = new CampaignFeed("escalation", platform, message -> state -> input(state, message));
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return feed.apply(event);
    }

    private CampaignInput input(CampaignState state, Message message) {
        var key = message.campaign();
        var enabled = platform.installation().enabled();
        return switch (message) {
            case Message.ShortfallFound found ->
                new CampaignInput.ShortfallFound(found.id(), found.at(), finder.reach(key, silent(state)), enabled);
            case Message.TouchesFailed failed ->
                new CampaignInput.TouchesFailed(
                        failed.id() + "/" + lostPositions(state, failed),
                        failed.at(),
                        failed.wave(),
                        failed.slice(),
                        concerned(state, failed),
                        enabled);
            case Message.WavePlanned _,
                    Message.WakeUpDue _,
                    Message.LaunchDue _,
                    Message.CheckInDue _,
                    Message.Replied _,
                    Message.CampaignEnded _ -> throw new Misdelivered(message);
        };
    }

    private static Set<String> silent(CampaignState state) {
        return state.byContact().keySet().stream()
                .filter(contact -> !state.responses().containsKey(contact))
                .collect(Collectors.toSet());
    }

    /** In place of one of an account's people another may be next. */
    private Map<String, Reach> concerned(CampaignState state, Message.TouchesFailed failed) {
        var key = failed.campaign();
        return switch (state.brief()) {
            case BidRequest _ -> finder.reach(key, lost(state, failed));
            case AccountBrief account ->
                finder.people(key, account, platform.installation().enabled()).reach();
        };
    }

    private static Set<String> lost(CampaignState state, Message.TouchesFailed failed) {
        return state.slices().stream()
                .filter(slice -> is(slice, failed))
                .flatMap(slice -> slice.touches().stream())
                .filter(touch -> touch.state().lost() && !touch.kind().notice())
                .map(touch -> touch.contactId())
                .collect(Collectors.toSet());
    }

    /** A slice may lose touches one after another: each loss is an input of its own. */
    private static String lostPositions(CampaignState state, Message.TouchesFailed failed) {
        return state.slices().stream()
                .filter(slice -> is(slice, failed))
                .flatMap(slice -> IntStream.range(0, slice.touches().size())
                        .filter(position -> seenTo(slice.touches().get(position)))
                        .mapToObj(Integer::toString))
                .collect(Collectors.joining("."));
    }

    private static boolean seenTo(Touch touch) {
        return touch.state().lost() || touch.takenBack() || touch.unheard();
    }

    private static boolean is(Slice slice, Message.TouchesFailed failed) {
        return slice.wave() == failed.wave() && slice.index() == failed.slice();
    }
}
