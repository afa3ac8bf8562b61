package io.muster.aws.pool;

import io.muster.aws.Platform;
import io.muster.aws.pool.ContactStore.ContendedContact;
import io.muster.aws.store.GateStore;
import io.muster.aws.store.Keys;
import io.muster.aws.store.Suppression;
import io.muster.aws.store.SuppressionStore;
import io.muster.aws.store.Table;
import io.muster.aws.store.Transaction;
import io.muster.aws.store.Withdrawals;
import io.muster.aws.token.KeyRing;
import io.muster.aws.token.SignedTokens;
import io.muster.domain.task.TaskInput;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Gate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Erases contacts. First the addresses are suppressed, by their hashes alone; then, in one transaction, the key is destroyed
 * with which everything personal was sealed, the gate is shut, and the contact and its places are removed; then work for
 * people that is about it is closed. History keeps its shape. All of it may be done again.
 */
public final class Erasure {

    private static final int MOST_ATTEMPTS = 8;
    private static final Set<Channel> ALL = Set.of(Channel.values());

    private final Table table;
    private final ContactStore contacts;
    private final GateStore gates;
    private final SuppressionStore suppressions;
    private final Withdrawals withdrawals;

    public Erasure(Platform platform) {
        this.table = Table.of(platform);
        var ring = new KeyRing(table);
        this.contacts = new ContactStore(table, ring);
        this.gates = new GateStore(table);
        this.suppressions = new SuppressionStore(table, new SignedTokens(ring));
        this.withdrawals = new Withdrawals(table);
    }

    /**
     * Erases a contact; returns whether there is one, or was one that is erased already.
     *
     * @param by who wants it
     * @param at when (business time)
     * @throws ContendedContact when others changed it each time
     */
    public boolean erase(String workspace, String contactId, String by, Instant at) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Table.pause(attempt);
            var filed = contacts.filed(workspace, contactId);
            if (filed.stored() == null && !filed.erased()) {
                return false;
            }
            if (filed.opened() != null) {
                suppressions.suppress(new SuppressionStore.Wish(
                        workspace, contactId, filed.addresses(), ALL, Suppression.Reason.ERASURE, by, at));
            }
            var gate = gates.find(workspace, contactId);
            if (filed.stored() == null || removed(workspace, contactId, filed, gate, at)) {
                closeTasks(workspace, gate, by, at);
                return true;
            }
        }
        throw new ContendedContact(contactId);
    }

    private boolean removed(String workspace, String contactId, ContactStore.Filed filed, Gate gate, Instant at) {
        var hashes = contacts.hashes(workspace, filed);
        var suppressed = suppressed(workspace, hashes);
        var transaction = table.transaction();
        GateStore.put(transaction, workspace, gate.erased());
        contacts.remove(transaction, workspace, contactId, filed, at);
        for (var hash : suppressed) {
            for (var key : List.of(Keys.address(workspace, hash), Keys.suppression(workspace, hash))) {
                transaction.update(key, "REMOVE address", "attribute_exists(pk)", Map.of(), Map.of());
            }
        }
        return transaction.commit() instanceof Transaction.Result.Committed;
    }

    /** Returns those of the hashes that are on the list. */
    private Set<String> suppressed(String workspace, Set<String> hashes) {
        var listed = table.getAll(
                hashes.stream().map(hash -> Keys.suppression(workspace, hash)).toList());
        var suppressed = new TreeSet<>(hashes);
        suppressed.removeIf(hash -> !listed.containsKey(Keys.suppression(workspace, hash)));
        return suppressed;
    }

    /** Nobody has to call somebody who is not known any more, or to look at what he answered. */
    private void closeTasks(String workspace, Gate gate, String by, Instant at) {
        withdrawals.withdraw(workspace, gate, new TaskInput.NoLongerNeeded("the contact was erased", by, at));
    }
}
