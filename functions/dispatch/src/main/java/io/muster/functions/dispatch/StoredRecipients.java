package io.muster.functions.dispatch;

import io.muster.aws.Platform;
import io.muster.aws.Time;
import io.muster.aws.pool.ContactStore;
import io.muster.aws.pool.Listed;
import io.muster.domain.contact.Contact;
import io.muster.domain.contact.TimeZones;
import io.muster.domain.touch.Channel;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Recipients as the workspace's contacts are stored. */
public final class StoredRecipients implements Recipients {

    /** What stands in a source's place where nobody has named one: nothing that a reader could understand. */
    private static final Set<String> WAYS_IN = Set.of("api", "import");

    private final Time time;
    private final ContactStore contacts;

    public StoredRecipients(Platform platform) {
        this.time = platform.time();
        this.contacts = new ContactStore(platform);
    }

    @Override
    public Map<String, Recipient> find(String workspace, Set<String> contactIds) {
        var found = new HashMap<String, Recipient>();
        contacts.findAll(workspace, contactIds).forEach((id, contact) -> found.put(id, recipient(contact)));
        return found;
    }

    private Recipient recipient(Contact contact) {
        var profile = contact.profile();
        var place = contact.place();
        return new Recipient(
                contact.id(),
                Listed.name(contact),
                profile.name(),
                profile.email(),
                profile.phone(),
                profile.website(),
                profile.profileUrl(),
                channels(contact),
                TimeZones.of(place, profile.phone()).orElse(null),
                contact.usState(),
                source(contact));
    }

    private static String source(Contact contact) {
        var list = contact.categories().isEmpty() ? "we have your address" : "your firm is on our list of contractors";
        return WAYS_IN.contains(contact.source()) ? list : list + " (source: " + contact.source() + ")";
    }

    /** A person can always be asked to find a way. */
    private Set<Channel> channels(Contact contact) {
        var channels = EnumSet.of(Channel.MANUAL);
        channels.addAll(Listed.channels(contact, time.business()));
        return channels;
    }
}
