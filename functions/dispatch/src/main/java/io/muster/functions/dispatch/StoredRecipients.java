package io.muster.functions.dispatch;

import io.muster.aws.Platform;
import io.muster.aws.pool.ContactStore;
import io.muster.aws.pool.Listed;
import io.muster.domain.contact.Contact;
import io.muster.domain.contact.TimeZones;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Recipients as the workspace's contacts have them. */
public final class StoredRecipients implements Recipients {

    private final ContactStore contacts;

    public StoredRecipients(Platform platform) {
        this.contacts = new ContactStore(platform);
    }

    @Override
    public Map<String, Recipient> find(String workspace, Set<String> contactIds) {
        var recipients = new HashMap<String, Recipient>();
        contacts.findAll(workspace, contactIds).forEach((id, contact) -> recipients.put(id, recipient(contact)));
        return recipients;
    }

    private static Recipient recipient(Contact contact) {
        var profile = contact.profile();
        return new Recipient(
                contact.id(),
                Listed.name(contact),
                profile.email(),
                profile.phone(),
                profile.website(),
                profile.profileUrl(),
                Set.copyOf(Listed.channels(contact)),
                TimeZones.of(contact.place(), profile.phone()).orElse(null),
                contact.place().state(),
                contact.source());
    }
}
