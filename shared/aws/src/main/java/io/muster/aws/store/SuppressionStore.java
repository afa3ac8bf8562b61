package io.muster.aws.store;

import io.muster.aws.error.Categorized;
import io.muster.aws.token.SignedTokens;
import io.muster.domain.contact.Contact;
import io.muster.domain.error.Category;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Gate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The suppression list. A suppression stands in three places: the hash of the address, which every claim reads, so that
 * whoever has the address is covered whenever he comes; the gates of the contacts that have it, by which selection passes
 * them over; the list that people read. The first and the last are written together, on the version that was read, so
 * that of two suppressions at once neither is lost; gates that do not fit into the same transaction follow.
 */
public final class SuppressionStore {

    private static final int MOST_ATTEMPTS = 8;

    /** Beside the two addresses of a contact and what is written with each. */
    private static final int MOST_GATES = 80;

    private final Table table;
    private final GateStore gates;
    private final SignedTokens hashes;

    public SuppressionStore(Table table, SignedTokens hashes) {
        this.table = table;
        this.gates = new GateStore(table);
        this.hashes = hashes;
    }

    /** A suppression could not be written or lifted for contention; whoever asked for it must ask again. */
    public static final class NotSuppressed extends RuntimeException implements Categorized {
        private static final long serialVersionUID = 1;

        NotSuppressed(String workspace) {
            super("a suppression in " + workspace + " is written by others all the time; ask for it again");
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

    /**
     * Who is not to be contacted any more, on what, and why.
     *
     * @param contactId absent where only an address is named
     * @param note what an operator says about it
     */
    public record Wish(
            String workspace,
            @Nullable String contactId,
            Set<String> addresses,
            Set<Channel> channels,
            Suppression.Reason reason,
            String source,
            @Nullable String note,
            Instant at) {

        public Wish {
            addresses = Set.copyOf(addresses);
            channels = Set.copyOf(channels);
            if (channels.isEmpty() || (contactId == null && addresses.isEmpty())) {
                throw new IllegalArgumentException("a suppression needs a channel, and an address or a contact");
            }
        }

        /** A wish without a note, for a contact. */
        public Wish(
                String workspace,
                String contactId,
                Set<String> addresses,
                Set<Channel> channels,
                Suppression.Reason reason,
                String source,
                Instant at) {
            this(workspace, contactId, addresses, channels, reason, source, null, at);
        }
    }

    /** One page of the list; {@code next} is where the next page begins, absent on the last. */
    public record Listing(
            List<Suppression> suppressions, @Nullable String next) {

        public Listing {
            suppressions = List.copyOf(suppressions);
        }
    }

    /**
     * Suppresses addresses and all contacts that have one of them; returns whether anything was new, so that a repetition
     * writes nothing.
     *
     * @throws NotSuppressed after too much contention
     */
    public boolean suppress(Wish wish) {
        var addresses = byHash(wish);
        boolean isNew = false;
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Table.pause(attempt);
            var fresh = stored(wish.workspace(), addresses.keySet()).entrySet().stream()
                    .filter(one -> one.getValue()
                            .filter(known -> known.channels().containsAll(wish.channels()))
                            .isEmpty())
                    .toList();
            var open = holders(wish.workspace(), addresses.keySet(), wish.contactId()).values().stream()
                    .filter(gate -> !gate.suppressed().containsAll(wish.channels()))
                    .toList();
            if (fresh.isEmpty() && open.isEmpty()) {
                return isNew;
            }
            var transaction = table.transaction();
            fresh.forEach(one -> add(transaction, wish, one.getKey(), addresses.get(one.getKey()), one.getValue()));
            open.stream()
                    .limit(MOST_GATES)
                    .forEach(gate -> GateStore.put(transaction, wish.workspace(), gate.suppressing(wish.channels())));
            if (transaction.commit() instanceof Transaction.Result.Committed) {
                isNew = true;
                attempt = -1;
            }
        }
        throw new NotSuppressed(wish.workspace());
    }

