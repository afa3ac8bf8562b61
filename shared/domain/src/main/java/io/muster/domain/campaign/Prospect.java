package io.muster.domain.campaign;

import io.muster.domain.contact.Tier;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Gate;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A contractor that a wave could ask, with what selection needs to know of it.
 *
 * @param channels on which it can be reached: it has the address, no suppression, and consent where needed
 * @param zone where it is, for quiet hours; absent when unknown
 * @param past what it did in earlier campaigns
 * @param leadScore 0 to 100
 * @param rating 0 to 5
 * @param lastContactedAt across all campaigns
 * @param exclusion why it must be passed over; absent when it may be asked
 */
public record Prospect(
        String contactId,
        String name,
        Tier tier,
        List<Channel> channels,
        @Nullable ZoneId zone,
        Gate.Past past,
        @Nullable Integer leadScore,
        @Nullable Double rating,
        @Nullable Instant lastContactedAt,
        @Nullable Exclusion exclusion) {

    public Prospect {
        channels = List.copyOf(channels);
    }

    /** Why a contractor cannot be asked now, with the moment at which that ends, where it ends by itself. */
    public record Exclusion(Reason reason, @Nullable Instant until) {

        public enum Reason {
            SUPPRESSED,
            DISQUALIFIED,
            HELD_BY_ANOTHER_CAMPAIGN,
            COOLING_OFF,
            NO_CHANNEL,
            TOO_FAR,
            ALREADY_IN_THIS_CAMPAIGN
        }
    }
}
