package io.muster.aws.pool;

import io.muster.aws.Platform;
import io.muster.aws.error.Contention;
import io.muster.aws.settings.SettingsStore;
import io.muster.aws.store.AddressGates;
import io.muster.aws.store.DataKey;
import io.muster.aws.store.DataKeys;
import io.muster.aws.store.GateStore;
import io.muster.aws.store.Items;
import io.muster.aws.store.Key;
import io.muster.aws.store.Keys;
import io.muster.aws.store.SealedPart;
import io.muster.aws.store.SuppressionStore;
import io.muster.aws.store.Table;
import io.muster.aws.store.Transaction;
import io.muster.aws.token.KeyRing;
import io.muster.aws.token.SignedTokens;
import io.muster.domain.contact.Contact;
import io.muster.domain.contact.Grid;
import io.muster.domain.contact.Rank;
import io.muster.domain.selection.Categories;
import io.muster.domain.strategy.TierRates;
import io.muster.domain.touch.Channel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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

    /** What says who and where a contact is: read with its own key alone. */
    private static final List<String> PERSONAL = List.of("profile", "place");

    private final Table table;
    private final SignedTokens hashes;
    private final DataKeys keys;
    private final AddressGates gates;

    public ContactStore(Table table) {
        this(table, new KeyRing(table));
    }

    ContactStore(Table table, KeyRing ring) {
        this.table = table;
        this.hashes = new SignedTokens(ring);
        this.keys = new DataKeys(table, ring);
        this.gates = new AddressGates(table, hashes);
    }

    public ContactStore(Platform platform) {
        this(Table.of(platform));
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

    /** Returns a contact; empty when there is none, or it was erased. */
    public Optional<Contact> find(String workspace, String contactId) {
        return Optional.ofNullable(findAll(workspace, List.of(contactId)).get(contactId));
    }

    /** Returns the contacts that exist of these, by id. */
    public Map<String, Contact> findAll(String workspace, Collection<String> contactIds) {
        var found = read(workspace, contactIds, List.of());
        var contacts = new HashMap<String, Contact>();
        for (var id : contactIds) {
            var opened = filed(workspace, id, found).opened();
            if (opened != null) {
                contacts.put(id, contact(opened));
            }
        }
        return contacts;
    }

    /** Returns a workspace's contacts by id. */
    public Listing list(String workspace, int limit, @Nullable String from) {
        var page = table.list(Keys.contacts(workspace), true, limit, from, id -> Keys.profile(workspace, id));
        var items = new LinkedHashMap<Key, Map<String, AttributeValue>>();
        page.items().forEach(item -> items.put(Key.of(item), item));
        var ids = page.items().stream().map(item -> Items.text(item, "id")).toList();
        var found = new Table.Together(
                items, read(workspace, List.of(), ids, List.of()).keys());
        return new Listing(
                ids.stream()
                        .map(id -> filed(workspace, id, found).opened())
                        .filter(Objects::nonNull)
                        .map(ContactStore::contact)
                        .toList(),
                page.next());
    }

    /**
     * A contact as it lies in the table.
     *
     * @param opened the item with nothing sealed; absent where there is none, and where its key was destroyed
     * @param erased whether its key was destroyed, and no other made
     */
    record Filed(
            @Nullable Map<String, AttributeValue> stored,
            @Nullable Map<String, AttributeValue> opened,
            @Nullable DataKey key,
            boolean erased) {

        /** Returns the addresses that can be read. */
        Set<String> addresses() {
            return opened == null ? Set.of() : contact(opened).profile().addresses();
        }

        long version() {
            return Items.number(stored, "version");
        }

        /** As an earlier version wrote it. */
        boolean clear() {
            return stored != null && !SealedPart.in(stored);
        }
    }

    private Table.Together read(String workspace, Collection<String> contactIds, List<Key> besides) {
        return read(workspace, contactIds, contactIds, besides);
    }

    private Table.Together read(
            String workspace, Collection<String> contactIds, Collection<String> ofKeys, List<Key> besides) {
        var items = new ArrayList<>(besides);
        contactIds.forEach(id -> items.add(Keys.profile(workspace, id)));
        return table.getAll(
                items, ofKeys.stream().map(id -> Keys.contactKey(workspace, id)).toList());
    }

    private Filed filed(String workspace, String id, Table.Together found) {
        var stored = found.items().get(Keys.profile(workspace, id));
        var ofKey = found.keys().get(Keys.contactKey(workspace, id));
        var key = keys.read(workspace, ofKey).orElse(null);
        boolean erased = DataKeys.destroyed(ofKey);
        var opened =
                stored == null || erased ? null : SealedPart.opened(stored, key).orElse(null);
        return new Filed(stored, opened, key, erased);
    }

    /** Returns a contact as it lies in the table now. */
    Filed filed(String workspace, String contactId) {
        return filed(workspace, contactId, read(workspace, List.of(contactId), List.of()));
    }

    /** Adds to a transaction that nothing of a contact is there any more but its gate and that its key was destroyed. */
    void remove(Transaction transaction, String workspace, String contactId, Filed filed, Instant at) {
        keys.destroy(transaction, Keys.contactKey(workspace, contactId), at);
        transaction.delete(
                Keys.profile(workspace, contactId),
                "version = :expected",
                Map.of(":expected", AttributeValue.fromN(Long.toString(filed.version()))));
        left(workspace, contactId, filed).keySet().forEach(place -> transaction.delete(place, null, Map.of()));
        for (var hash : hashes(workspace, filed)) {
            transaction.delete(Keys.holder(workspace, hash, contactId), null, Map.of());
            keys.delete(transaction, Keys.addressKey(workspace, hash));
        }
    }

    /** Returns the hashes of a contact's addresses, whether or not those can be read. */
    Set<String> hashes(String workspace, Filed filed) {
        var all = new TreeSet<String>();
        filed.addresses().forEach(address -> all.add(hashes.addressHash(workspace, address)));
        var kept = filed.stored() == null ? null : filed.stored().get(SuppressionStore.HASHES);
        if (kept != null) {
            kept.l().forEach(hash -> all.add(hash.s()));
        }
        return all;
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
        var found = read(workspace, rows.keySet(), List.of(Keys.settings(workspace)));
        var known =
                SettingsStore.read(found.items().get(Keys.settings(workspace))).categories();
        var saved = new ConcurrentHashMap<String, Saved>();
        var changes = new ArrayList<Change>();
        rows.forEach((id, contact) -> {
            var change = change(workspace, contact, filed(workspace, id, found), known);
            saved.put(id, change.kind());
            if (!change.writes().isEmpty()) {
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
    private record Change(Contact row, Saved kind, List<TransactWriteItem> writes) {

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

    private Change change(String workspace, Contact row, Filed filed, Categories known) {
        var before = filed.opened() == null ? null : Placed.of(filed.opened());
        var merged = before == null ? row : before.contact.updatedBy(row);
        var after = Placed.of(merged.lifted(), known);
        if (after.equals(before) && !filed.clear()) {
            return new Change(row, Saved.UNCHANGED, List.of());
        }
        var kind = before == null ? Saved.CREATED : after.equals(before) ? Saved.UNCHANGED : Saved.UPDATED;
        return new Change(row, kind, writes(workspace, filed, before, after));
    }

    /** Returns the writes of the contact and of what beside it differs from what it was. */
    private List<TransactWriteItem> writes(String workspace, Filed filed, @Nullable Placed before, Placed after) {
        var transaction = table.transaction();
        var id = after.contact.id();
        var own = filed.key() == null ? keys.make(transaction, workspace, Keys.contactKey(workspace, id)) : filed.key();
        transaction.putIfVersion(profile(workspace, after, filed.version() + 1, own), filed.version());
        var old = before == null ? left(workspace, id, filed) : beside(workspace, before);
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
        } else if (filed.erased()) {
            shut(transaction, workspace, id);
        }
        return transaction.writes();
    }

    /** Whoever was erased and comes again is left alone still, even where a restore has lost the suppression. */
    private void shut(Transaction transaction, String workspace, String id) {
        var gate = new GateStore(table).find(workspace, id);
        if (!gate.shut()) {
            GateStore.put(transaction, workspace, gate.suppressing(Set.of(Channel.values())));
        }
    }

    /** Returns the places of a contact that was erased and that a restore has brought back. */
    private Map<Key, Map<String, AttributeValue>> left(String workspace, String id, Filed filed) {
        var left = new HashMap<Key, Map<String, AttributeValue>>();
        if (filed.stored() != null) {
            table.queryPrefix(Keys.contact(workspace, id), Keys.SELECTION)
                    .forEach(item -> left.put(Key.of(item), item));
        }
        return left;
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
            var found = read(workspace, List.of(left.id()), List.of());
            var change = change(workspace, left.row(), filed(workspace, left.id(), found), known);
            if (change.writes().isEmpty() || write(List.of(change)).isEmpty()) {
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
            var found = read(workspace, List.of(contactId), List.of(Keys.settings(workspace)));
            var filed = filed(workspace, contactId, found);
            if (filed.opened() == null) {
                return Optional.empty();
            }
            var edited = edited(workspace, filed, found.items().get(Keys.settings(workspace)), edit);
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
        var found = read(workspace, List.of(contactId), List.of(Keys.settings(workspace)));
        var filed = filed(workspace, contactId, found);
        if (filed.opened() != null) {
            edited(workspace, filed, found.items().get(Keys.settings(workspace)), edit)
                    .writes()
                    .forEach(transaction::add);
        }
    }

    /** A contact after an edit, and the writes that it takes: none when nothing changes. */
    private record Edited(Contact contact, List<TransactWriteItem> writes) {}

    private Edited edited(
            String workspace,
            Filed filed,
            @Nullable Map<String, AttributeValue> settings,
            UnaryOperator<Contact> edit) {
        var before = Placed.of(Objects.requireNonNull(filed.opened(), "whoever edits has read"));
        var after = Placed.of(
                edit.apply(before.contact), SettingsStore.read(settings).categories());
        return new Edited(after.contact, after.equals(before) ? List.of() : writes(workspace, filed, before, after));
    }

    private boolean committed(List<TransactWriteItem> writes) {
        var transaction = table.transaction();
        writes.forEach(transaction::add);
        return transaction.commit() instanceof Transaction.Result.Committed;
    }

    private Map<String, AttributeValue> profile(String workspace, Placed placed, long version, DataKey key) {
        var contact = placed.contact;
        var item = Items.write(Keys.profile(workspace, contact.id()), contact);
        item.put(
                LISTED_IN,
                AttributeValue.fromL(
                        placed.lists.stream().map(AttributeValue::fromS).toList()));
        item.put("version", AttributeValue.fromN(Long.toString(version)));
        item.put("find_pk", AttributeValue.fromS(Keys.contacts(workspace)));
        item.put("find_sk", AttributeValue.fromS(contact.id()));
        var addresses = contact.profile().addresses().stream()
                .map(address -> AttributeValue.fromS(hashes.addressHash(workspace, address)))
                .toList();
        item.put(SuppressionStore.HASHES, AttributeValue.fromL(addresses));
        SealedPart.seal(item, PERSONAL, key);
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
