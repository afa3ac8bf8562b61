package io.muster.functions.dispatch;

import io.muster.domain.touch.Receipt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A provider with a ledger of its own: what it accepted, whatever we believe. */
final class FakeProvider implements Sender {

    final Map<String, Integer> ledger = new HashMap<>();
    final List<OutgoingMessage> accepted = new ArrayList<>();
    final List<String> offered = new ArrayList<>();
    Function<OutgoingMessage, Receipt> behaviour = message -> new Receipt.Accepted("p-" + message.touchId());

    @Override
    public Receipt send(OutgoingMessage message) {
        offered.add(message.touchId());
        var receipt = behaviour.apply(message);
        if (receipt instanceof Receipt.Accepted) {
            accept(message);
        }
        return receipt;
    }

    void accept(OutgoingMessage message) {
        ledger.merge(message.touchId(), 1, Integer::sum);
        accepted.add(message);
    }
}
