package io.muster.domain.campaign;

import static io.muster.domain.campaign.Fixture.hours;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.muster.domain.campaign.CampaignInput.Launched;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LateLaunchTest {

    private static final Instant COMPLETION = hours(2);

    @Test
    void a_timer_that_comes_after_the_completion_deadline_ends_the_campaign_so_that_it_does_not_wait_forever() {
        var state = waiting(Fixture.scheduled());
        var failed = Fixture.after(state, launched(state.campaign().generation()));
        assertEquals(Status.FAILED, failed.campaign().status());
        assertEquals(COMPLETION, failed.campaign().endedAt());
        assertEquals(List.of(new Effect.EndCampaign(failed.campaign().version())), Pending.of(failed, COMPLETION));
    }

    @Test
    void a_person_who_launches_after_the_completion_deadline_is_refused_and_the_draft_stays() {
        var refused = assertInstanceOf(
                Decision.Refused.class, CampaignDecider.decide(waiting(Fixture.draft()), launched(null)));
        assertEquals(Decision.Code.DEADLINE_PASSED, refused.code());
    }

    @Test
    void a_launch_just_before_the_completion_deadline_runs_until_then() {
        var state = waiting(Fixture.scheduled());
        var started = Fixture.after(
                state, new Launched("late", hours(1.5), state.campaign().generation(), Fixture.pool()));
        assertEquals(Status.ACTIVE, started.campaign().status());
        assertEquals(COMPLETION, started.campaign().deadline());
    }

    private static Launched launched(@Nullable Integer generation) {
        return new Launched("late", COMPLETION, generation, Fixture.pool());
    }

    private static CampaignState waiting(CampaignState state) {
        var request = state.request();
        return new CampaignState(
                state.campaign(),
                new BidRequest(
                        request.title(),
                        request.description(),
                        request.projectType(),
                        request.categories(),
                        request.place(),
                        request.zone(),
                        COMPLETION,
                        request.budgetMax(),
                        request.groupBiddingProjects(),
                        request.costs(),
                        request.requester()),
                state.slices(),
                state.responses());
    }
}
