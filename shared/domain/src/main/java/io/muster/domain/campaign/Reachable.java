package io.muster.domain.campaign;

import io.muster.domain.strategy.Project;
import io.muster.domain.strategy.Urgency;
import io.muster.domain.time.ContactHours;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.QuietHours;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** When a campaign's contacts may be reached, and what of its facts moves their rates. */
public final class Reachable {

    private Reachable() {}

    /** Returns the hours on which the campaign's clock runs: business hours at the place, all hours when it is pressing. */
    public static ContactHours hours(CampaignState state) {
        return hours(state.campaign().urgency(), state.brief().zone());
    }

    /**
     * Returns the first moment at which a message may go to somebody in a zone, or at the campaign's place, as far as
     * the channel's usual hours tell: the claim asks again, with all that is known of the contact then.
     */
    public static Instant next(CampaignState state, Channel channel, @Nullable ZoneId zone, Instant at) {
        boolean pressing = state.campaign().urgency().ignoresBusinessHours();
        return QuietHours.USUAL
                .of(channel, pressing, zone, null, state.brief().zone())
                .map(hours -> hours.nextOpen(at))
                .orElse(at);
    }

    /** Returns whether a message may go to somebody in a zone at once; never where no hours can be known. */
    static boolean open(CampaignState state, Channel channel, @Nullable ZoneId zone, Instant at) {
        boolean pressing = state.campaign().urgency().ignoresBusinessHours();
        return QuietHours.USUAL
                .of(channel, pressing, zone, null, state.brief().zone())
                .map(hours -> hours.open(at))
                .orElse(false);
    }

    /** Returns what of the campaign's facts moves its contacts' rates. */
    public static Project project(CampaignState state) {
        var request = state.request();
        var type = request.projectType();
        return new Project(
                type == null ? "" : type,
                request.categories(),
                !request.groupBiddingProjects().isEmpty() || state.campaign().urgency() == Urgency.GROUP_BIDDING);
    }

    private static ContactHours hours(Urgency urgency, ZoneId zone) {
        return urgency.ignoresBusinessHours() ? ContactHours.ALWAYS : ContactHours.business(zone);
    }
}
