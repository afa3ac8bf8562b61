package io.muster.functions.strategy.contacts;

import io.muster.domain.account.TitlePriority;
import io.muster.domain.contact.Contact;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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

    /**
     * Returns as one whoever is one person, or has one id, where the first of them stood; whoever is joined may be one with
     * somebody else by then.
     */
    public static List<Person> distinct(List<Person> stated) {
        var distinct = new ArrayList<Person>();
        for (var person : stated) {
            var one = person;
            int first = distinct.size();
            for (int i = distinct.size() - 1; i >= 0; i--) {
                var joined = distinct.get(i).joined(one);
                if (joined.isPresent()) {
                    one = joined.get();
                    distinct.remove(i);
                    first = i;
                }
            }
            distinct.add(first, one);
        }
        return distinct.size() == stated.size() ? distinct : distinct(distinct);
    }

    /**
     * Returns whether somebody is this person: who shares an address with it, and has no other email. People who are known by
     * an email each may well share the phone of their firm.
     */
    public boolean is(Contact other) {
        var shared = new HashSet<>(contact.profile().addresses());
        shared.retainAll(other.profile().addresses());
        var email = contact.profile().email();
        var another = other.profile().email();
        return !shared.isEmpty() && (email == null || another == null || email.equals(another));
    }

    /** Returns the two as one where they are; whoever was stated first keeps the id. */
    private Optional<Person> joined(Person other) {
        if (!contact.id().equals(other.contact.id()) && !is(other.contact)) {
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
