package io.muster.domain.whatif;

import io.muster.domain.campaign.CampaignDecider;
import io.muster.domain.campaign.CampaignInput;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.Decision;
import io.muster.domain.campaign.Effect;
import io.muster.domain.campaign.Event;
import io.muster.domain.campaign.Level;
import io.muster.domain.campaign.Pending;
import io.muster.domain.campaign.Reach;
import io.muster.domain.campaign.Reachable;
import io.muster.domain.campaign.Response.Answer;
import io.muster.domain.campaign.Status;
import io.muster.domain.time.ContactHours;
import io.muster.domain.whatif.Crowd.Fate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One life of the campaign, from its start to its deadline: whatever is pending is done, by the deciders that do it in
 * earnest, and time jumps to the next moment at which anything happens. Messages arrive at once and people's work is done
 * at once; nobody's tasks find further contractors.
 */
final class Run {

    private final Scenario scenario;
    private final ContactHours hours;
    private final Desk desk;
    private final HeldBack held;
    private final List<Level> escalations = new ArrayList<>();
    private final PriorityQueue<Coming> coming =
            new PriorityQueue<>(Comparator.comparing(Coming::at).thenComparing(Coming::contactId));
    private final List<String> asked = new ArrayList<>();
    private CampaignState state;
    private Instant now;

    /** An answer on its way. */
    private record Coming(Instant at, String contactId, boolean bid) {}

    private Run(Scenario scenario, CampaignState state, Instant now, HeldBack held, Desk desk) {
        this.scenario = scenario;
        this.hours = Reachable.hours(state);
        this.state = state;
        this.now = now;
        this.held = held;
        this.desk = desk;
    }

    /** Returns what every life begins with: all that is done at once, before anybody can have answered. */
    static Run opening(Scenario scenario) {
        var held = new HeldBack();
        var start = scenario.start();
        var run = new Run(scenario, start, start.campaign().startAt(), held, new Desk(scenario, held));
        held.planned(start, start.slices(), run.now);
        while (run.actedOn(Pending.of(run.state, run.now))) {
            // Until nothing is left to be done at once.
        }
        return run;
    }

    /** Returns the whole life that follows this opening, among these people. */
    Run among(Crowd.Fates fates) {
        var ownHeld = held.copy();
        var run = new Run(scenario, state, now, ownHeld, desk.copy(ownHeld));
        run.asked.addAll(asked);
        run.live(fates);
        return run;
    }

    /** Returns the campaign as it stands at its deadline. */
    CampaignState end() {
        return state;
    }

    HeldBack held() {
        return held;
    }

    /** Returns the level of each escalation that was carried out, in order. */
    List<Level> escalations() {
        return escalations;
    }

    private void live(Crowd.Fates fates) {
        while (state.campaign().status() == Status.ACTIVE) {
            asked.forEach(contactId -> expect(contactId, fates.of(contactId)));
            asked.clear();
            var pending = Pending.of(state, now);
            if (!actedOn(pending)) {
                moveOn(pending);
            }
        }
        while (!coming.isEmpty()) {
            answer(coming.remove());
        }
    }

    /** Does the first thing that is to be done now; returns whether there was any. */
    private boolean actedOn(List<Effect> pending) {
        for (var effect : pending) {
            switch (effect) {
                case Effect.Escalate escalate -> {
                    apply(new CampaignInput.ShortfallFound(
                            "escalate-" + escalate.since(),
                            now,
                            reach(),
                            scenario.pool().enabled()));
                    return true;
                }
                case Effect.ReportUnreachable lost -> {
                    apply(new CampaignInput.TouchesFailed(
                            "lost-" + lost,
                            now,
                            lost.wave(),
                            lost.slice(),
                            reach(),
                            scenario.pool().enabled()));
                    return true;
                }
                case Effect.DispatchWave wave -> {
                    if (desk.opens(wave).compareTo(now) <= 0) {
                        state = desk.dispatched(state, wave, now, asked::add);
                        return true;
                    }
                }
                case Effect.ScheduleWakeUp _,
                        Effect.ScheduleLaunch _,
                        Effect.ScheduleCheckIn _,
                        Effect.EndCampaign _ -> {
                    // A matter of time.
                }
            }
        }
        return false;
    }

    /** Goes to the next moment at which something happens: an answer comes, or else a timer fires. */
    private void moveOn(List<Effect> pending) {
        var timer =
                pending.stream().map(this::due).min(Comparator.naturalOrder()).orElse(Instant.MAX);
        var next = coming.peek();
        if (next != null && !next.at().isAfter(timer)) {
            now = next.at();
            answer(coming.remove());
            return;
        }
        now = timer;
        for (var effect : pending) {
            if (effect instanceof Effect.ScheduleCheckIn(int number, int generation, var at) && !at.isAfter(now)) {
                apply(new CampaignInput.CheckInDue(
                        "check-in-" + number, now, number, generation, scenario.poolAt(now)));
            }
        }
    }

    private Instant due(Effect effect) {
        return switch (effect) {
            case Effect.ScheduleCheckIn look -> look.at();
            case Effect.ScheduleWakeUp wake -> wake.at();
            case Effect.DispatchWave wave -> desk.opens(wave);
            case Effect.ScheduleLaunch _, Effect.Escalate _, Effect.ReportUnreachable _, Effect.EndCampaign _ ->
                Instant.MAX;
        };
    }

    /** Somebody has been asked for the first time: its answer, if it has one, comes before the deadline or never. */
    private void expect(String contactId, @Nullable Fate fate) {
        var deadline = state.campaign().deadline();
        if (fate != null && fate.hours() <= hours.hoursBetween(now, deadline)) {
            var at = hours.plusOpenHours(now, fate.hours());
            coming.add(new Coming(at.isAfter(deadline) ? deadline : at, contactId, fate.bids()));
        }
    }

    private void answer(Coming answer) {
        var id = "answer-" + answer.contactId();
        var contact = answer.contactId();
        apply(
                answer.bid()
                        ? new CampaignInput.BidReceived(id, answer.at(), contact, id, null, null, answer.at())
                        : new CampaignInput.Replied(id, answer.at(), contact, Answer.DECLINED));
    }

    private void apply(CampaignInput input) {
        switch (CampaignDecider.decide(state, input)) {
            case Decision.Changed changed -> {
                state = state.after(changed);
                held.planned(state, changed.planned(), now);
                if (changed.event() instanceof Event.Escalated escalated) {
                    escalations.add(escalated.level());
                }
            }
            case Decision.Refused(var _, var detail) -> throw new IllegalStateException(input + ": " + detail);
            case Decision.Ignored(var reason) -> throw new IllegalStateException(input + ": " + reason);
        }
    }

    private Map<String, Reach> reach() {
        var reach = new TreeMap<String, Reach>();
        for (var contactId : state.byContact().keySet()) {
            var standing = scenario.standings().get(contactId);
            if (standing != null) {
                var channels = standing.channels().stream()
                        .filter(scenario.pool().enabled()::contains)
                        .toList();
                reach.put(contactId, new Reach(contactId, contactId, channels, standing.zone()));
            }
        }
        return reach;
    }
}
