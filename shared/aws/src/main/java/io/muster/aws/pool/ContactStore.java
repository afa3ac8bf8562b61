package io.muster.aws.pool;

import io.muster.aws.Platform;
import io.muster.aws.error.Categorized;
import io.muster.aws.store.Items;
import io.muster.aws.store.Key;
import io.muster.aws.store.Keys;
import io.muster.aws.store.Table;
import io.muster.aws.store.Transaction;
import io.muster.domain.contact.Contact;
import io.muster.domain.contact.Grid;
import io.muster.domain.contact.Rank;
import io.muster.domain.error.Category;
import io.muster.domain.selection.Categories;
import io.muster.domain.strategy.TierRates;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Contacts in the table, and their places in the selection index, which are written with them. */
public final class ContactStore {

    private static final int MOST_ATTEMPTS = 8;

    /** Two places each, all of them replaced by others, still fit into a transaction beside the contact. */
    private static final int MOST_CATEGORIES = 24;

    private final Table table;

    public ContactStore(Table table) {
        this.table = table;
    }

    public ContactStore(Platform platform) {
        this(new Table(platform.dynamoDb(), platform.installation().table()));
    }

    /** What saving a contact did. */
    public enum Saved {
        CREATED,
        UPDATED,
        UNCHANGED
    }

    /** One page of contacts; {@code next} is where the next page begins, absent on the last. */
    public record Listing(List<Contact> contacts, @Nullable String next) {

        public Listing {
            contacts = List.copyOf(contacts);
        }
    }

    /** Returns a contact. */
    public Optional<Contact> find(String workspace, String contactId) {
        return table.get(Keys.profile(workspace, contactId)).map(ContactStore::contact);
    }

    /** Returns the contacts that exist of these, by id. */
    public Map<String, Contact> findAll(String workspace, Collection<String> contactIds) {
        var keys = contactIds.stream().map(id -> Keys.profile(workspace, id)).toList();
        var contacts = new HashMap<String, Contact>();
        table.getAll(keys).values().stream()
                .map(ContactStore::contact)
                .forEach(contact -> contacts.put(contact.id(), contact));
        return contacts;
    }

    /** Returns a workspace's contacts by id. */
    public Listing list(String workspace, int limit, @Nullable String from) {
        var partition = Keys.contacts(workspace);
        var page = table.find(partition, true, limit, from == null ? null : start(workspace, partition, from));
        var keys = page.items().stream().map(Key::of).toList();
        var items = table.getAll(keys);
        var contacts = keys.stream()
                .map(items::get)
                .filter(Objects::nonNull)
                .map(ContactStore::contact)
                .toList();
        return new Listing(contacts, page.next() == null ? null : Items.text(page.next(), "find_sk"));
    }

    /**
     * Saves contacts, each brought up to date with what is stored of it; saving the same again changes nothing.
     *
     * @return what became of each, by id
     */
    public Map<String, Saved> save(String workspace, Collection<Contact> contacts) {
        var rows = new LinkedHashMap<String, Contact>();
        contacts.forEach(contact -> rows.merge(contact.id(), contact, Contact::updatedBy));
        var stored = table.getAll(
                rows.keySet().stream().map(id -> Keys.profile(workspace, id)).toList());
        var saved = new HashMap<String, Saved>();
        rows.forEach((id, contact) -> saved.put(id, save(workspace, contact, stored.get(Keys.profile(workspace, id)))));
        return saved;
    }

