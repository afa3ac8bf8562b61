package io.muster.domain.touch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One gate that says no.
 *
 * @param until when it opens by itself; absent when it does not
 */
public record Obstacle(Kind kind, @Nullable Instant until) {

    /** Returns an obstacle that does not go away by itself. */
    static Obstacle lasting(Kind kind) {
        return new Obstacle(kind, null);
    }

    /** What says no. */
    public enum Kind {
        CAMPAIGN_NOT_SENDING,
        DEADLINE_PASSED,
        ANSWERED,
        SUPPRESSED,
        NO_ADDRESS,
        ZONE_UNKNOWN,
        QUIET_HOURS,
        CHANNEL_CAP,
        /** The sender has carried what it may in this minute. */
        SENDER_RATE,
        /** The channel's provider cannot be called, or has refused this touch and is left alone. */
        PROVIDER_DOWN,
        DAILY_CAP,
        WEEKLY_CAP,
        CAMPAIGN_CAP,
        COOLING_OFF,
        HELD_BY_ANOTHER_CAMPAIGN;

        /** Returns whether it guards the person, so that a person's call in place of the message would break it as well. */
        boolean guardsThePerson() {
            return switch (this) {
                case CAMPAIGN_NOT_SENDING,
                        DEADLINE_PASSED,
                        NO_ADDRESS,
                        ZONE_UNKNOWN,
                        QUIET_HOURS,
                        CHANNEL_CAP,
                        SENDER_RATE,
                        PROVIDER_DOWN -> false;
                case ANSWERED, SUPPRESSED, DAILY_CAP, WEEKLY_CAP, CAMPAIGN_CAP, COOLING_OFF, HELD_BY_ANOTHER_CAMPAIGN ->
                    true;
            };
        }
    }
}
