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
        HELD_BY_ANOTHER_CAMPAIGN,
        /** Its sequence was taken up again since, and plans anew. */
        PLANNED_ANEW,
        /** Somebody wants to be left alone whose leaving pauses the whole account. */
        ACCOUNT_LEFT,
        /** The website has no contact form that a message can be written into. */
        NO_FORM,
        /** The website's address is not one of the public internet, or leads to one that is not. */
        SITE_REFUSED,
        /** The website asks robots to stay away. */
        ROBOTS,
        /** The website wants to see a person. */
        CAPTCHA,
        /** The form asks for a consent, or for what only a person can answer. */
        FORM_NEEDS_PERSON;

        /** Returns whether a person can go the way that is closed to us. */
        boolean personMayPass() {
            return this == CAPTCHA || this == FORM_NEEDS_PERSON;
        }

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
                        PROVIDER_DOWN,
                        PLANNED_ANEW,
                        NO_FORM,
                        SITE_REFUSED,
                        ROBOTS,
                        CAPTCHA,
                        FORM_NEEDS_PERSON -> false;
                case ANSWERED,
                        SUPPRESSED,
                        DAILY_CAP,
                        WEEKLY_CAP,
                        CAMPAIGN_CAP,
                        COOLING_OFF,
                        HELD_BY_ANOTHER_CAMPAIGN,
                        ACCOUNT_LEFT -> true;
            };
        }
    }
}
