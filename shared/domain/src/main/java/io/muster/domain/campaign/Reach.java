package io.muster.domain.campaign;

import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Eligibility;
import io.muster.domain.touch.Gate;
import io.muster.domain.touch.Limits;
import io.muster.domain.touch.Occasion;
import io.muster.domain.touch.Standing;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a contact can be reached now.
 *
 * @param name what a task for a person calls it
 * @param channels on which it can be reached, whatever the campaign allows
 * @param zone where it is; absent when unknown
 * @param heldUntil until when another live campaign has it (business time); absent while none has
 * @param state its US state, two letters, where it is in one
 * @param recent its latest touches in all campaigns, which count for the caps
 * @param limits how often its workspace lets somebody be touched, and at which hours; absent where the usual count
 */
public record Reach(
        String contactId,
        String name,
        List<Channel> channels,
        @Nullable ZoneId zone,
        @Nullable Instant heldUntil,
        @Nullable String state,
        List<Gate.Recent> recent,
        @Nullable Limits limits) {

    /** Somebody whom no campaign has. */
    public Reach(String contactId, String name, List<Channel> channels, @Nullable ZoneId zone) {
        this(contactId, name, channels, zone, null);
    }

    /** Somebody whom nobody has touched yet, in no state with hours of its own. */
    public Reach(
            String contactId, String name, List<Channel> channels, @Nullable ZoneId zone, @Nullable Instant heldUntil) {
        this(contactId, name, channels, zone, heldUntil, null, List.of(), null);
    }

    public Reach {
        channels = List.copyOf(channels);
        recent = List.copyOf(recent);
    }

    /** Returns the same contact on some of its channels. */
    public Reach on(List<Channel> some) {
        return new Reach(contactId, name, some, zone, heldUntil, state, recent, limits);
    }

    /**
     * Returns the first moment from another at which the claim's own gates let a touch on a channel go, as far as can be
     * foreseen; where something closes the channel for good, the first at which they let a person take it over; and the
     * moment itself where they never do, so that the claim says then what stands in the way.
     *
     * @param planned when the touches go that are planned and not yet among the latest
     */
    public Instant open(Occasion occasion, Channel channel, List<Instant> planned, Instant from) {
        var standing = new Standing(gate(occasion, planned), Set.copyOf(channels), zone, state, false, false);
        var counted = limits == null ? Limits.DEFAULT : limits;
        return Stream.of(channel, Channel.MANUAL)
                .map(way -> Eligibility.of(way, occasion, standing, counted, 0, from)
                        .next())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(from);
    }

    /**
     * Returns whether its sequence has touched it as often as it may.
     *
     * @param planned touches that are to go and not yet among the latest
     */
    public boolean spent(Occasion occasion, int planned) {
        var most = occasion.mostTouches();
        long counted = recent.stream()
                .filter(touch -> touch.countsFor(occasion.campaignId()))
                .count();
        return most != null && counted + planned >= most;
    }

    private Gate gate(Occasion occasion, List<Instant> planned) {
        var touches = new ArrayList<>(recent);
        planned.forEach(at -> touches.add(new Gate.Recent(at, occasion.campaignId())));
        touches.sort(Comparator.comparing(Gate.Recent::at));
        return new Gate(contactId, Set.of(), null, touches, Gate.Past.NONE, 0);
    }
}
