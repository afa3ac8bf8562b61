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

    /** Returns the same contractor, whatever kept it from being asked being over. */
    public Prospect free() {
        return new Prospect(contactId, name, tier, channels, zone, past, leadScore, rating, lastContactedAt, null);
    }

    /** Why a contractor is not asked now, with the moment at which that ends, where it ends by itself. */
    public record Exclusion(Reason reason, @Nullable Instant until) {

        public enum Reason {
            SUPPRESSED("It is on the suppression list"),
            DISQUALIFIED("It did not qualify"),
            HELD_BY_ANOTHER_CAMPAIGN("Another campaign is asking it"),
            COOLING_OFF("Another campaign contacted it a short while ago, and it cools off"),
            NO_CHANNEL("It cannot be reached on any channel of this campaign"),
            TOO_FAR("It works too far away"),
            ALREADY_IN_THIS_CAMPAIGN("This campaign has asked it already"),
            TIER_NOT_DUE("Its tier is not asked at this stage"),
            TIER_FULL("The first wave takes no more of its tier, and others of it rank higher"),
            WAVE_FULL("One wave takes no more, and others rank higher"),
            NOT_NEEDED("Those who rank higher are enough for now");

            private final String words;

            Reason(String words) {
                this.words = words;
            }
        }

        static Exclusion of(Reason reason) {
            return new Exclusion(reason, null);
        }

        /** Returns the reason in words. */
        public String sentence() {
            return reason.words + (until == null ? "." : " until " + until + ".");
        }
    }
}
