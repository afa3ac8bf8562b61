package io.muster.simulation;

import io.muster.aws.store.CampaignStore;
import io.muster.aws.store.Table;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.Effect;
import io.muster.domain.campaign.Pending;
import io.muster.domain.touch.TouchState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Looks at campaigns at the moments at which something has to be done: each has ended a quarter of an hour after its deadline,
 * or after the last thing that went wrong (4); ten minutes after all is well again, nothing is left of what was overdue (10).
 */
final class Vigil {

    private static final Duration TO_CATCH_UP = Duration.ofMinutes(10);

    private final World world;
    private final CampaignStore store;
    private final Set<String> campaigns = new TreeSet<>();

    Vigil(World world) {
        this.world = world;
        this.store = new CampaignStore(new Table(world.aws().dynamoDb(), Deployment.TABLE));
    }

    /** Begins to look at a campaign that a client was promised. */
    void over(CampaignKey key) {
        if (campaigns.add(key.workspace() + " " + key.id())) {
            store.head(key).ifPresent(head -> at(due(head.deadline()), "end " + key.id(), () -> end(key)));
        }
    }

    private Instant due(Instant deadline) {
        var trouble = world.lastTrouble();
        return (trouble.isAfter(deadline) ? trouble : deadline).plus(Simulation.GRACE);
    }

    private void end(CampaignKey key) {
        var head = store.head(key).orElse(null);
        if (head == null || head.status().terminal()) {
            return;
        }
        var due = due(head.deadline());
        if (due.isAfter(world.now())) {
            at(due, "end " + key.id(), () -> end(key));
        } else {
            world.complain("4: " + key.id() + " is " + head.status() + " at " + world.now() + ", due " + head.deadline()
                    + "; all was well since " + world.lastTrouble());
        }
    }

    /** All is well again: whatever is overdue now has to be done in ten minutes. */
    void well() {
        var overdue = new HashSet<String>();
        var now = world.now();
        states().forEach(state -> overdue.addAll(overdue(state, now)));
        at(
                now.plus(TO_CATCH_UP),
                "well",
                () -> states().forEach(state -> overdue(state, now).stream()
                        .filter(overdue::contains)
                        .forEach(left -> world.complain("10: " + left + " is still to be done at " + world.now()))));
    }

    private Stream<CampaignState> states() {
        return campaigns.stream()
                .map(name -> name.split(" ", 2))
                .flatMap(name -> store.load(new CampaignKey(name[0], name[1])).stream());
    }

    /** Returns what a campaign wanted at a moment that waits for nothing any more, and the claims that had run out. */
    private static Set<String> overdue(CampaignState state, Instant at) {
        var overdue = new TreeSet<String>();
        var id = state.campaign().key().id() + " ";
        for (var effect : Pending.of(state, at)) {
            boolean waits = switch (effect) {
                // Gates may hold it: a cap, quiet hours, another campaign, a provider that rests.
                case Effect.DispatchWave _ -> true;
                case Effect.ScheduleWakeUp wakeUp -> wakeUp.at().isAfter(at);
                case Effect.ScheduleLaunch launch -> launch.at().isAfter(at);
                case Effect.ScheduleCheckIn look -> look.at().isAfter(at);
                case Effect.Escalate _, Effect.ReportUnreachable _, Effect.EndCampaign _ -> false;
            };
            if (!waits) {
                overdue.add(id + effect);
            }
        }
        for (var slice : state.slices()) {
            boolean underWay = slice.touches().stream()
                    .anyMatch(touch -> touch.state() == TouchState.CLAIMED || touch.state() == TouchState.SENDING);
            if (underWay && slice.claim() != null && slice.claim().expired(at)) {
                overdue.add(id + slice.claim());
            }
        }
        return overdue;
    }

    private void at(Instant moment, String what, Runnable look) {
        var now = world.now();
        world.spawn("vigil " + what, "", moment.isAfter(now) ? Duration.between(now, moment) : Duration.ZERO, look);
    }
}
