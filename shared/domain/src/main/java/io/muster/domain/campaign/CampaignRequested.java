package io.muster.domain.campaign;

import io.muster.domain.campaign.CampaignInput.Pool;
import io.muster.domain.strategy.Urgency;
import io.muster.domain.touch.Channel;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody wants a bid campaign: the input that makes one.
 *
 * @param id what identifies the request
 * @param at when it came (business time)
 * @param startAt when it is to start; {@code at} to start at once
 * @param deadline when the bids must be there, if it starts at {@code startAt}
 * @param draft whether it waits to be launched by hand
 * @param pool whom it could ask; absent for a draft or a later start
 */
public record CampaignRequested(
        String id,
        Instant at,
        CampaignKey key,
        String bidCardId,
        BidRequest request,
        int needed,
        double confidence,
        Urgency urgency,
        List<Channel> channels,
        Instant startAt,
        Instant deadline,
        boolean draft,
        @Nullable Pool pool)
        implements NewCampaign {

    public CampaignRequested {
        channels = List.copyOf(channels);
        if (!startAt.isBefore(deadline)) {
            throw new IllegalArgumentException("the deadline " + deadline + " is not after the start " + startAt);
        }
        boolean later = draft || startAt.isAfter(at);
        if (later != (pool == null)) {
            throw new IllegalArgumentException("a campaign needs a pool exactly when it starts at once");
        }
    }
}