    private Saved save(String workspace, Contact contact, @Nullable Map<String, AttributeValue> seen) {
        var stored = seen;
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Table.pause(attempt);
            var before = stored == null ? null : contact(stored);
            var after = before == null ? contact : before.updatedBy(contact);
            if (after.equals(before)) {
                return Saved.UNCHANGED;
            }
            if (write(workspace, before, after, Items.number(stored, "version"))) {
                return before == null ? Saved.CREATED : Saved.UPDATED;
            }
            stored = table.get(Keys.profile(workspace, contact.id())).orElse(null);
        }
        throw new ContendedContact(contact.id());
    }

    /** Writes the contact and those of its places that differ from what they were, all or nothing. */
    private boolean write(String workspace, @Nullable Contact before, Contact after, long version) {
        var transaction = table.transaction();
        transaction.putIfVersion(profile(workspace, after, version + 1), version);
        var old = before == null ? Map.<Key, Map<String, AttributeValue>>of() : places(workspace, before);
        var places = places(workspace, after);
        places.forEach((key, item) -> {
            if (!item.equals(old.get(key))) {
                transaction.put(item);
            }
        });
        old.keySet().stream()
                .filter(key -> !places.containsKey(key))
                .forEach(key -> transaction.delete(key, null, Map.of()));
        return transaction.commit() instanceof Transaction.Result.Committed;
    }

    private static Map<String, AttributeValue> profile(String workspace, Contact contact, long version) {
        var item = Items.write(Keys.profile(workspace, contact.id()), contact);
        item.put("version", AttributeValue.fromN(Long.toString(version)));
        item.put("find_pk", AttributeValue.fromS(Keys.contacts(workspace)));
        item.put("find_sk", AttributeValue.fromS(contact.id()));
        return item;
    }

    /** Returns the contact's places in the selection index: for each category by state, and by grid cell. */
    private static Map<Key, Map<String, AttributeValue>> places(String workspace, Contact contact) {
        var place = contact.place();
        var listed = Items.attribute(Listed.class, Listed.of(contact));
        var places = new HashMap<Key, Map<String, AttributeValue>>();
        for (var category : categories(contact)) {
            if (place.state() != null) {
                var key = Keys.selection(workspace, contact.id(), category, 'S');
                places.put(key, place(key, workspace, category, place.state(), contact, listed));
            }
            if (place.latitude() != null && place.longitude() != null) {
                var key = Keys.selection(workspace, contact.id(), category, 'G');
                var cell = Grid.cell(place.latitude(), place.longitude());
                places.put(key, place(key, workspace, category, cell, contact, listed));
            }
        }
        return places;
    }

    /** Returns the categories in which a contact is found: as it calls them, and what those words are known to mean. */
    private static List<String> categories(Contact contact) {
        var own = contact.categories().stream();
        var meant = contact.categories().stream()
                .flatMap(category -> Categories.USUAL.of(category).stream())
                .sorted();
        return Stream.concat(own, meant).distinct().limit(MOST_CATEGORIES).toList();
    }

    private static Map<String, AttributeValue> place(
            Key key, String workspace, String category, String place, Contact contact, AttributeValue listed) {
        var credentials = contact.credentials();
        var rank = Rank.key(
                TierRates.priorMean(contact.tier()), credentials.leadScore(), credentials.rating(), contact.id());
        var item = new HashMap<>(key.attributes());
        item.put("find_pk", AttributeValue.fromS(Keys.ranked(workspace, category, place, contact.tier())));
        item.put("find_sk", AttributeValue.fromS(rank));
        item.put("sel", listed);
        return item;
    }

    private static Contact contact(Map<String, AttributeValue> item) {
        return Items.read(Contact.class, item);
    }

    private static Map<String, AttributeValue> start(String workspace, String partition, String contactId) {
        var start = new TreeMap<>(Keys.profile(workspace, contactId).attributes());
        start.put("find_pk", AttributeValue.fromS(partition));
        start.put("find_sk", AttributeValue.fromS(contactId));
        return start;
    }

    /** A contact is being changed by so many at once that this change did not come through; it can be tried again. */
    public static final class ContendedContact extends IllegalStateException implements Categorized {
        private static final long serialVersionUID = 1;

        ContendedContact(String contactId) {
            super("The contact " + contactId + " is being changed by others; try again.");
        }

        @Override
        public Category category() {
            return Category.DATABASE;
        }

        @Override
        public String code() {
            return "contended";
        }
    }
}
