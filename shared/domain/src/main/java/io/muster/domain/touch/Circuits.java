package io.muster.domain.touch;

import io.muster.domain.error.Circuit;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The circuits of an installation's providers, one a channel. Only channels with one provider for everybody have one: of
 * websites each stands for itself, and people are no provider.
 *
 * @param byChannel those that are not simply closed, or have been otherwise
 * @param version raised by every write; 0 when none is stored yet
 */
public record Circuits(Map<Channel, Circuit> byChannel, long version) {

    /** Of an installation where nothing has failed yet. */
    public static final Circuits NONE = new Circuits(Map.of(), 0);

    public Circuits {
        byChannel = Collections.unmodifiableMap(new TreeMap<>(byChannel));
    }

    /** Returns whether a channel's messages all go to one provider. */
    public static boolean guards(Channel channel) {
        return switch (channel) {
            case EMAIL, SMS, PHONE -> true;
            case WEBSITE_FORM, LINKEDIN, MANUAL -> false;
        };
    }

    /** Returns a channel's circuit. */
    public Circuit of(Channel channel) {
        return byChannel.getOrDefault(channel, Circuit.CLOSED);
    }

    /** Returns these with another circuit for a channel. */
    public Circuits with(Channel channel, Circuit circuit) {
        var next = new TreeMap<>(byChannel);
        next.put(channel, circuit);
        return new Circuits(next, version);
    }

    /** Returns these as the write after this one stores them. */
    public Circuits next() {
        return new Circuits(byChannel, version + 1);
    }
}
