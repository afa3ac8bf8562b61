package io.muster.aws.pool;

import io.muster.aws.Platform;
import io.muster.aws.error.Contention;
import io.muster.aws.settings.SettingsStore;
import io.muster.aws.store.AddressGates;
import io.muster.aws.store.GateStore;
import io.muster.aws.store.Items;
import io.muster.aws.store.Key;
import io.muster.aws.store.Keys;
import io.muster.aws.store.Table;
import io.muster.aws.store.Transaction;
import io.muster.aws.token.KeyRing;
import io.muster.aws.token.SignedTokens;
import io.muster.domain.contact.Contact;
import io.muster.domain.contact.Grid;
import io.muster.domain.contact.Rank;
import io.muster.domain.selection.Categories;
import io.muster.domain.strategy.TierRates;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Contacts in the table, with their places in the selection index and the hashes of their addresses, which are written
 * with them.
 */
public final class ContactStore {

    private static final int MOST_ATTEMPTS = 8;

    /** Two places each, all of them replaced by others, fit into a transaction beside the contact and its addresses. */
    private static final int MOST_CATEGORIES = 23;

    private static final String LISTED_IN = "listedIn";

    private final Table table;
    private final SignedTokens hashes;
    private final AddressGates gates;

    public ContactStore(Table table) {
        this.table = table;
        this.hashes = new SignedTokens(new KeyRing(table));
        this.gates = new AddressGates(table, hashes);
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
        var page = table.list(Keys.contacts(workspace), true, limit, from, id -> Keys.profile(workspace, id));
        return new Listing(page.as(ContactStore::contact), page.next());
    }

    /** Returns the ids of the contacts that have this email address or phone number, in any case, in order. */
    public List<String> contactsWith(String workspace, String address) {
        var partition = Keys.addresses(workspace, hashes.addressHash(workspace, address));
        return table.queryPrefix(partition, Keys.HOLDER).stream()
                .map(item -> Items.text(item, "sk").substring(Keys.HOLDER.length()))
                .toList();
    }

    /**
     * Saves contacts, each brought up to date with what is stored of it; saving the same again changes nothing. Many are
     * read in one request and written in one transaction, several of which run at once; of what only a part has changed,
     * only that part is written. A contact is found by what its words mean when it is saved. Where an address of it is
     * suppressed already, its gate is closed right after, and closed by the repetition of a save that did not come so far.
     *
     * @return what became of each, by id
     */
    public Map<String, Saved> save(String workspace, Collection<Contact> contacts) {
        var rows = new LinkedHashMap<String, Contact>();
        contacts.forEach(contact -> rows.merge(contact.id(), contact, Contact::updatedBy));
        var keys = new ArrayList<Key>();
        keys.add(Keys.settings(workspace));
        rows.keySet().forEach(id -> keys.add(Keys.profile(workspace, id)));
        var stored = table.getAll(keys);
        var known = SettingsStore.read(stored.get(Keys.settings(workspace))).categories();
        var saved = new ConcurrentHashMap<String, Saved>();
        var changes = new ArrayList<Change>();
        rows.forEach((id, contact) -> {
            var change = change(workspace, contact, stored.get(Keys.profile(workspace, id)), known);
            saved.put(id, change.kind());
            if (change.kind() != Saved.UNCHANGED) {
                changes.add(change);
            }
        });
        Parallel.forEach(
                bundles(changes),
                bundle -> write(bundle).forEach(left -> saved.put(left.id(), alone(workspace, left, known))));
        gates.close(workspace, rows.values());
        return saved;
    }

    /** What saving a contact comes to, as things were when it was read: the profile first, then what stands beside it. */
    private record Change(Contact row, Saved kind, long version, List<TransactWriteItem> writes) {

        String id() {
            return row.id();
        }
    }

    /** A contact with the categories in which it is found. */
    private record Placed(Contact contact, List<String> lists) {

        static Placed of(Map<String, AttributeValue> stored) {
            var lists = stored.get(LISTED_IN);
            return new Placed(
                    ContactStore.contact(stored),
                    lists == null
                            ? List.of()
                            : lists.l().stream().map(AttributeValue::s).toList());
        }

        static Placed of(Contact contact, Categories known) {
            return new Placed(contact, categories(contact, known));
        }
    }

    private Change change(
            String workspace, Contact row, @Nullable Map<String, AttributeValue> stored, Categories known) {
        var before = stored == null ? null : Placed.of(stored);
        var merged = before == null ? row : before.contact.updatedBy(row);
        var after = Placed.of(merged.lifted(), known);
        long version = Items.number(stored, "version");
        if (after.equals(before)) {
            return new Change(row, Saved.UNCHANGED, version, List.of());
        }
        var kind = before == null ? Saved.CREATED : Saved.UPDATED;
        return new Change(row, kind, version, writes(workspace, before, after, version));
    }

    /** Returns the writes of the contact and of what beside it differs from what it was. */
    private List<TransactWriteItem> writes(String workspace, @Nullable Placed before, Placed after, long version) {
        var transaction = table.transaction();
        transaction.putIfVersion(profile(workspace, after, version + 1), version);
        var old = before == null ? Map.<Key, Map<String, AttributeValue>>of() : beside(workspace, before);
        var beside = beside(workspace, after);
        beside.forEach((key, item) -> {
            if (!item.equals(old.get(key))) {
                transaction.put(item);
            }
        });
        old.keySet().stream()
                .filter(key -> !beside.containsKey(key))
                .forEach(key -> transaction.delete(key, null, Map.of()));
        if (before != null) {
            gates.opened(workspace, before.contact, after.contact)
                    .ifPresent(gate -> GateStore.put(transaction, workspace, gate));
        }
        return transaction.writes();
    }

