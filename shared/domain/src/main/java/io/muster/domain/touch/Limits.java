package io.muster.domain.touch;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * How much a workspace may send and when, so that neither a person nor a sender's reputation is worn out. Days and weeks are the
 * 24 hours and the 7 days before a touch; the channel's day is the UTC date.
 *
 * @param perContactPerDay touches to one contact, across campaigns; waived in pressing campaigns
 * @param perContactPerWeek touches to one contact, across campaigns
 * @param perContactPerCampaign touches to one contact in one campaign, reminder and channel change included
 * @param coolOff how long another campaign's touch keeps a contact from being taken
 * @param perChannelPerDay touches on a channel in the whole workspace; a channel that is absent has no cap
 * @param quietHours when a channel may be used at a contact's place
 * @param perSenderPerMinute messages that a channel's sender may offer its provider in a minute (UTC); a channel that is
 *     absent has no cap
 */
public record Limits(
        int perContactPerDay,
        int perContactPerWeek,
        int perContactPerCampaign,
        Duration coolOff,
        Map<Channel, Integer> perChannelPerDay,
        QuietHours quietHours,
        Map<Channel, Integer> perSenderPerMinute) {

    /** The limits of a workspace that set none. */
    public static final Limits DEFAULT = new Limits(1, 3, 3, Duration.ofDays(3), Map.of(Channel.EMAIL, 50));

    public Limits {
        if (perContactPerDay < 1 || perContactPerWeek < 1 || perContactPerCampaign < 1 || coolOff.isNegative()) {
            throw new IllegalArgumentException("limits are 1 or more, and the cool-off is not negative");
        }
        if (perSenderPerMinute.values().stream().anyMatch(most -> most < 1)) {
            throw new IllegalArgumentException("a sender that may send nothing in a minute never sends");
        }
        perChannelPerDay = Collections.unmodifiableMap(new TreeMap<>(perChannelPerDay));
        perSenderPerMinute = Collections.unmodifiableMap(new TreeMap<>(perSenderPerMinute));
    }

    /** Limits without a cap on any sender's minute. */
    public Limits(
            int perContactPerDay,
            int perContactPerWeek,
            int perContactPerCampaign,
            Duration coolOff,
            Map<Channel, Integer> perChannelPerDay,
            QuietHours quietHours) {
        this(
                perContactPerDay,
                perContactPerWeek,
                perContactPerCampaign,
                coolOff,
                perChannelPerDay,
                quietHours,
                Map.of());
    }

    /** Limits with the usual quiet hours, and without a cap on any sender's minute. */
    public Limits(
            int perContactPerDay,
            int perContactPerWeek,
            int perContactPerCampaign,
            Duration coolOff,
            Map<Channel, Integer> perChannelPerDay) {
        this(perContactPerDay, perContactPerWeek, perContactPerCampaign, coolOff, perChannelPerDay, QuietHours.USUAL);
    }

    /** Returns how many touches a channel may carry a day; empty when it has no cap. */
    public OptionalInt cap(Channel channel) {
        var cap = perChannelPerDay.get(channel);
        return cap == null ? OptionalInt.empty() : OptionalInt.of(cap);
    }

    /** Returns how many messages a channel's sender may offer in a minute; empty when it has no cap. */
    public OptionalInt capPerMinute(Channel channel) {
        var cap = perSenderPerMinute.get(channel);
        return cap == null ? OptionalInt.empty() : OptionalInt.of(cap);
    }
}
