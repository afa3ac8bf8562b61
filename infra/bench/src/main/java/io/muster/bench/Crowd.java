package io.muster.bench;

import io.muster.domain.contact.Contact;
import io.muster.domain.contact.Credentials;
import io.muster.domain.contact.Place;
import io.muster.domain.contact.Profile;
import io.muster.domain.contact.Tier;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Contractors who do one kind of work only, so that a campaign for that work meets exactly these.
 *
 * @param category the work that nobody else does
 */
public record Crowd(String category, List<Contact> contacts) {

    private static final Place AUSTIN =
            new Place("Austin", "TX", "78704", "US", null, null, ZoneId.of("America/Chicago"));

    public Crowd {
        contacts = List.copyOf(contacts);
    }

    /** Returns a crowd with so many of each tier. */
    public static Crowd of(String category, int internal, int prospects, int general) {
        var contacts = new ArrayList<Contact>();
        add(contacts, category, Tier.INTERNAL, internal);
        add(contacts, category, Tier.PROSPECT, prospects);
        add(contacts, category, Tier.GENERAL, general);
        return new Crowd(category, contacts);
    }

    private static void add(List<Contact> contacts, String category, Tier tier, int count) {
        for (int number = 1; number <= count; number++) {
            var id = "ct_" + category + "_" + tier.number() + "_" + number;
            var profile = new Profile(null, "Firm " + id, id + "@example.com", null, null, null);
            contacts.add(new Contact(
                    id, tier, profile, Set.of(category), AUSTIN, Credentials.UNKNOWN, "benchmark", Map.of()));
        }
    }

    /** Returns the same people doing another kind of work. */
    public static Crowd doing(String category, Crowd crowd) {
        return new Crowd(
                category,
                crowd.contacts.stream()
                        .map(contact -> new Contact(
                                contact.id(),
                                contact.tier(),
                                contact.profile(),
                                Set.of(category),
                                contact.place(),
                                contact.credentials(),
                                contact.source(),
                                contact.consents()))
                        .toList());
    }

    /** Returns the ids of its contractors, best tier first. */
    public List<String> ids() {
        return contacts.stream().map(Contact::id).toList();
    }
}
