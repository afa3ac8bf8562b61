package io.muster.aws.pool;

import io.muster.domain.contact.Contact;
import io.muster.domain.contact.Qualification;
import io.muster.domain.contact.Tier;
import io.muster.domain.contact.TimeZones;
import io.muster.domain.touch.Channel;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A contractor as the selection index has it: all that choosing needs, so that nobody's record is read for it, and nothing
 * that says who it is.
 *
 * @param channels on which it has an address, and consent where the channel needs it
 * @param disqualified whether its credentials take it out of selection
 */
public record Listed(
        String contactId,
        Tier tier,
        List<Channel> channels,
        @Nullable ZoneId zone,
        @Nullable Double latitude,
        @Nullable Double longitude,
        @Nullable Integer leadScore,
        @Nullable Double rating,
        boolean disqualified) {

    public Listed {
        channels = List.copyOf(channels);
    }

    /** Returns how selection sees a contact. */
    public static Listed of(Contact contact) {
        var place = contact.place();
        return new Listed(
                contact.id(),
                contact.tier(),
                channels(contact),
                TimeZones.of(place, contact.profile().phone()).orElse(null),
                hundredths(place.latitude()),
                hundredths(place.longitude()),
                contact.credentials().leadScore(),
                contact.credentials().rating(),
                contact.qualification().verdict() == Qualification.Verdict.DISQUALIFIED);
    }

    /** Returns a coordinate to about a kilometre: near enough for a radius, and nobody's door. */
    private static @Nullable Double hundredths(@Nullable Double degrees) {
        return degrees == null ? null : Math.round(degrees * 100) / 100.0;
    }

    /** Returns what a contact is called: its firm, else its name, else the address that it is known by. */
    public static String name(Contact contact) {
        var profile = contact.profile();
        return Stream.of(
                        profile.company(),
                        profile.name(),
                        profile.email(),
                        profile.phone(),
                        profile.website(),
                        profile.profileUrl())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(contact.id());
    }

    /** Returns the channels on which a contact can be reached at a moment: a consent counts from when it was given. */
    public static List<Channel> channels(Contact contact, Instant now) {
        return channels(contact).stream()
                .filter(channel -> {
                    var consent = contact.consents().get(channel);
                    return consent == null || consent.given(now);
                })
                .toList();
    }

    /** Returns the channels on which a contact has an address; text messages and calls need a consent on record. */
    private static List<Channel> channels(Contact contact) {
        var profile = contact.profile();
        var channels = new ArrayList<Channel>();
        if (profile.email() != null) {
            channels.add(Channel.EMAIL);
        }
        if (profile.phone() != null && contact.consents().containsKey(Channel.SMS)) {
            channels.add(Channel.SMS);
        }
        if (profile.website() != null) {
            channels.add(Channel.WEBSITE_FORM);
        }
        if (profile.phone() != null && contact.consents().containsKey(Channel.PHONE)) {
            channels.add(Channel.PHONE);
        }
        if (profile.profileUrl() != null) {
            channels.add(Channel.LINKEDIN);
        }
        return channels;
    }
}
