package io.muster.functions.strategy;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.muster.aws.api.Body;
import io.muster.aws.store.BidCardStore.BidCard;
import io.muster.domain.campaign.BidWishes;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A bid card as the API tells it.
 *
 * @param campaign the campaign that the request started or found; absent where it did neither
 */
record BidCardView(
        String id,
        Standing standing,
        @JsonUnwrapped BidWishes wishes,
        Instant createdAt,
        Instant updatedAt,
        @Nullable CreatedCampaign campaign) {

    enum Standing {
        CONFIRMED,
        POTENTIAL
    }

    static BidCardView of(BidCard card, Standing standing, @Nullable CreatedCampaign campaign) {
        return new BidCardView(
                card.id(),
                standing,
                Objects.requireNonNull(Body.stored(card.json(), Wishes::read)),
                card.createdAt(),
                card.updatedAt(),
                campaign);
    }
}
