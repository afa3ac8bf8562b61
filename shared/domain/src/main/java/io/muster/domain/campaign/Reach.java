package io.muster.domain.campaign;

import io.muster.domain.touch.Channel;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a contact can be reached now.
 *
 * @param name what a task for a person calls it
 * @param channels on which it can be reached, whatever the campaign allows
 * @param zone where it is; absent when unknown
 * @param heldUntil until when another live campaign has it (business time); absent while none has
 */
public record Reach(
        String contactId,
        String name,
        List<Channel> channels,
        @Nullable ZoneId zone,
        @Nullable Instant heldUntil) {

    /** Somebody whom no campaign has. */
    public Reach(String contactId, String name, List<Channel> channels, @Nullable ZoneId zone) {
        this(contactId, name, channels, zone, null);
    }

    public Reach {
        channels = List.copyOf(channels);
    }
}