    /** Returns the changes in groups that fit into a transaction each. */
    private static List<List<Change>> bundles(List<Change> changes) {
        var bundles = new ArrayList<List<Change>>();
        int room = 0;
        for (var change : changes) {
            int size = change.writes().size();
            if (size > room) {
                bundles.add(new ArrayList<>());
                room = Transaction.CAPACITY;
            }
            bundles.getLast().add(change);
            room -= size;
        }
        return bundles;
    }

    /** Writes these changes, all or nothing; returns those that must be tried alone: all of them, if any. */
    private List<Change> write(List<Change> bundle) {
        var transaction = table.transaction();
        bundle.forEach(change -> change.writes().forEach(transaction::add));
        return transaction.commit() instanceof Transaction.Result.Committed ? List.of() : bundle;
    }

    private Saved alone(String workspace, Change left, Categories known) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Table.pause(attempt);
            var stored = table.get(Keys.profile(workspace, left.id())).orElse(null);
            var change = change(workspace, left.row(), stored, known);
            if (change.kind() == Saved.UNCHANGED || write(List.of(change)).isEmpty()) {
                return change.kind();
            }
        }
        throw new ContendedContact(left.id());
    }

    /**
     * Changes a contact as somebody who knows it says, unlike a row that is merely merged; empty where there is none.
     *
     * @param edit must keep the id
     */
    public Optional<Contact> edit(String workspace, String contactId, UnaryOperator<Contact> edit) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Table.pause(attempt);
            var items = table.getAll(List.of(Keys.settings(workspace), Keys.profile(workspace, contactId)));
            var stored = items.get(Keys.profile(workspace, contactId));
            if (stored == null) {
                return Optional.empty();
            }
            var edited = edited(workspace, stored, items.get(Keys.settings(workspace)), edit);
            if (edited.writes().isEmpty() || committed(edited.writes())) {
                gates.close(workspace, List.of(edited.contact()));
                return Optional.of(edited.contact());
            }
        }
        throw new ContendedContact(contactId);
    }

    /**
     * Adds to a transaction that a contact is changed, where there is one and the change is one; whoever else changes it
     * meanwhile lets the transaction fail.
     *
     * @param edit must keep the id
     */
    public void edit(Transaction transaction, String workspace, String contactId, UnaryOperator<Contact> edit) {
        var items = table.getAll(List.of(Keys.settings(workspace), Keys.profile(workspace, contactId)));
        var stored = items.get(Keys.profile(workspace, contactId));
        if (stored != null) {
            edited(workspace, stored, items.get(Keys.settings(workspace)), edit)
                    .writes()
                    .forEach(transaction::add);
        }
    }

    /** A contact after an edit, and the writes that it takes: none when nothing changes. */
    private record Edited(Contact contact, List<TransactWriteItem> writes) {}

    private Edited edited(
            String workspace,
            Map<String, AttributeValue> stored,
            @Nullable Map<String, AttributeValue> settings,
            UnaryOperator<Contact> edit) {
        var before = Placed.of(stored);
        var after = Placed.of(
                edit.apply(before.contact), SettingsStore.read(settings).categories());
        return new Edited(
                after.contact,
                after.equals(before) ? List.of() : writes(workspace, before, after, Items.number(stored, "version")));
    }

    private boolean committed(List<TransactWriteItem> writes) {
        var transaction = table.transaction();
        writes.forEach(transaction::add);
        return transaction.commit() instanceof Transaction.Result.Committed;
    }

    private static Map<String, AttributeValue> profile(String workspace, Placed placed, long version) {
        var contact = placed.contact;
        var item = Items.write(Keys.profile(workspace, contact.id()), contact);
        item.put(
                LISTED_IN,
                AttributeValue.fromL(
                        placed.lists.stream().map(AttributeValue::fromS).toList()));
        item.put("version", AttributeValue.fromN(Long.toString(version)));
        item.put("find_pk", AttributeValue.fromS(Keys.contacts(workspace)));
        item.put("find_sk", AttributeValue.fromS(contact.id()));
        return item;
    }

    /** Returns all that stands beside a contact and follows from it: its places, and that it has its addresses. */
    private Map<Key, Map<String, AttributeValue>> beside(String workspace, Placed placed) {
        var contact = placed.contact;
        var beside = places(workspace, placed);
        contact.profile().addresses().stream()
                .map(address -> Keys.holder(workspace, hashes.addressHash(workspace, address), contact.id()))
                .forEach(key -> beside.put(key, key.attributes()));
        return beside;
    }

    /** Returns the contact's places in the selection index: for each category by state, and by grid cell. */
    private static Map<Key, Map<String, AttributeValue>> places(String workspace, Placed placed) {
        var contact = placed.contact;
        var place = contact.place();
        var listed = Items.attribute(Listed.class, Listed.of(contact));
        var places = new HashMap<Key, Map<String, AttributeValue>>();
        for (var category : placed.lists) {
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

    /** Returns the categories in which a contact is to be found: as it calls them, and what those words mean now. */
    private static List<String> categories(Contact contact, Categories known) {
        var own = contact.categories().stream();
        var meant = contact.categories().stream()
                .flatMap(category -> known.of(category).stream())
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

    /** A contact is being changed by so many at once that this change did not come through; it can be tried again. */
    public static final class ContendedContact extends IllegalStateException implements Contention {
        private static final long serialVersionUID = 1;

        ContendedContact(String contactId) {
            super("The contact " + contactId + " is being changed by others; try again.");
        }
    }
}
