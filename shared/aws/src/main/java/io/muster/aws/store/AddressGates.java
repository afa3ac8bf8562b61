package io.muster.aws.store;

import io.muster.aws.token.SignedTokens;
import io.muster.domain.contact.Contact;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Gate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Keeps contacts' gates in step with their addresses: whoever comes with an address that is suppressed is passed over by
 * selection from the start, and a dead address that is put right closes nothing any more.
 */
public final class AddressGates {

    private static final int MOST_ATTEMPTS = 8;
    private static final int MOST_GATES = 80;

    private final Table table;
    private final GateStore gates;
    private final SignedTokens hashes;

    public AddressGates(Table table, SignedTokens hashes) {
        this.table = table;
        this.gates = new GateStore(table);
        this.hashes = hashes;
    }

    /**
     * Closes the gates of contacts that are stored as far as their addresses are suppressed. A suppression that is written
     * meanwhile finds the contacts itself; where none stands, this is one read of their addresses.
     *
     * @throws SuppressionStore.NotSuppressed after too much contention
     */
    public void close(String workspace, Collection<Contact> contacts) {
        var addresses = new HashMap<String, Set<String>>();
        contacts.forEach(contact -> addresses.put(contact.id(), addresses(workspace, contact)));
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Table.pause(attempt);
            var open = open(workspace, addresses);
            if (open.isEmpty()) {
                return;
            }
            var transaction = table.transaction();
            open.stream().limit(MOST_GATES).forEach(gate -> GateStore.put(transaction, workspace, gate));
            if (transaction.commit() instanceof Transaction.Result.Committed) {
                if (open.size() <= MOST_GATES) {
                    return;
                }
                attempt = -1;
            }
        }
        throw new SuppressionStore.NotSuppressed(workspace);
    }

    /** Returns the gates that must be closed further, as they then are. */
    private List<Gate> open(String workspace, Map<String, Set<String>> addresses) {
        var all = new TreeSet<String>();
        addresses.values().forEach(all::addAll);
        var standing = standing(workspace, all);
        var closed = new TreeMap<String, Set<Channel>>();
        addresses.forEach((id, hashesOf) -> {
            var channels = channels(standing, hashesOf);
            if (!channels.isEmpty()) {
                closed.put(id, channels);
            }
        });
        return gates.find(workspace, closed.keySet()).values().stream()
                .map(gate -> Map.entry(gate, gate.suppressing(closed.getOrDefault(gate.contactId(), Set.of()))))
                .filter(change -> !change.getKey().equals(change.getValue()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /**
     * Returns the gate of a contact whose addresses change, where it opens: the bounces of an address that it no longer has
     * close nothing, unless another address, or the contact itself, is suppressed. What a person has said stays, whatever
     * address he said it of; so does what nothing that stands explains.
     */
    public Optional<Gate> opened(String workspace, Contact before, Contact after) {
        var gone = new TreeSet<>(addresses(workspace, before));
        var kept = new TreeSet<>(addresses(workspace, after));
        gone.removeAll(kept);
        if (gone.isEmpty()) {
            return Optional.empty();
        }
        var gate = gates.find(workspace, before.id());
        if (gate.suppressed().isEmpty()) {
            return Optional.empty();
        }
        kept.addAll(addresses(workspace, before));
        kept.add(hashes.addressHash(workspace, before.id()));
        var standing = standing(workspace, kept);
        if (!channels(standing, kept).containsAll(gate.suppressed())) {
            return Optional.empty();
        }
        kept.removeIf(hash -> gone.contains(hash) && bounced(standing.get(hash)));
        var remaining = EnumSet.noneOf(Channel.class);
        remaining.addAll(channels(standing, kept));
        remaining.retainAll(gate.suppressed());
        return Optional.of(gate.suppressedOnly(remaining)).filter(next -> !next.equals(gate));
    }

    /** A bounce closes its own channel; more than that is closed for another reason as well. */
    private static boolean bounced(@Nullable Suppression one) {
        return one != null
                && one.reason() == Suppression.Reason.HARD_BOUNCE
                && one.channels().size() == 1;
    }

    private static Set<Channel> channels(Map<String, Suppression> standing, Collection<String> hashesOf) {
        var channels = EnumSet.noneOf(Channel.class);
        hashesOf.stream().map(standing::get).filter(Objects::nonNull).forEach(one -> channels.addAll(one.channels()));
        return channels;
    }

    private Map<String, Suppression> standing(String workspace, Collection<String> hashesOf) {
        var keys = hashesOf.stream().map(hash -> Keys.address(workspace, hash)).toList();
        var standing = new HashMap<String, Suppression>();
        table.getAll(keys).values().stream()
                .map(item -> Items.read(Suppression.class, item))
                .filter(Suppression::stands)
                .forEach(one -> standing.put(one.hash(), one));
        return standing;
    }

    private Set<String> addresses(String workspace, Contact contact) {
        var all = new TreeSet<String>();
        contact.profile().addresses().forEach(address -> all.add(hashes.addressHash(workspace, address)));
        return all;
    }
}
