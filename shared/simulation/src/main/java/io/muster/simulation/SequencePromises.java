package io.muster.simulation;

import io.muster.domain.campaign.AccountBrief;
import io.muster.domain.campaign.CampaignState;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A sequence keeps to its terms (2): it makes no more touches than it may, those that people make included, and by the
 * providers' ledger it touches nobody again before the time for an answer is over, unless the message before did not arrive.
 */
final class SequencePromises implements Aftermath.Promise {

    @Override
    public void hold(Aftermath run, Consumer<String> broken) {
        run.states().forEach((_, state) -> {
            if (state.brief() instanceof AccountBrief brief) {
                hold(run, state, brief, broken);
            }
        });
    }

    private static void hold(Aftermath run, CampaignState state, AccountBrief brief, Consumer<String> broken) {
        var key = state.campaign().key();
        Map<String, Instant> last = new HashMap<>();
        for (var message : run.ledger()) {
            var touch = run.touch(message);
            if (touch == null
                    || !run.marketing(message)
                    || !Aftermath.campaign(message).equals(key)) {
                continue;
            }
            var before = last.get(touch.contactId());
            if (early(run, brief, before, message.at())) {
                broken.accept("2: " + message.touch() + " went to " + touch.contactId() + " at " + message.at()
                        + ", which had got one at " + before);
            }
            if (!touch.state().lost()) {
                last.put(touch.contactId(), message.at());
            }
        }
        long touches = state.touches()
                .filter(touch -> !touch.kind().notice() && touch.state().reached())
                .count();
        if (touches > brief.terms().maxTouches()) {
            broken.accept("2: " + key.id() + " made " + touches + " touches, of "
                    + brief.terms().maxTouches());
        }
    }

    private static boolean early(Aftermath run, AccountBrief brief, @Nullable Instant before, Instant at) {
        return before != null
                && at.isBefore(before.plus(brief.terms().responseTimeout()).minus(run.slack()));
    }
}
