package io.muster.functions.strategy;

import io.muster.domain.campaign.CampaignCreated;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.Considered;
import io.muster.domain.campaign.Event;
import io.muster.domain.campaign.Status;
import io.muster.domain.campaign.WavePlan;
import io.muster.domain.strategy.Urgency;
import io.muster.domain.touch.Channel;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A campaign as it was created.
 *
 * @param status at creation
 * @param plan of the first wave; absent for a draft or a later start
 * @param contractors everybody who was looked at, with the reason why chosen or passed over; told once, when the campaign
 *     is created, since it is not stored
 */
record CreatedCampaign(
        String id,
        String bidCardId,
        Status status,
        String title,
        int bidsNeeded,
        double confidence,
        Urgency urgency,
        List<Channel> channels,
        Instant startAt,
        Instant deadline,
        List<Instant> checkIns,
        @Nullable WavePlan plan,
        @Nullable List<Considered> contractors) {

    static CreatedCampaign of(CampaignCreated created) {
        var event = created.event();
        return of(created.state(), event, event.plan() == null ? null : created.considered());
    }

    static CreatedCampaign of(CampaignState state, Event.Created created) {
        return of(state, created, null);
    }

    private static CreatedCampaign of(
            CampaignState state, Event.Created created, @Nullable List<Considered> contractors) {
        var campaign = state.campaign();
        return new CreatedCampaign(
                campaign.key().id(),
                campaign.bidCardId(),
                created.status(),
                state.request().title(),
                campaign.needed(),
                campaign.confidence(),
                campaign.urgency(),
                campaign.channels(),
                campaign.startAt(),
                campaign.deadline(),
                campaign.checkIns(),
                created.plan(),
                contractors);
    }
}
