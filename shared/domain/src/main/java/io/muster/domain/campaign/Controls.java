package io.muster.domain.campaign;

import io.muster.domain.campaign.CampaignInput.Cancelled;
import io.muster.domain.campaign.CampaignInput.Paused;
import io.muster.domain.campaign.CampaignInput.ReportMade;
import io.muster.domain.campaign.CampaignInput.Resumed;
import io.muster.domain.campaign.CampaignInput.TouchSettled;
import io.muster.domain.campaign.Decision.Code;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Slice;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchState;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What an operator's hand, and the reporter's, do to a campaign. */
final class Controls {

    private Controls() {}

    static Decision pause(CampaignState state, Paused input) {
        var campaign = state.campaign();
        return switch (campaign.status()) {
            case ACTIVE ->
                changed(
                        campaign.next().status(Status.PAUSED, input.reason()).build(),
                        new Event.Paused(input.reason()));
            case PAUSED -> refused(campaign, Code.ALREADY_PAUSED, "is paused already");
            case DRAFT, SCHEDULED -> refused(campaign, Code.NOT_STARTED, "has not started; cancel it instead");
            case COMPLETED, CANCELLED, FAILED -> ended(campaign);
        };
    }

    static Decision resume(CampaignState state, Resumed input) {
        var campaign = state.campaign();
        return switch (campaign.status()) {
            case PAUSED ->
                changed(campaign.next().status(Status.ACTIVE, null).build(), new Event.Resumed(nextLook(campaign)));
            case DRAFT, SCHEDULED, ACTIVE -> refused(campaign, Code.NOT_PAUSED, "is not paused");
            case COMPLETED, CANCELLED, FAILED -> ended(campaign);
        };
    }

    static Decision cancel(CampaignState state, Cancelled input) {
        var campaign = state.campaign();
        return switch (campaign.status()) {
            case DRAFT, SCHEDULED, ACTIVE, PAUSED ->
                changed(
                        campaign.next()
                                .ended(Status.CANCELLED, null, input.reason(), input.at())
                                .build(),
                        new Event.Cancelled(input.reason()));
            case COMPLETED, CANCELLED, FAILED -> ended(campaign);
        };
    }

    /**
     * A touch of which nobody knows whether it went is settled, ended campaigns' too: their report is made anew. The slice
     * is written by who applies this.
     */
    static Decision settled(CampaignState state, TouchSettled input) {
        var campaign = state.campaign();
        var place = input.touch();
        var slice = state.slice(place).orElse(null);
        if (slice == null) {
            return refused(campaign, Code.NO_TOUCH, "has no such touch");
        }
        var touch = slice.touches().get(place.position());
        if (touch.settled(input.outcome())) {
            return new Decision.Ignored("that was said of this touch before");
        }
        var id = slice.touchId(campaign.key(), place.position());
        if (touch.state() != TouchState.UNKNOWN) {
            return new Decision.Refused(
                    Code.TOUCH_KNOWN,
                    "The touch " + id + " is "
                            + touch.state().name().toLowerCase(Locale.ROOT)
                            + ": only one that is unknown can be settled.");
        }
        var event = new Event.TouchSettled(id, touch.contactId(), touch.channel(), input.outcome(), input.comment());
        boolean anew = campaign.status().terminal() && !touch.kind().notice();
        var next = anew ? campaign.next().reported(false) : campaign.next();
        return changed(next.build(), event);
    }

    /** The report stands for what it was made of; if anything came in meanwhile, another is on its way. */
    static Decision reported(CampaignState state, ReportMade input) {
        var campaign = state.campaign();
        if (!campaign.status().terminal()) {
            return new Decision.Ignored("the campaign has not ended");
        }
        if (campaign.reported() || input.ofVersion() != campaign.version()) {
            return new Decision.Ignored("the report is not of the campaign as it stands");
        }
        var notice = notice(state, input);
        var after = campaign.next().reported(true).waves(campaign.waves() + notice.size());
        return new Decision.Changed(after.build(), notice, null, List.of(), new Event.Reported(campaign.result()));
    }

    static Decision ended(Campaign campaign) {
        return refused(
                campaign,
                Code.CAMPAIGN_ENDED,
                "has ended: it is " + campaign.status().name().toLowerCase(Locale.ROOT));
    }

    static Decision refused(Campaign campaign, Code code, String why) {
        return new Decision.Refused(code, "The campaign " + campaign.key().id() + " " + why + ".");
    }

    private static List<Slice> notice(CampaignState state, ReportMade input) {
        var requester = state.brief().requester();
        var kind = switch (state.brief()) {
            case BidRequest _ -> Touch.Kind.REPORT;
            case AccountBrief _ -> Touch.Kind.OUTCOME;
        };
        var mailed = state.touches().anyMatch(touch -> touch.kind() == kind);
        if (!input.mail() || requester == null || mailed) {
            return List.of();
        }
        var touch = Touch.planned(Touch.REQUESTER, null, Channel.EMAIL, kind, input.at());
        return Slice.of(state.campaign().waves() + 1, List.of(touch));
    }

    private static Instant nextLook(Campaign campaign) {
        var last = campaign.checkIns().size();
        return campaign.checkIns().get(Math.min(campaign.nextCheckIn(), last) - 1);
    }

    private static Decision changed(Campaign campaign, Event event) {
        return new Decision.Changed(campaign, List.of(), null, List.of(), event);
    }
}
