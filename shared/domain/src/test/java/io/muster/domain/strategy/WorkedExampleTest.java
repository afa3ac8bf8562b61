package io.muster.domain.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muster.domain.contact.Tier;
import io.muster.domain.time.ContactHours;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Four bids within 24 hours, urgent, from 3 / 3 / 20 contractors without any history. */
class WorkedExampleTest {

    private static final Instant START = Instant.parse("2026-03-02T15:00:00Z");

    @Test
    void eight_are_contacted_three_three_and_two() {
        var strategy = plan();
        assertEquals(
                List.of(3, 3, 2),
                strategy.tiers().stream().map(TierPlan::toContact).toList());
        assertEquals(8, strategy.total());
    }

    @Test
    void the_chance_is_956_in_a_thousand() {
        assertEquals(0.956, plan().pSuccess(), 5e-4);
        assertEquals(Feasibility.FEASIBLE, plan().feasibility());
        assertEquals(OptionalInt.of(0), plan().missing());
    }

    @Test
    void check_ins_follow_after_6_12_18_and_24_hours() {
        var hours = plan().checkIns().stream().map(CheckIn::at).toList();
        assertEquals(
                List.of(
                        Instant.parse("2026-03-02T21:00:00Z"),
                        Instant.parse("2026-03-03T03:00:00Z"),
                        Instant.parse("2026-03-03T09:00:00Z"),
                        Instant.parse("2026-03-03T15:00:00Z")),
                hours);
    }

    @Test
    void one_bid_more_is_expected_at_each_check_in() {
        assertEquals(
                List.of(1.0, 2.0, 3.0, 4.0),
                plan().checkIns().stream().map(CheckIn::expected).toList());
    }

    @Test
    void the_forecast_is_the_average_of_those_who_bid_in_time() {
        var strategy = plan();
        double inTime = 1 - Math.exp(-Math.pow(6, 0.7));
        assertEquals((3 * .9 + 3 * .75 + 2 * .5) * inTime, strategy.forecast(), 1e-12);
        assertEquals(strategy.forecast(), strategy.checkIns().getLast().forecast(), 1e-12);
        assertEquals(new BidRange(4, 8), strategy.range());
    }

    @Test
    void only_the_haste_is_a_risk_and_the_phone_helps_against_it() {
        assertEquals(Set.of(RiskFactor.SHORT_TIMELINE), plan().risks());
        assertEquals(Set.of(Recommendation.PHONE_INTERNAL_FIRST), plan().recommendations());
    }

    private static Strategy plan() {
        var prospects = new ArrayList<Prospect>();
        prospects.addAll(Prospect.of(Tier.INTERNAL, 3));
        prospects.addAll(Prospect.of(Tier.PROSPECT, 3));
        prospects.addAll(Prospect.of(Tier.GENERAL, 20));
        var timeline = Timeline.of(TimelineRequest.hours(24).withUrgency(Urgency.URGENT), START);
        return StrategyEngine.plan(StrategyRequest.of(4, timeline, ContactHours.ALWAYS, prospects));
    }
}
