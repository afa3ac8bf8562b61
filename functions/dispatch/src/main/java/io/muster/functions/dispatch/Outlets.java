package io.muster.functions.dispatch;

import io.muster.domain.touch.Channel;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * What a dispatcher sends with: the provider of each channel that has one, and where recipients are looked up. LINKEDIN
 * and MANUAL need none, since they are work for people, and so is PHONE where nothing calls by itself.
 */
public record Outlets(Map<Channel, Sender> senders, Recipients recipients) {

    public Outlets {
        senders = new EnumMap<>(senders);
    }

    /** Returns the channels that a provider carries. */
    Set<Channel> carried() {
        return senders.keySet();
    }

    /** Returns the channels that can be used here at all. */
    Set<Channel> channels() {
        var all = EnumSet.of(Channel.PHONE, Channel.LINKEDIN, Channel.MANUAL);
        all.addAll(senders.keySet());
        return all;
    }
}
