package io.muster.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muster.domain.campaign.CampaignDecider;
import io.muster.domain.campaign.CampaignInput;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.Decision;
import io.muster.domain.campaign.Effect;
import io.muster.domain.campaign.Pending;
import io.muster.domain.touch.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * What one campaign lived through, from the first thing that happened to it on.
 *
 * @param run which run it is of
 * @param begins the campaign as it was created
 * @param ends the campaign as its last input left it
 */
record Recorded(String run, CampaignState begins, List<Step> steps, CampaignState ends) {

    Recorded {
        steps = List.copyOf(steps);
    }

    /**
     * One input.
     *
     * @param slices what providers and claims had made of the touches meanwhile: each slice that differs
     * @param effects what the campaign wanted after it that it did not want before
     */
    record Step(List<Slice> slices, CampaignInput input, Decision decision, List<Effect> effects) {

        Step {
            slices = List.copyOf(slices);
            effects = List.copyOf(effects);
        }
    }

    /** Returns what a campaign lived through as it was heard. */
    static Recorded of(String run, List<Recorder.Heard> heard) {
        var begins = heard.getFirst().before();
        var steps = new ArrayList<Step>();
        var state = begins;
        for (var one : heard) {
            var known = state.slices();
            var slices = one.before().slices().stream()
                    .filter(slice -> !known.contains(slice))
                    .toList();
            var before = met(state, slices);
            assertEquals(one.before(), before, run + " does not follow from its inputs at " + one.input());
            state = after(before, one.decision());
            steps.add(new Step(slices, one.input(), one.decision(), wanted(before, state, one.input())));
        }
        return new Recorded(run, begins, steps, state);
    }

    /** Decides all of it again, as today's code does; fails at the first difference. */
    void replay() {
        var state = begins;
        for (int number = 0; number < steps.size(); number++) {
            var step = steps.get(number);
            var where = run + ", input " + (number + 1) + ", " + step.input().id();
            var before = met(state, step.slices());
            var decision = CampaignDecider.decide(before, step.input());
            assertEquals(step.decision(), decision, where);
            state = after(before, decision);
            assertEquals(step.effects(), wanted(before, state, step.input()), where);
        }
        assertEquals(ends, state, run);
    }

    /** Tells of each input, with the campaign as it found it. */
    void forEach(BiConsumer<CampaignState, Step> each) {
        var state = begins;
        for (var step : steps) {
            var before = met(state, step.slices());
            each.accept(before, step);
            state = after(before, step.decision());
        }
    }

    private static CampaignState met(CampaignState state, List<Slice> slices) {
        var met = state;
        for (var slice : slices) {
            met = met.with(slice);
        }
        return met;
    }

    /** The campaign as it is stored: new slices in their first version. */
    private static CampaignState after(CampaignState before, Decision decision) {
        return switch (decision) {
            case Decision.Changed changed ->
                before.after(new Decision.Changed(
                        changed.campaign(),
                        changed.planned().stream().map(Slice::next).toList(),
                        changed.response(),
                        changed.tasks(),
                        changed.event()));
            case Decision.Ignored _, Decision.Refused _ -> before;
        };
    }

    private static List<Effect> wanted(CampaignState before, CampaignState after, CampaignInput input) {
        return Pending.between(before, after, input.at());
    }
}
