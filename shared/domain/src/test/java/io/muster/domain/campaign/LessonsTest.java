package io.muster.domain.campaign;

import static io.muster.domain.campaign.Fixture.START;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muster.domain.contact.Tier;
import io.muster.domain.strategy.Beta;
import io.muster.domain.strategy.LearnedRates;
import io.muster.domain.strategy.Observed;
import io.muster.domain.strategy.TimeToBid;
import io.muster.domain.strategy.Wait;
import io.muster.domain.touch.TouchState;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The worked example's first wave, a0 to a2, b0 to b2, c0 and c1, sent at the start and called off after six hours. */
class LessonsTest {

    private static final Wait SILENCE = new Wait(6, false);

    @Test
    void a_silence_that_the_end_cut_short_counts_in_part_by_how_likely_it_would_have_lasted() {
        var lessons = Lessons.of(cancelled(answered()), LearnedRates.NOTHING, TimeToBid.PRIOR);
        assertEquals(
                Map.of(
                        Tier.INTERNAL, Observed.ended(Beta.ofMean(0.9, 10), 1, 1, TimeToBid.PRIOR, 6),
                        Tier.PROSPECT, Observed.ended(Beta.ofMean(0.75, 10), 0, 0, TimeToBid.PRIOR, 6, 6, 6),
                        Tier.GENERAL, Observed.ended(Beta.ofMean(0.5, 10), 0, 0, TimeToBid.PRIOR, 6, 6)),
                lessons.observed());
    }

    @Test
    void waits_run_from_the_message_to_the_bid_or_to_the_end_and_a_decline_teaches_none() {
        assertEquals(
                List.of(new Wait(2, true), SILENCE, SILENCE, SILENCE, SILENCE, SILENCE, SILENCE),
                Lessons.of(cancelled(answered()), LearnedRates.NOTHING, TimeToBid.PRIOR)
                        .waits());
    }

    @Test
    void nobody_is_silent_for_longer_than_until_the_deadline() {
        var state = Fixture.sent(Fixture.active(), START);
        var campaign = state.campaign()
                .next()
                .ended(Status.COMPLETED, Result.UNMET, null, Fixture.hours(30))
                .build();
        var ended = new CampaignState(campaign, state.request(), state.slices(), state.responses());
        assertEquals(
                new Wait(24, false),
                Lessons.of(ended, LearnedRates.NOTHING, TimeToBid.PRIOR).waits().getFirst());
    }

    @Test
    void who_may_have_been_reached_counts_from_when_the_message_was_due_and_who_was_not_is_left_out() {
        var state = Fixture.touches(
                Fixture.active(),
                touch -> touch.contactId().startsWith("a")
                        ? touch.in(TouchState.UNKNOWN, "timed out")
                        : touch.in(TouchState.BOUNCED, "no mailbox"));
        var lessons = Lessons.of(cancelled(state), LearnedRates.NOTHING, TimeToBid.PRIOR);
        assertEquals(List.of(SILENCE, SILENCE, SILENCE), lessons.waits());
        assertEquals(Set.of(Tier.INTERNAL), lessons.observed().keySet());
    }

    @Test
    void the_belief_that_a_silence_is_held_against_is_what_was_known_before() {
        var before = new LearnedRates(Map.of("lawn-care", Map.of(Tier.GENERAL, new Observed(0, 90, 0))));
        var state = cancelled(Fixture.sent(Fixture.active(), START));
        assertEquals(
                Observed.ended(new Beta(5, 95), 0, 0, TimeToBid.PRIOR, 6, 6),
                Lessons.of(state, before, TimeToBid.PRIOR).observed().get(Tier.GENERAL));
    }

    private static CampaignState answered() {
        var state = Fixture.sent(Fixture.active(), START);
        state = Fixture.after(state, Fixture.bid("a0", Fixture.hours(2)));
        return Fixture.after(state, new CampaignInput.Replied("no", Fixture.hours(3), "a1", Response.Answer.DECLINED));
    }

    private static CampaignState cancelled(CampaignState state) {
        return Fixture.after(state, new CampaignInput.Cancelled("stop", Fixture.hours(6), null));
    }
}
