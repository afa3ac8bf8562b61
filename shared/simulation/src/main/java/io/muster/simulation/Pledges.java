package io.muster.simulation;

import io.muster.domain.touch.Channel;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the system has given its word on, as those know it who were told: who is left alone on which channels since when,
 * and which campaigns have been called off. It is noted when an answer is heard, never read from the table.
 */
final class Pledges {

    private final Map<Silence, Instant> silences = new HashMap<>();
    private final Map<String, Instant> stops = new HashMap<>();
    private final Set<String> forgotten = new TreeSet<>();

    private record Silence(String workspace, String contact, Channel channel) {}

    /** Notes that a contact was promised to be left alone, on every channel. */
    void silence(String workspace, String contact, Instant at) {
        silence(workspace, contact, EnumSet.allOf(Channel.class), at);
    }

    /** Notes that a contact was promised to be left alone on some channels. */
    void silence(String workspace, String contact, Set<Channel> channels, Instant at) {
        channels.forEach(channel -> silences.putIfAbsent(new Silence(workspace, contact, channel), at));
    }

    /** Notes that a contact was promised to be forgotten, by what was known of it, and so to be left alone. */
    void forget(String workspace, String contact, Set<String> addresses, Instant at) {
        silence(workspace, contact, at);
        forgotten.addAll(addresses);
    }

    /** Returns the addresses that are to be nowhere any more. */
    Set<String> forgotten() {
        return forgotten;
    }

    /** Notes that a campaign was called off. */
    void stop(String campaign, Instant at) {
        stops.putIfAbsent(campaign, at);
    }

    /** Returns since when a contact is to be left alone on a channel. */
    @Nullable
    Instant silentSince(String workspace, String contact, Channel channel) {
        return silences.get(new Silence(workspace, contact, channel));
    }

    /** Returns since when a campaign is called off. */
    @Nullable
    Instant stoppedSince(String campaign) {
        return stops.get(campaign);
    }
}
