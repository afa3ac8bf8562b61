package io.muster.aws.store;

import io.muster.aws.error.Categorized;
import io.muster.aws.token.SignedTokens;
import io.muster.domain.error.Category;
import io.muster.domain.touch.Channel;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The suppression list. A suppression stands in three places, written together: the contact's gate, which every claim
 * checks; the hash of each of its addresses, which stops another contact with the same address; the list that people
 * read. It is added to and never taken back here.
 */
public final class SuppressionStore {

    private static final int MOST_ATTEMPTS = 8;

    private final Table table;
    private final GateStore gates;
    private final SignedTokens hashes;

    public SuppressionStore(Table table, SignedTokens hashes) {
        this.table = table;
        this.gates = new GateStore(table);
        this.hashes = hashes;
    }

    /** A suppression could not be written for contention; whoever asked for it must ask again. */
    public static final class NotSuppressed extends RuntimeException implements Categorized {
        private static final long serialVersionUID = 1;

        NotSuppressed(String contactId) {
            super("contact " + contactId + " is written by others all the time; suppress it again");
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

    /** Who is not to be contacted any more, on what, and why. */
    public record Wish(
            String workspace,
            String contactId,
            Set<String> addresses,
            Set<Channel> channels,
            Suppression.Reason reason,
            String source,
            Instant at) {

        public Wish {
            addresses = Set.copyOf(addresses);
            channels = Set.copyOf(channels);
        }
    }

    /**
     * Suppresses a contact and its addresses; returns whether anything was new, so that a repetition writes nothing.
     *
     * @throws NotSuppressed after too much contention
     */
    public boolean suppress(Wish wish) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Table.pause(attempt);
            var gate = gates.find(wish.workspace(), wish.contactId());
            var known = byHash(wish);
            if (gate.suppressed().containsAll(wish.channels())
                    && known.values().stream()
                            .allMatch(one -> one != null && one.channels().containsAll(wish.channels()))) {
                return false;
            }
            var transaction = table.transaction();
            GateStore.put(transaction, wish.workspace(), gate.suppressing(wish.channels()));
            known.forEach((hash, before) -> add(transaction, wish, hash, before));
            if (transaction.commit() instanceof Transaction.Result.Committed) {
                return true;
            }
        }
        throw new NotSuppressed(wish.contactId());
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
        return found;
    }

    /** Returns a workspace's suppression list. */
    public List<Suppression> list(String workspace) {
        return table.queryAll(Keys.suppressions(workspace)).stream()
                .map(item -> Items.read(Suppression.class, item))
                .toList();
    }

    private Map<String, @Nullable Suppression> byHash(Wish wish) {
        var hashesOf = new TreeSet<String>();
        wish.addresses().forEach(address -> hashesOf.add(hashes.addressHash(wish.workspace(), address)));
        if (hashesOf.isEmpty()) {
            hashesOf.add(hashes.addressHash(wish.workspace(), wish.contactId()));
        }
        var items = table.getAll(hashesOf.stream()
                .map(hash -> Keys.address(wish.workspace(), hash))
                .toList());
        var known = new HashMap<String, @Nullable Suppression>();
        for (var hash : hashesOf) {
            var item = items.get(Keys.address(wish.workspace(), hash));
            known.put(hash, item == null ? null : Items.read(Suppression.class, item));
        }
        return known;
    }

    private static void add(Transaction transaction, Wish wish, String hash, @Nullable Suppression before) {
        var channels = before == null ? wish.channels() : union(before.channels(), wish.channels());
        var next = new Suppression(hash, wish.contactId(), channels, wish.reason(), wish.source(), wish.at());
        transaction.put(Items.write(Keys.address(wish.workspace(), hash), next));
        transaction.put(Items.write(Keys.suppression(wish.workspace(), hash), next));
    }

    private static Set<Channel> union(Collection<Channel> one, Collection<Channel> other) {
        var all = EnumSet.noneOf(Channel.class);
        all.addAll(one);
        all.addAll(other);
        return all;
    }
}
