package io.muster.domain.contact;

import io.muster.domain.touch.Channel;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The personal fields of a contact, kept together because one key encrypts them and one erasure takes them all. Values
 * are normalised before they come here: email in lower case, phone in E.164, website and profile as absolute URLs.
 */
public record Profile(
        @Nullable String name,
        @Nullable String company,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String website,
        @Nullable String profileUrl) {

    /** Returns the addresses that may be suppressed and by which a contact is found: email and phone, those that there are. */
    public Set<String> addresses() {
        var addresses = new LinkedHashSet<String>();
        Optional.ofNullable(email).ifPresent(addresses::add);
        Optional.ofNullable(phone).ifPresent(addresses::add);
        return Collections.unmodifiableSet(addresses);
    }

    /** Returns the channels to which its addresses belong, by which a person too could reach it; texts are calls here. */
    public Set<Channel> ways() {
        var ways = EnumSet.noneOf(Channel.class);
        Optional.ofNullable(email).ifPresent(_ -> ways.add(Channel.EMAIL));
        Optional.ofNullable(phone).ifPresent(_ -> ways.add(Channel.PHONE));
        Optional.ofNullable(website).ifPresent(_ -> ways.add(Channel.WEBSITE_FORM));
        Optional.ofNullable(profileUrl).ifPresent(_ -> ways.add(Channel.LINKEDIN));
        return Collections.unmodifiableSet(ways);
    }

    /** Returns this profile without the addresses of these channels. */
    public Profile without(Set<Channel> closed) {
        return new Profile(
                name,
                company,
                closed.contains(Channel.EMAIL) ? null : email,
                closed.contains(Channel.PHONE) ? null : phone,
                closed.contains(Channel.WEBSITE_FORM) ? null : website,
                closed.contains(Channel.LINKEDIN) ? null : profileUrl);
    }

    /** The blanks of this profile filled from the other. */
    public Profile filledFrom(Profile other) {
        return new Profile(
                Contact.firstOf(name, other.name),
                Contact.firstOf(company, other.company),
                Contact.firstOf(email, other.email),
                Contact.firstOf(phone, other.phone),
                Contact.firstOf(website, other.website),
                Contact.firstOf(profileUrl, other.profileUrl));
    }
}
