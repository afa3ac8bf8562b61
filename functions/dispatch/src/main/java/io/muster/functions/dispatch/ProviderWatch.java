package io.muster.functions.dispatch;

import io.muster.aws.Platform;
import io.muster.aws.error.Errors;
import io.muster.aws.lambda.Log;
import io.muster.aws.store.CircuitStore;
import io.muster.aws.store.Table;
import io.muster.domain.error.Category;
import io.muster.domain.error.Circuit;
import io.muster.domain.task.HumanTask;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Circuits;
import io.muster.domain.touch.ClaimDecision;
import io.muster.domain.touch.Receipt;
import io.muster.domain.touch.Touch;
import java.util.LinkedHashMap;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Listens to what providers answer: counts what fails, and keeps their circuits. While all is well it reads and writes
 * nothing.
 */
final class ProviderWatch {

    private final Platform platform;
    private final CircuitStore store;
    private final Log log;
    private final Errors errors;

    ProviderWatch(Platform platform, Table table, Log log) {
        this.platform = platform;
        this.store = new CircuitStore(table);
        this.log = log;
        this.errors = new Errors(log, platform);
    }

    /** Returns a watch over the calls for one claimed slice. */
    Shift over(SliceFile file, ClaimDecision.Taken taken) {
        return new Shift(file, taken.probing().isEmpty() ? file.filed().circuits() : store.read());
    }

    /** What kind of failure a receipt tells of; null for none. */
    private static @Nullable Category failure(Receipt receipt) {
        return switch (receipt) {
            case Receipt.Accepted _, Receipt.BadAddress _ -> null;
            case Receipt.Refused refused -> refused.category();
            case Receipt.Ambiguous _ -> Category.TIMEOUT;
        };
    }

    /** The calls for one slice, one after the other. */
    final class Shift {

        private final SliceFile file;
        private Circuits circuits;

        private Shift(SliceFile file, Circuits circuits) {
            this.file = file;
            this.circuits = circuits;
        }

        /** Hears what came of a call; returns whether the channel's provider may be called again at once. */
        boolean heard(Channel channel, Receipt receipt) {
            var failure = failure(receipt);
            if (failure != null) {
                count(channel, receipt, failure);
            }
            if (!Circuits.guards(channel)) {
                return true;
            }
            var now = platform.time().machine();
            var change = store.change(
                    circuits,
                    channel,
                    circuit -> failure == null ? circuit.succeeded() : circuit.failed(failure, now),
                    file.campaign().key().workspace(),
                    alert(channel, failure));
            if (change.isEmpty()) {
                return true;
            }
            var after = change.get().after();
            if (!after.equals(circuits.of(channel))) {
                circuits = store.read();
                note(channel, change.get(), failure);
            }
            return after.state() == Circuit.State.CLOSED;
        }

        private void count(Channel channel, Receipt receipt, Category failure) {
            var what = receipt instanceof Receipt.Ambiguous ? "_unanswered" : "_refused";
            errors.count(file.campaign().key().workspace(), failure, name(channel) + what);
        }

        private void note(Channel channel, CircuitStore.Change change, @Nullable Category failure) {
            var fields = new LinkedHashMap<String, Object>();
            fields.put("channel", channel);
            fields.put("state", change.after().state());
            fields.put("failures", change.after().failures());
            if (failure != null) {
                fields.put("category", failure);
            }
            if (change.after().openedSince(change.before())) {
                log.error("circuit_opened", fields);
            } else if (change.after().state() != change.before().state()) {
                log.warn("circuit_changed", fields);
            }
        }

        /** What a person is told, once, when the circuit opens. */
        private HumanTask alert(Channel channel, @Nullable Category failure) {
            boolean person = failure == Category.INTEGRATION || failure == Category.PERMISSION;
            var what = name(channel).replace('_', ' ');
            return new HumanTask(
                    "provider-down-" + name(channel) + "-"
                            + platform.time().machine().getEpochSecond(),
                    HumanTask.Kind.ALERT,
                    file.campaign().key().id(),
                    Touch.OPERATOR,
                    "No " + what + " can be sent",
                    (person
                                    ? "The provider refuses us as we are set up: look at its credentials, the verified"
                                            + " sender, the configuration set and the state of the account. "
                                    : "The provider has failed several times in a row; its own status page may say"
                                            + " why. ")
                            + "Messages wait and go by themselves once it works again; where a deadline is too near,"
                            + " they have become work for people.",
                    platform.time().business(),
                    file.campaign().deadline(),
                    HumanTask.State.OPEN,
                    null);
        }

        private static String name(Channel channel) {
            return channel.name().toLowerCase(Locale.ROOT);
        }
    }
}
