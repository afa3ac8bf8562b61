package io.muster.functions.dispatch;

import io.muster.domain.contact.Profile;
import io.muster.domain.touch.Channel;
import io.muster.functions.dispatch.template.Variable;
import io.muster.functions.dispatch.template.Wording;
import java.time.ZoneId;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A contact as far as a message to it needs to know it.
 *
 * @param person the person's own name; absent when unknown
 * @param channels those for which it has an address, and consent where the channel needs it
 * @param zone where it is; absent when unknown
 * @param state its US state, two letters, where it is in one
 * @param source how we came by it, as the message says it: "you are listed in ..."
 */
public record Recipient(
        String contactId,
        String name,
        @Nullable String person,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String website,
        @Nullable String profileUrl,
        Set<Channel> channels,
        @Nullable ZoneId zone,
        @Nullable String state,
        String source) {

    /** A firm of which no person is known by name. */
    public Recipient(
            String contactId,
            String name,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String website,
            @Nullable String profileUrl,
            Set<Channel> channels,
            @Nullable ZoneId zone,
            @Nullable String state,
            String source) {
        this(contactId, name, null, email, phone, website, profileUrl, channels, zone, state, source);
    }

    public Recipient {
        channels = Set.copyOf(channels);
    }

    /** Returns the channels to which its addresses belong, by which a person too could reach it. */
    Set<Channel> ways() {
        return addresses().ways();
    }

    /** Returns this contact as it is told of where these channels are closed: without their addresses. */
    Recipient without(Set<Channel> closed) {
        var open = addresses().without(closed);
        return new Recipient(
                contactId,
                name,
                person,
                open.email(),
                open.phone(),
                open.website(),
                open.profileUrl(),
                channels,
                zone,
                state,
                source);
    }

    private Profile addresses() {
        return new Profile(null, null, email, phone, website, profileUrl);
    }

    /** Whoever is known by an address alone is greeted without a name. */
    private String greeted() {
        boolean named =
                person != null || Stream.of(email, phone, website, contactId).noneMatch(name::equals);
        return named ? name : "there";
    }

    /** Adds to some words what there is to say of this contact. */
    public Wording tell(Wording wording) {
        return wording.with(Variable.RECIPIENT_NAME, greeted())
                .with(Variable.SOURCE, source)
                .with(Variable.EMAIL, email)
                .with(Variable.PHONE, phone)
                .with(Variable.WEBSITE, website)
                .with(Variable.PROFILE_URL, profileUrl);
    }
}