    /**
     * Lifts a suppression, as nobody but an operator may, and opens the gates of the contacts with that address as far as
     * no other suppression of theirs closes them; returns what it is now, and nothing where none stands.
     *
     * @throws NotSuppressed after too much contention
     */
    public Optional<Suppression> lift(String workspace, String hash, String by, String note, Instant at) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Table.pause(attempt);
            var before = find(workspace, hash).filter(Suppression::stands);
            if (before.isEmpty()) {
                return Optional.empty();
            }
            var transaction = table.transaction();
            var known = before.get();
            var next = new Suppression(
                    hash,
                    known.address(),
                    known.contactId(),
                    Set.of(),
                    known.reason(),
                    known.source(),
                    known.at(),
                    known.version() + 1);
            transaction.putIfVersion(Items.write(Keys.address(workspace, hash), next), known.version());
            transaction.delete(Keys.suppression(workspace, hash), null, Map.of());
            var change = new Suppression.Change(next.version(), Set.of(), null, by, note, at);
            transaction.putIfAbsent(Items.write(Keys.addressChange(workspace, hash, next.version()), change));
            opened(workspace, known).stream()
                    .limit(MOST_GATES)
                    .forEach(gate -> GateStore.put(transaction, workspace, gate));
            if (transaction.commit() instanceof Transaction.Result.Committed) {
                return Optional.of(next);
            }
        }
        throw new NotSuppressed(workspace);
    }

    /** Returns the channels on which these addresses are suppressed, by address; an address that is not is absent. */
    public Map<String, Set<Channel>> suppressed(String workspace, Collection<String> addresses) {
        var keys = new HashMap<Key, String>();
        addresses.forEach(
                address -> keys.put(Keys.address(workspace, hashes.addressHash(workspace, address)), address));
        var found = new HashMap<String, Set<Channel>>();
        table.getAll(keys.keySet())
                .forEach((key, item) -> found.merge(
                        keys.getOrDefault(key, ""),
                        Items.read(Suppression.class, item).channels(),
                        SuppressionStore::union));
        found.values().removeIf(Set::isEmpty);
        return found;
    }

    /** Returns a suppression, one that was lifted included. */
    public Optional<Suppression> find(String workspace, String hash) {
        return table.get(Keys.address(workspace, hash)).map(item -> Items.read(Suppression.class, item));
    }

    /** Returns the suppressions that stand for these addresses, or for the contact where it has none. */
    public List<Suppression> find(Wish wish) {
        return stored(wish.workspace(), byHash(wish).keySet()).values().stream()
                .flatMap(Optional::stream)
                .filter(Suppression::stands)
                .toList();
    }

    /** Returns what was done to a suppression, latest first. */
    public List<Suppression.Change> history(String workspace, String hash) {
        var changes = Keys.addressChanges(workspace, hash);
        return table.queryPrefix(changes.pk(), changes.sk()).reversed().stream()
                .map(item -> Items.read(Suppression.Change.class, item))
                .toList();
    }

    /** Returns a workspace's suppression list. */
    public List<Suppression> list(String workspace) {
        return table.queryAll(Keys.suppressions(workspace)).stream()
                .map(item -> Items.read(Suppression.class, item))
                .toList();
    }

    /** Returns a page of a workspace's suppression list, in the order of the hashes. */
    public Listing list(String workspace, int limit, @Nullable String after) {
        var page = table.pageAfter(Keys.suppressions(workspace), limit, after);
        return new Listing(
                page.items().stream()
                        .map(item -> Items.read(Suppression.class, item))
                        .toList(),
                page.next() == null ? null : Items.text(page.next(), "sk"));
    }

    /** Returns the addresses by hash; where there is none, the contact stands in for one. */
    private SortedMap<String, @Nullable String> byHash(Wish wish) {
        var byHash = new TreeMap<String, @Nullable String>();
        wish.addresses().forEach(address -> byHash.put(hashes.addressHash(wish.workspace(), address), address));
        if (byHash.isEmpty()) {
            byHash.put(hashes.addressHash(wish.workspace(), Objects.requireNonNull(wish.contactId())), null);
        }
        return byHash;
    }

    private SortedMap<String, Optional<Suppression>> stored(String workspace, Collection<String> hashesOf) {
        var items = table.getAll(
                hashesOf.stream().map(hash -> Keys.address(workspace, hash)).toList());
        var stored = new TreeMap<String, Optional<Suppression>>();
        hashesOf.forEach(hash -> stored.put(
                hash,
                Optional.ofNullable(items.get(Keys.address(workspace, hash)))
                        .map(item -> Items.read(Suppression.class, item))));
        return stored;
    }

    /** Returns the gates of everybody who has one of these addresses, and of the contact that is meant, by contact. */
    private Map<String, Gate> holders(String workspace, Collection<String> hashesOf, @Nullable String contactId) {
        var contacts = new TreeSet<String>();
        for (var hash : hashesOf) {
            table.queryPrefix(Keys.addresses(workspace, hash), Keys.HOLDER).stream()
                    .map(item -> Items.text(item, "sk").substring(Keys.HOLDER.length()))
                    .forEach(contacts::add);
        }
        Stream.ofNullable(contactId).forEach(contacts::add);
        return new TreeMap<>(gates.find(workspace, contacts));
    }

    private static void add(
            Transaction transaction, Wish wish, String hash, @Nullable String address, Optional<Suppression> before) {
        var standing = before.filter(Suppression::stands);
        var next = new Suppression(
                hash,
                address,
                wish.contactId() == null ? before.map(Suppression::contactId).orElse(null) : wish.contactId(),
                standing.map(known -> union(known.channels(), wish.channels())).orElse(wish.channels()),
                standing.map(Suppression::reason).orElse(wish.reason()),
                standing.map(Suppression::source).orElse(wish.source()),
                standing.map(Suppression::at).orElse(wish.at()),
                before.map(Suppression::version).orElse(0L) + 1);
        var change = new Suppression.Change(
                next.version(), next.channels(), wish.reason(), wish.source(), wish.note(), wish.at());
        transaction.putIfVersion(Items.write(Keys.address(wish.workspace(), hash), next), next.version() - 1);
        transaction.put(Items.write(Keys.suppression(wish.workspace(), hash), next));
        transaction.putIfAbsent(Items.write(Keys.addressChange(wish.workspace(), hash, next.version()), change));
    }

    /** Returns the gates of the suppression's contacts that differ once it does not stand any more. */
    private List<Gate> opened(String workspace, Suppression lifted) {
        var closed = holders(workspace, Set.of(lifted.hash()), lifted.contactId());
        var contacts = table.getAll(
                closed.keySet().stream().map(id -> Keys.profile(workspace, id)).toList());
        var opened = new ArrayList<Gate>();
        closed.forEach((id, gate) -> {
            var others = hashes(workspace, id, contacts.get(Keys.profile(workspace, id)));
            others.remove(lifted.hash());
            var remaining = EnumSet.noneOf(Channel.class);
            stored(workspace, others).values().stream()
                    .flatMap(Optional::stream)
                    .forEach(other -> remaining.addAll(other.channels()));
            if (!gate.suppressed().equals(remaining)) {
                opened.add(gate.suppressedOnly(remaining));
            }
        });
        return opened;
    }

    /** Returns the hashes under which a contact may be suppressed: of its addresses, and of its id. */
    private Set<String> hashes(String workspace, String id, @Nullable Map<String, AttributeValue> stored) {
        var all = new TreeSet<String>();
        all.add(hashes.addressHash(workspace, id));
        if (stored != null) {
            var profile = Items.read(Contact.class, stored).profile();
            Stream.of(Optional.ofNullable(profile.email()), Optional.ofNullable(profile.phone()))
                    .flatMap(Optional::stream)
                    .forEach(address -> all.add(hashes.addressHash(workspace, address)));
        }
        return all;
    }

    private static Set<Channel> union(Collection<Channel> one, Collection<Channel> other) {
        var all = EnumSet.noneOf(Channel.class);
        all.addAll(one);
        all.addAll(other);
        return all;
    }
}
