package io.muster.aws.store;

import io.muster.domain.error.Circuit;
import io.muster.domain.task.HumanTask;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Circuits;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The circuits of the installation's providers, in one small item that all invocations see. They belong to the
 * installation and not to a workspace, since the provider's account does: what one workspace's sends find out, the others
 * need not find out again. A claim reads them in the request that it makes anyway; they are written only when a call
 * fails, and when one succeeds after that.
 */
public final class CircuitStore {

    private static final int MOST_ATTEMPTS = 5;

    private final Table table;

    public CircuitStore(Table table) {
        this.table = table;
    }

    /** What became of a circuit: as it was and as it is now. */
    public record Change(Circuit before, Circuit after) {}

    /** Returns the circuits as they are now. */
    public Circuits read() {
        return read(table.get(Keys.circuits()).orElse(null));
    }

    /**
     * Changes a channel's circuit, and writes a task for people in the same transaction when that opens it.
     *
     * @param alert the task, in its workspace
     * @return empty when others wrote all the time: their news is as good as ours
     */
    public Optional<Change> change(
            Circuits known, Channel channel, UnaryOperator<Circuit> change, String workspace, HumanTask alert) {
        var circuits = known;
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Table.pause(attempt);
            var before = circuits.of(channel);
            var after = change.apply(before);
            if (after.equals(before)) {
                return Optional.of(new Change(before, after));
            }
            var transaction = table.transaction();
            put(transaction, circuits.with(channel, after));
            if (after.openedSince(before)) {
                transaction.put(TaskStore.item(workspace, alert));
            }
            if (transaction.commit() instanceof Transaction.Result.Committed) {
                return Optional.of(new Change(before, after));
            }
            circuits = read();
        }
        return Optional.empty();
    }

    static Circuits read(@Nullable Map<String, AttributeValue> item) {
        return item == null ? Circuits.NONE : Items.read(Circuits.class, item);
    }

    /** Adds to a transaction that circuits are written over the version that was read. */
    static void put(Transaction transaction, Circuits circuits) {
        transaction.putIfVersion(Items.write(Keys.circuits(), circuits.next()), circuits.version());
    }
}
