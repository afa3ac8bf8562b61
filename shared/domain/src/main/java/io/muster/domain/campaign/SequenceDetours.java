package io.muster.domain.campaign;

import io.muster.domain.account.Course;
import io.muster.domain.account.SequencePlan;
import io.muster.domain.account.Step;
import io.muster.domain.account.Upcoming;
import io.muster.domain.campaign.CampaignInput.People;
import io.muster.domain.campaign.CampaignInput.TouchesFailed;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Obstacle;
import io.muster.domain.touch.Slice;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What an account campaign does about a touch that did not arrive, or that a gate took back: the same step, in another way. */
final class SequenceDetours {

    private SequenceDetours() {}

    /** Another channel, or a person, in place of a touch that could not be delivered: the same step once more. */
    static Decision reroute(CampaignState state, AccountBrief brief, TouchesFailed input) {
        var campaign = state.campaign();
        if (campaign.status() != Status.ACTIVE) {
            return new Decision.Ignored("the campaign is not sending");
        }
        var people = new People(input.reach(), input.enabled());
        var plan = Sequences.plan(state, brief, people);
        var touches = new ArrayList<Touch>();
        var channels = new TreeMap<String, Channel>();
        state.slices().stream()
                .filter(slice -> slice.wave() == input.wave() && slice.index() == input.slice())
                .flatMap(slice -> slice.touches().stream().filter(touch -> Pending.lost(state, slice, touch)))
                .map(lost -> instead(state, brief, plan, people, lost, input.at()))
                .forEach(next -> {
                    touches.add(next);
                    channels.put(next.contactId(), next.channel());
                });
        if (touches.isEmpty()) {
            return anew(state, brief, people, input);
        }
        var next = campaign.next().waves(campaign.waves() + 1);
        return new Decision.Changed(
                touches.stream().anyMatch(touch -> touch.state().open())
                        ? next.build()
                        : next.alarm(input.at()).build(),
                Slice.of(campaign.waves() + 1, touches),
                null,
                List.of(),
                new Event.Rerouted(channels));
    }

    /**
     * A gate took back what was planned: the step is made anew at once, for whoever is next. The very same touch once more
     * would only meet the same gate, and waits for its timer; unless it was taken back since somebody has left, which pauses.
     */
    private static Decision anew(CampaignState state, AccountBrief brief, People people, TouchesFailed input) {
        var back = state.slices().stream()
                .filter(slice -> slice.wave() == input.wave() && slice.index() == input.slice())
                .flatMap(slice -> slice.touches().stream())
                .filter(Touch::takenBack)
                .findFirst();
        var plan = Sequences.plan(state, brief, people);
        boolean later = state.slices().stream()
                .filter(slice -> slice.wave() > input.wave())
                .flatMap(slice -> slice.touches().stream())
                .anyMatch(touch -> !touch.kind().notice());
        if (back.isEmpty() || later || Sequences.underWay(Course.of(state))) {
            return new Decision.Ignored("every contact of the slice has been seen to");
        }
        var upcoming = plan.next(input.at());
        boolean same = upcoming instanceof Upcoming.Due(var step, var _)
                && step.contactId().equals(back.get().contactId())
                && step.channel() == back.get().channel();
        return Leavers.pause(state, brief, people, upcoming, input.at())
                .orElseGet(() -> same
                        ? new Decision.Ignored("the same touch is next, and waits for its time")
                        : Sequences.goesOn(state, brief, people, upcoming, input.at()));
    }

    private static Touch instead(
            CampaignState state, AccountBrief brief, SequencePlan plan, People people, Touch lost, Instant at) {
        var contactId = lost.contactId();
        if (!people.reach().containsKey(contactId) || lost.channel() == Channel.MANUAL) {
            return Touch.planned(contactId, null, Channel.MANUAL, lost.kind(), at)
                    .in(TouchState.SKIPPED, "no way is left to reach this contact");
        }
        if (plan.spent(contactId)) {
            return Touch.planned(contactId, null, Channel.MANUAL, lost.kind(), at)
                    .in(TouchState.SKIPPED, Obstacle.Kind.CAMPAIGN_CAP.name());
        }
        var channel = plan.channel(contactId);
        int number = plan.course().done();
        var step = new Step(number, contactId, channel, plan.open(contactId, channel, at), "another way");
        return FirstWords.touch(state, brief, people, step);
    }
}
