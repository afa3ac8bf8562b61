package io.muster.aws.store;

import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Limits;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an operator may set in a workspace; whatever is not set has its default.
 *
 * @param perContactPerDay touches to one contact a day, across campaigns
 * @param perContactPerWeek touches to one contact a week, across campaigns
 * @param perContactPerCampaign touches to one contact in a bid campaign, reminder and channel change included
 * @param coolOffHours how long another campaign's touch keeps a contact from being asked
 * @param perChannelPerDay touches on a channel a day in the whole workspace; a channel that is absent has no cap
 * @param operatorEmail who is alerted; absent where nobody is
 * @param replyTo where answers to messages go; absent for the sender's address
 * @param version raised by every write; 0 when none is stored yet
 */
public record Settings(
        int perContactPerDay,
        int perContactPerWeek,
        int perContactPerCampaign,
        int coolOffHours,
        Map<Channel, Integer> perChannelPerDay,
        @Nullable String operatorEmail,
        @Nullable String replyTo,
        long version) {

    /** The settings of a workspace that set nothing. */
    public static final Settings DEFAULT = new Settings(1, 3, 3, 72, Map.of(Channel.EMAIL, 50), null, null, 0);

    public Settings {
        perChannelPerDay = Collections.unmodifiableMap(new TreeMap<>(perChannelPerDay));
    }

    /** Returns what every claim must respect. */
    public Limits limits() {
        return new Limits(
                perContactPerDay,
                perContactPerWeek,
                perContactPerCampaign,
                Duration.ofHours(coolOffHours),
                perChannelPerDay);
    }

    /** Returns these settings with another cap on a channel's day. */
    public Settings withCap(Channel channel, int perDay) {
        var caps = new TreeMap<>(perChannelPerDay);
        caps.put(channel, perDay);
        return new Settings(
                perContactPerDay,
                perContactPerWeek,
                perContactPerCampaign,
                coolOffHours,
                caps,
                operatorEmail,
                replyTo,
                version);
    }
}
