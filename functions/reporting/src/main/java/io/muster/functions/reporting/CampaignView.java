package io.muster.functions.reporting;

import io.muster.domain.campaign.Campaign;
import io.muster.domain.campaign.Level;
import io.muster.domain.campaign.Result;
import io.muster.domain.campaign.Status;
import io.muster.domain.campaign.Tally;
import io.muster.domain.strategy.Urgency;
import io.muster.domain.touch.Channel;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A campaign's head as the API tells it.
 *
 * @param nextCheckInAt absent when no check-in is to come
 */
record CampaignView(
        String id,
        String bidCardId,
        Status status,
        @Nullable String statusReason,
        @Nullable Result result,
        int bidsNeeded,
        double confidence,
        Urgency urgency,
        List<Channel> channels,
        Instant startAt,
        Instant deadline,
        @Nullable Instant nextCheckInAt,
        @Nullable Instant endedAt,
        Level level,
        Level highestLevel,
        Tally tally,
        long version) {

    static CampaignView of(Campaign campaign) {
        return new CampaignView(
                campaign.key().id(),
                campaign.bidCardId(),
                campaign.status(),
                campaign.statusReason(),
                campaign.result(),
                campaign.needed(),
                campaign.confidence(),
                campaign.urgency(),
                campaign.channels(),
                campaign.startAt(),
                campaign.deadline(),
                nextCheckIn(campaign),
                campaign.endedAt(),
                campaign.level(),
                campaign.highest(),
                campaign.tally(),
                campaign.version());
    }

    static @Nullable Instant nextCheckIn(Campaign campaign) {
        int next = campaign.nextCheckIn();
        return campaign.status().running() && next <= campaign.checkIns().size()
                ? campaign.checkIns().get(next - 1)
                : null;
    }
}
