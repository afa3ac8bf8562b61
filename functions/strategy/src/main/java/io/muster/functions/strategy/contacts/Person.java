package io.muster.functions.strategy.contacts;

import io.muster.domain.account.TitlePriority;
import io.muster.domain.contact.Contact;
import java.util.HashSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Somebody of an account as a request states it.
 *
 * @param priority what the title weighs
 * @param inquired whether it came with a question of its own
 */
public record Person(Contact contact, int priority, boolean inquired) {

    static Person of(Contact contact, @Nullable String title, boolean inquired) {
        return new Person(contact, TitlePriority.of(title), inquired);
    }

    /** Returns this person as the contact that is stored under another id. */
    public Person as(String contactId) {
        var same = new Contact(
                contactId,
                contact.tier(),
                contact.profile(),
                contact.categories(),
                contact.place(),
                contact.credentials(),
                contact.source(),
                contact.consents());
        return new Person(same, priority, inquired);
    }

    /** Returns the two as one where they share an address; whoever was stated first keeps the id. */
    Optional<Person> joined(Person other) {
        var shared = new HashSet<>(contact.profile().addresses());
        shared.retainAll(other.contact.profile().addresses());
        if (shared.isEmpty() && !contact.id().equals(other.contact.id())) {
            return Optional.empty();
        }
        var row = new Contact(
                contact.id(),
                other.contact.tier(),
                contact.profile().filledFrom(other.contact.profile()),
                other.contact.categories(),
                other.contact.place(),
                other.contact.credentials(),
                other.contact.source(),
                other.contact.consents());
        return Optional.of(
                new Person(contact.updatedBy(row), Math.max(priority, other.priority), inquired || other.inquired));
    }
}
