package io.muster.simulation;

import io.muster.domain.campaign.AccountBrief;
import io.muster.domain.campaign.CampaignState;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A sequence keeps to its terms (2): it makes no more touches than it may, those that people make included, and by the
 * providers' ledger it touches nobody again before the time for an answer is over, unless the message before did not arrive;
 * nor are more of the account's people engaged at once than may be.
 *
 * <p>Engaged is for whom a message of the campaign was accepted, and of whom nothing has been heard since the run began, be
 * it here or in another campaign: no answer of any kind, no wish to be left alone or forgotten, no message that came back.
 * Whoever was heard of counts no more, also if the sequence turns to that person again after a resume; what people do by
 * hand (calls, errands) engages nobody by this ledger.
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
        Set<String> written = new TreeSet<>();
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
            written.add(touch.contactId());
            engaged(run, written, brief, message, broken);
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

    private static void engaged(
            Aftermath run, Set<String> written, AccountBrief brief, Accepted message, Consumer<String> broken) {
        var engaged = written.stream()
                .filter(contact -> run.world().voices().silent(contact, message.at()))
                .toList();
        if (engaged.size() > brief.terms().maxConcurrentContacts()) {
            broken.accept("2: with " + message.touch() + " at " + message.at() + " there are " + engaged
                    + " engaged at once, of " + brief.terms().maxConcurrentContacts());
        }
    }

    private static boolean early(Aftermath run, AccountBrief brief, @Nullable Instant before, Instant at) {
        return before != null
                && at.isBefore(before.plus(brief.terms().responseTimeout()).minus(run.slack()));
    }
}
