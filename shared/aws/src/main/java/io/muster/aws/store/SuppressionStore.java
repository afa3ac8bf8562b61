package io.muster.aws.store;

import io.muster.aws.error.Contention;
import io.muster.aws.token.SignedTokens;
import io.muster.domain.contact.Contact;
import io.muster.domain.task.TaskInput;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Gate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
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
    private static final int NONE = -1;

    /** Beside the two addresses of a contact and what is written with each. */
    private static final int MOST_GATES = 80;

    /** The hashes of a contact's addresses, in its item: they are compared, and never opened. */
    public static final String HASHES = "hashes";

    private final Table table;
    private final GateStore gates;
    private final SignedTokens hashes;
    private final SealedTexts seals;
    private final Withdrawals withdrawals;

    public SuppressionStore(Table table, SignedTokens hashes) {
        this.seals = new SealedTexts(table, hashes.keys());
        this.table = table;
        this.gates = new GateStore(table);
        this.withdrawals = new Withdrawals(table);
        this.hashes = hashes;
    }

    /** A suppression could not be written or lifted for contention; whoever asked for it must ask again. */
    public static final class NotSuppressed extends RuntimeException implements Contention {
        private static final long serialVersionUID = 1;

        NotSuppressed(String workspace) {
            super("a suppression in " + workspace + " is written by others all the time; ask for it again");
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
        return close(wish, null) == Closed.NEWLY;
    }

    /**
     * Suppresses for a STOP, unless the same number has texted a START since; returns whether the STOP stands.
     *
     * @throws NotSuppressed after too much contention
     */
    public boolean stop(Wish wish, Word word) {
        return close(wish, word) != Closed.OVERTAKEN;
    }

    /**
     * A STOP or a START: of the words of one number the latest counts, in whatever order they come.
     *
     * @param number the number that texted it
     * @param textedAt when it did, by the provider's clock
     */
    public record Word(String number, Instant textedAt) {}

    private enum Closed {
        NEWLY,
        ALREADY,
        OVERTAKEN
    }

    private Closed close(Wish wish, @Nullable Word word) {
        var addresses = byHash(wish);
        boolean isNew = false;
        boolean heard = word == null;
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Table.pause(attempt);
            var fresh = stored(wish.workspace(), addresses.keySet()).entrySet().stream()
                    .filter(one ->
                            one.getValue().filter(known -> covers(known, wish)).isEmpty())
                    .toList();
            var holders = holders(wish.workspace(), addresses.keySet(), wish.contactId());
            var open = holders.values().stream()
                    .filter(gate -> !gate.suppressed().containsAll(wish.channels()))
                    .toList();
            if (fresh.isEmpty() && open.isEmpty() && heard) {
                withdraw(wish, holders.values());
                return isNew ? Closed.NEWLY : Closed.ALREADY;
            }
            var transaction = table.transaction();
            int order = word == null ? NONE : hear(transaction, wish.workspace(), word);
            var sealed = sealed(wish, addresses, fresh);
            fresh.forEach(one -> add(transaction, wish, one.getKey(), sealed.get(one.getKey()), one.getValue()));
            open.stream()
                    .limit(MOST_GATES)
                    .forEach(gate -> GateStore.put(transaction, wish.workspace(), gate.suppressing(wish.channels())));
            var result = transaction.commit();
            if (result instanceof Transaction.Result.Committed) {
                isNew = isNew || !fresh.isEmpty() || !open.isEmpty();
                heard = true;
                attempt = -1;
            } else if (result instanceof Transaction.Result.Rejected rejected && rejected.at(order)) {
                return Closed.OVERTAKEN;
            }
        }
        throw new NotSuppressed(wish.workspace());
    }

    /** Whoever must not be contacted need not be called either. A repetition heals what died before this. */
    private void withdraw(Wish wish, Collection<Gate> holders) {
        var because = wish.reason() == Suppression.Reason.ERASURE
                ? "the contact was erased"
                : "the contact must not be contacted any more";
        var input = new TaskInput.NoLongerNeeded(because, wish.source(), wish.at());
        holders.forEach(gate -> withdrawals.withdraw(wish.workspace(), gate, wish.channels(), input));
    }

    /**
     * Opens for a START what a STOP has closed and nothing else since, unless the same number has texted a STOP since;
     * returns whether the START stands. What an operator, a complaint, a bounce or a link has closed stays closed.
     *
     * @throws NotSuppressed after too much contention
     */
    public boolean start(String workspace, Set<String> addresses, Word word, String source, Instant at) {
        var all = new TreeSet<String>();
        addresses.forEach(address -> all.add(hashes.addressHash(workspace, address)));
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Table.pause(attempt);
            var transaction = table.transaction();
            int order = hear(transaction, workspace, word);
            var next = new TreeMap<String, Suppression>();
            stored(workspace, all)
                    .forEach((hash, known) -> known.filter(
                                    one -> !one.untilStart().isEmpty())
                            .ifPresent(one -> next.put(hash, one.opened())));
            next.values().forEach(one -> put(transaction, workspace, one));
            next.forEach((hash, one) -> note(
                    transaction,
                    workspace,
                    hash,
                    new Suppression.Change(one.version(), one.channels(), null, source, null, at)));
            opened(workspace, next).stream()
                    .limit(MOST_GATES)
                    .forEach(gate -> GateStore.put(transaction, workspace, gate));
            var result = transaction.commit();
            if (result instanceof Transaction.Result.Committed) {
                openRest(workspace, all);
                return true;
            }
            if (result instanceof Transaction.Result.Rejected rejected && rejected.at(order)) {
                return false;
            }
        }
        throw new NotSuppressed(workspace);
    }

    /** Returns the addresses that are to be kept, as they are; an erased one is not kept, but for its hash. */
    private Map<String, String> sealed(
            Wish wish, Map<String, @Nullable String> byHash, List<Map.Entry<String, Optional<Suppression>>> fresh) {
        var kept = new HashMap<String, String>();
        if (wish.reason() != Suppression.Reason.ERASURE) {
            fresh.forEach(one -> {
                var address = byHash.get(one.getKey());
                if (address != null) {
                    kept.put(one.getKey(), address);
                }
            });
        }
        return kept.isEmpty() ? kept : seals.ofAddresses(wish.workspace(), kept);
    }

    /** Adds that a word was heard, on the condition that no later one was; returns the write's index. */
    private int hear(Transaction transaction, String workspace, Word word) {
        var at = AttributeValue.fromN(Long.toString(word.textedAt().toEpochMilli()));
        var item = new HashMap<>(Keys.word(workspace, hashes.addressHash(workspace, word.number()))
                .attributes());
        item.put("textedAt", at);
        return transaction.put(item, "attribute_not_exists(pk) OR textedAt <= :at", Map.of(), Map.of(":at", at));
    }

    /** A STOP is covered by whatever closes its channels; everything else has to close them for itself, START or not. */
    private static boolean covers(Suppression known, Wish wish) {
        return known.channels().containsAll(wish.channels())
                && (wish.reason() == Suppression.Reason.STOP_WORD
                        || Collections.disjoint(known.untilStart(), wish.channels()));
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
                openRest(workspace, Set.of(hash));
                return Optional.empty();
            }
            var transaction = table.transaction();
            var next = before.get().lifted();
            put(transaction, workspace, next);
            note(transaction, workspace, hash, new Suppression.Change(next.version(), Set.of(), null, by, note, at));
            opened(workspace, Map.of(hash, next)).stream()
                    .limit(MOST_GATES)
                    .forEach(gate -> GateStore.put(transaction, workspace, gate));
            if (transaction.commit() instanceof Transaction.Result.Committed) {
                openRest(workspace, Set.of(hash));
                return Optional.of(next);
            }
        }
        throw new NotSuppressed(workspace);
    }

    /**
     * Opens the gates that did not fit beside a suppression, as far as what stands now lets them; asked for again, it goes
     * on where it was interrupted.
     */
    private void openRest(String workspace, Collection<String> hashesOf) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Table.pause(attempt);
            var known = new TreeMap<String, Suppression>();
            stored(workspace, hashesOf).forEach((hash, one) -> one.ifPresent(now -> known.put(hash, now)));
            var rest = opened(workspace, known);
            if (rest.isEmpty()) {
                return;
            }
            var transaction = table.transaction();
            rest.stream().limit(MOST_GATES).forEach(gate -> GateStore.put(transaction, workspace, gate));
            if (transaction.commit() instanceof Transaction.Result.Committed) {
                attempt = -1;
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

    /**
     * Returns whether somebody is to be left alone by people too: every way is closed, and not all of them merely because
     * the address is dead, which lets a person find another.
     *
     * @param ways by which it could be reached, consent or not
     */
    public boolean leftAlone(String workspace, Gate gate, Set<String> addresses, Set<Channel> ways) {
        return !ways.isEmpty()
                && gate.suppressed().containsAll(ways)
                && stored(
                                workspace,
                                byHash(workspace, gate.contactId(), addresses).keySet())
                        .values()
                        .stream()
                        .flatMap(Optional::stream)
                        .anyMatch(one -> one.stands() && !one.reason().dead());
    }

    private SortedMap<String, @Nullable String> byHash(Wish wish) {
        return byHash(wish.workspace(), wish.contactId(), wish.addresses());
    }

    /** Returns the addresses by hash; where there is none, the contact stands in for one. */
    private SortedMap<String, @Nullable String> byHash(
            String workspace, @Nullable String contactId, Set<String> addresses) {
        var byHash = new TreeMap<String, @Nullable String>();
        addresses.forEach(address -> byHash.put(hashes.addressHash(workspace, address), address));
        if (byHash.isEmpty()) {
            byHash.put(hashes.addressHash(workspace, Objects.requireNonNull(contactId)), null);
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
        boolean stop = wish.reason() == Suppression.Reason.STOP_WORD;
        var standing = before.filter(Suppression::stands);
        var first = standing.filter(known -> stop || !known.untilStart().equals(known.channels()));
        var next = new Suppression(
                hash,
                address,
                wish.contactId() == null ? before.map(Suppression::contactId).orElse(null) : wish.contactId(),
                standing.map(known -> union(known.channels(), wish.channels())).orElse(wish.channels()),
                untilStart(standing, wish, stop),
                first.map(Suppression::reason).orElse(wish.reason()),
                first.map(Suppression::source).orElse(wish.source()),
                first.map(Suppression::at).orElse(wish.at()),
                before.map(Suppression::version).orElse(0L) + 1);
        put(transaction, wish.workspace(), next);
        var change = new Suppression.Change(
                next.version(), next.channels(), wish.reason(), wish.source(), wish.note(), wish.at());
        note(transaction, wish.workspace(), hash, change);
    }

    /** A START opens what was open before the STOP, and what nothing else has closed after it. */
    private static Set<Channel> untilStart(Optional<Suppression> standing, Wish wish, boolean stop) {
        var channels = EnumSet.noneOf(Channel.class);
        standing.ifPresent(known -> channels.addAll(known.untilStart()));
        channels.removeAll(stop ? Set.of() : wish.channels());
        if (stop) {
            channels.addAll(wish.channels());
            standing.ifPresent(known -> known.channels().stream()
                    .filter(channel -> !known.untilStart().contains(channel))
                    .forEach(channels::remove));
        }
        return channels;
    }

    private static void put(Transaction transaction, String workspace, Suppression next) {
        var hash = next.hash();
        transaction.putIfVersion(Items.write(Keys.address(workspace, hash), next), next.version() - 1);
        if (next.stands()) {
            transaction.put(Items.write(Keys.suppression(workspace, hash), next));
        } else {
            transaction.delete(Keys.suppression(workspace, hash), null, Map.of());
        }
    }

    private static void note(Transaction transaction, String workspace, String hash, Suppression.Change change) {
        transaction.putIfAbsent(Items.write(Keys.addressChange(workspace, hash, change.version()), change));
    }

    /** Returns the gates of the suppressions' contacts that differ once these stand as they are given, by hash. */
    private List<Gate> opened(String workspace, Map<String, Suppression> next) {
        var closed = new TreeMap<String, Gate>();
        next.forEach((hash, one) -> closed.putAll(holders(workspace, Set.of(hash), one.contactId())));
        var contacts = table.getAll(
                closed.keySet().stream().map(id -> Keys.profile(workspace, id)).toList());
        var opened = new ArrayList<Gate>();
        closed.forEach((id, gate) -> {
            var others = hashes(workspace, id, contacts.get(Keys.profile(workspace, id)));
            var remaining = EnumSet.noneOf(Channel.class);
            others.stream()
                    .filter(next::containsKey)
                    .forEach(hash -> remaining.addAll(
                            Objects.requireNonNull(next.get(hash)).channels()));
            others.removeAll(next.keySet());
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
        var ofAddresses = stored == null ? null : stored.get(HASHES);
        if (ofAddresses != null) {
            ofAddresses.l().forEach(hash -> all.add(hash.s()));
        } else if (stored != null) {
            Items.read(Contact.class, stored)
                    .profile()
                    .addresses()
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
