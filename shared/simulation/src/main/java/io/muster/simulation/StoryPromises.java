package io.muster.simulation;

import io.muster.domain.campaign.Action;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.Event;
import io.muster.domain.campaign.History;
import io.muster.domain.campaign.Level;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchState;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A campaign's story makes sense: the highest level never falls and what is done once is done once, by the history and by the
 * ledger (6); there are no gaps, and every accepted message has its cause (8); a timer that comes again does nothing (11).
 */
final class StoryPromises implements Aftermath.Promise {

    private static final Pattern TIMED = Pattern.compile(".*/check-in/(\\d+)/.*");

    @Override
    public void hold(Aftermath run, Consumer<String> broken) {
        run.torn().forEach(key -> broken.accept("8: " + key.id() + " is there in part"));
        run.states().forEach((key, state) -> {
            var history = run.history(key);
            whole(state, history, broken);
            risen(state, history, broken);
            actedOnce(state, history, broken);
            lookedAtOnce(state, history, broken);
        });
        toldOnce(run, broken);
        answeredOnce(run, broken);
        caused(run, broken);
    }

    private static void whole(CampaignState state, List<History> history, Consumer<String> broken) {
        var id = state.campaign().key().id();
        for (int i = 0; i < history.size(); i++) {
            if (history.get(i).version() != i + 1) {
                broken.accept("8: the history of " + id + " has version "
                        + history.get(i).version() + " in place " + (i + 1));
                return;
            }
        }
        if (history.size() != state.campaign().version()) {
            broken.accept("8: " + id + " is of version " + state.campaign().version() + ", with " + history.size()
                    + " lines of history");
        }
    }

    private static void risen(CampaignState state, List<History> history, Consumer<String> broken) {
        var worst = Level.NONE;
        for (var line : history) {
            if (line.event() instanceof Event.CheckedIn look) {
                worst = worst.worse(look.checkIn().level());
            }
        }
        if (!state.campaign().highest().atLeast(worst)) {
            broken.accept("6: the level of " + state.campaign().key().id() + " fell from " + worst + " to "
                    + state.campaign().highest());
        }
    }

    private static void actedOnce(CampaignState state, List<History> history, Consumer<String> broken) {
        Set<Action> once = EnumSet.noneOf(Action.class);
        for (var line : history) {
            if (line.event() instanceof Event.Escalated escalated) {
                for (var action : escalated.actions()) {
                    if (!once.add(action)) {
                        broken.accept("6: " + action + " was done twice in "
                                + state.campaign().key().id());
                    }
                }
            }
        }
    }

    private static void lookedAtOnce(CampaignState state, List<History> history, Consumer<String> broken) {
        int last = 0;
        for (var line : history) {
            var timed = TIMED.matcher(line.inputId());
            if (line.event() instanceof Event.CheckedIn && timed.matches()) {
                int number = Integer.parseInt(timed.group(1));
                if (number <= last) {
                    broken.accept("11: check-in " + number + " of "
                            + state.campaign().key().id() + " came again");
                }
                last = number;
            }
        }
    }

    /** A campaign reports once, and alerts each of its own people once. */
    private static void toldOnce(Aftermath run, Consumer<String> broken) {
        var times = new TreeMap<String, Integer>();
        for (var message : run.ledger()) {
            var touch = run.touch(message);
            if (touch != null && once(touch.kind())) {
                var what = Aftermath.campaign(message).id() + " sent its " + touch.kind() + " to " + touch.contactId();
                if (times.merge(what, 1, Integer::sum) == 2) {
                    broken.accept("6: " + what + " twice");
                }
            }
        }
    }

    /** Whoever texts a word that is answered hears of it once. */
    private static void answeredOnce(Aftermath run, Consumer<String> broken) {
        var times = new TreeMap<String, Integer>();
        for (var message : run.ledger()) {
            var touch = run.touch(message);
            if (touch == null ? !message.ofCampaign() : touch.kind().answer()) {
                int asked = run.world().news().keywords(message.recipient());
                if (times.merge(message.recipient(), 1, Integer::sum) == asked + 1) {
                    broken.accept("6: " + message.to() + " was answered more than " + asked + " times");
                }
            }
        }
    }

    /** What tells that a sequence is paused goes out at every pause. */
    private static boolean once(Touch.Kind kind) {
        return kind.notice() && !kind.answer() && kind != Touch.Kind.ATTENTION;
    }

    private static void caused(Aftermath run, Consumer<String> broken) {
        for (var message : run.ledger()) {
            var touch = run.touch(message);
            if (touch == null && message.ofCampaign()) {
                broken.accept("8: " + message.touch() + " was accepted, and nobody planned it");
            } else if (touch != null
                    && (touch.state().open()
                            || touch.state() == TouchState.FAILED
                            || touch.state() == TouchState.SKIPPED)) {
                broken.accept("8: " + message.touch() + " was accepted, and is " + touch.state());
            }
        }
    }
}
