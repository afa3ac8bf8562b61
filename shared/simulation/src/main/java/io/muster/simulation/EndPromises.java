package io.muster.simulation;

import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.Pending;
import io.muster.domain.touch.TouchState;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Every campaign has ended and nothing is pending when a run is over (4, 10), and whoever asked was answered. When each
 * campaign had to have ended is looked at while it runs ({@link Vigil}).
 */
final class EndPromises implements Aftermath.Promise {

    /** Whoever asks, asks again every minute until there is an answer. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Override
    public void hold(Aftermath run, Consumer<String> broken) {
        run.script()
                .unanswered(run.end().minus(PATIENCE))
                .forEach(request -> broken.accept("4: nobody answers " + request));
        run.script().campaigns().forEach((id, workspace) -> {
            if (!run.states().containsKey(new CampaignKey(workspace, id))) {
                broken.accept("4: the campaign " + id + " was acknowledged and is lost");
            }
        });
        run.states().values().forEach(state -> ended(run, state, broken));
    }

    private static void ended(Aftermath run, CampaignState state, Consumer<String> broken) {
        var campaign = state.campaign();
        if (!campaign.status().terminal()) {
            broken.accept("4: " + campaign.key().id() + " is " + campaign.status() + " at " + run.end() + ", due "
                    + campaign.deadline());
        }
        var pending = Pending.of(state, run.end());
        if (!pending.isEmpty()) {
            broken.accept("10: " + campaign.key().id() + " still wants " + pending);
        }
        state.touches()
                .filter(touch -> touch.state() == TouchState.CLAIMED || touch.state() == TouchState.SENDING)
                .forEach(touch -> broken.accept("10: a touch of " + touch.contactId() + " in "
                        + campaign.key().id() + " is " + touch.state()));
    }
}
