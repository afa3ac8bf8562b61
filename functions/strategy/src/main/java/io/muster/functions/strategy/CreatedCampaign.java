package io.muster.functions.strategy;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.muster.aws.api.Wire;
import io.muster.domain.campaign.CampaignCreated;
import io.muster.domain.campaign.CampaignState;
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
 * @param contractors everybody who was looked at, with the reason why chosen or passed over, as JSON; told to whoever
 *     creates the campaign, as often as he asks under the same key, and not to others
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
        @JsonRawValue @Nullable String contractors) {

    static CreatedCampaign of(CampaignCreated created) {
        var event = created.event();
        var contractors = contractors(created);
        return of(created.state(), event, contractors.isEmpty() ? null : contractors);
    }

    /** Returns what the answer says beside what is stored; empty where nobody was looked at. */
    static String contractors(CampaignCreated created) {
        return created.event().plan() == null ? "" : Wire.json(created.considered());
    }

    static CreatedCampaign of(CampaignState state, Event.Created created, @Nullable String contractors) {
        var campaign = state.campaign();
        return new CreatedCampaign(
                campaign.key().id(),
                campaign.subject().id(),
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
