package io.muster.aws.store;

import io.muster.domain.touch.Gate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Contacts' gates in the table: read before every claim, written by it on the version that was read. */
public final class GateStore {

    private final Table table;

    public GateStore(Table table) {
        this.table = table;
    }

    /** Returns the gates of these contacts, by contact; one that nobody has touched is open. */
    public Map<String, Gate> find(String workspace, Collection<String> contactIds) {
        var keys = contactIds.stream().map(id -> Keys.gate(workspace, id)).toList();
        var items = table.getAll(keys);
        var gates = new HashMap<String, Gate>();
        for (var id : contactIds) {
            var item = items.get(Keys.gate(workspace, id));
            gates.put(id, item == null ? Gate.open(id) : read(item));
        }
        return gates;
    }

    /** Returns a contact's gate; open when nobody has touched it. */
    public Gate find(String workspace, String contactId) {
        return table.get(Keys.gate(workspace, contactId)).map(GateStore::read).orElseGet(() -> Gate.open(contactId));
    }

    /** Returns the gate that an item holds. */
    public static Gate read(Map<String, AttributeValue> item) {
        return Items.read(Gate.class, item);
    }

    /** Adds to a transaction that this gate follows the stored one of the same version; returns the write's index. */
    public static int put(Transaction transaction, String workspace, Gate gate) {
        return transaction.putIfVersion(
                Items.write(Keys.gate(workspace, gate.contactId()), gate.next()), gate.version());
    }

    /** Adds to a transaction that this gate is still the stored one. */
    static void check(Transaction transaction, String workspace, Gate gate) {
        transaction.checkVersion(Keys.gate(workspace, gate.contactId()), gate.version());
    }
}
