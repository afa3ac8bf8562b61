package io.muster.domain.whatif;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.domain.contact.Tier;
import io.muster.domain.strategy.Costs;
import io.muster.domain.strategy.LearnedRates;
import io.muster.domain.strategy.Observed;
import io.muster.domain.strategy.TimeToBid;
import io.muster.domain.strategy.Urgency;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Limits;
import io.muster.domain.touch.Obstacle;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What simulated lives tell of a campaign. */
class WhatIfTest {

    private static final Instant FRIDAY_EVENING = Instant.parse("2026-06-05T23:00:00Z");
    private static final Instant MONDAY_MORNING = Instant.parse("2026-06-08T14:00:00Z");

    /** Contractors of whom hardly anybody ever bids. */
    private static final LearnedRates POOR = rates(new Observed(3, 60, 240));

    private static LearnedRates rates(Observed each) {
        return new LearnedRates(
                Map.of("lawn-care", Map.of(Tier.INTERNAL, each, Tier.PROSPECT, each, Tier.GENERAL, each)));
    }

    @Test
    void the_same_seed_gives_the_same_answer_and_another_seed_another() {
        var scenario = Plan.urgent().scenario();
        var answer = WhatIf.of(scenario, 200, 7);
        assertEquals(answer, WhatIf.of(Plan.urgent().scenario(), 200, 7));
        assertEquals(answer.toString(), WhatIf.of(scenario, 200, 7).toString());
        assertNotEquals(answer.bidsOverTime(), WhatIf.of(scenario, 200, 8).bidsOverTime());
        assertEquals(200, answer.simulations());
        assertEquals(7, answer.seed());
    }

    @Test
    void bids_only_grow_over_time_and_end_at_the_deadline_with_all_there_are() {
        var answer = WhatIf.of(Plan.urgent().scenario(), 300, 1);
        var over = answer.bidsOverTime();
        assertEquals(25, over.size());
        assertEquals(new WhatIf.Moment(Plan.MONDAY, new Spread(0, 0, 0, 0, 0, 0), 0), over.getFirst());
        assertEquals(Plan.MONDAY.plus(Duration.ofHours(24)), over.getLast().at());
        assertEquals(answer.bids(), over.getLast().bids());
        assertEquals(answer.pSuccess(), over.getLast().goalMet());
        for (int i = 1; i < over.size(); i++) {
            var before = over.get(i - 1);
            var after = over.get(i);
            assertEquals(Plan.MONDAY.plus(Duration.ofHours(i)), after.at());
            assertTrue(after.bids().mean() >= before.bids().mean(), after.toString());
            assertTrue(after.bids().p5() >= before.bids().p5(), after.toString());
            assertTrue(after.bids().p95() >= before.bids().p95(), after.toString());
            assertTrue(after.goalMet() >= before.goalMet(), after.toString());
        }
    }

    @Test
    void the_first_wave_goes_out_in_the_first_hour_of_every_life() {
        var answer = WhatIf.of(Plan.urgent().scenario(), 100, 1);
        assertEquals(new WhatIf.Hour(Plan.MONDAY, 8, 8), answer.sendsPerHour().getFirst());
        assertEquals(List.of(), answer.heldBack());
    }

    @Test
    void a_campaign_of_friday_evening_waits_for_monday_morning() {
        var plan = Plan.urgent().at(FRIDAY_EVENING, 96, Urgency.STANDARD, Channel.EMAIL);
        var answer = WhatIf.of(plan.withoutCheckIns().scenario(), 100, 1);
        int asked = plan.strategy().total();
        assertEquals(List.of(new WhatIf.Wait(Obstacle.Kind.QUIET_HOURS, asked, 0, 0)), answer.heldBack());
        assertEquals(List.of(new WhatIf.Hour(MONDAY_MORNING, asked, asked)), answer.sendsPerHour());
        answer.bidsOverTime().stream()
                .filter(moment -> !moment.at().isAfter(MONDAY_MORNING))
                .forEach(moment -> assertEquals(0, moment.bids().p95(), moment.toString()));
    }

    @Test
    void texts_that_may_go_only_after_the_deadline_become_work_for_people() {
        var night = Instant.parse("2026-06-02T05:00:00Z");
        var plan = Plan.urgent().at(night, 1, Urgency.EMERGENCY, Channel.SMS).withoutCheckIns();
        var answer = WhatIf.of(plan.scenario(), 50, 1);
        int asked = plan.strategy().total();
        assertEquals(List.of(new WhatIf.Wait(Obstacle.Kind.QUIET_HOURS, 0, asked, 0)), answer.heldBack());
        assertEquals(List.of(), answer.sendsPerHour());
        assertEquals(List.of(new WhatIf.Sends(Channel.MANUAL, asked)), answer.sends());
    }

    @Test
    void a_channels_daily_cap_moves_what_is_beyond_it_to_the_next_day() {
        var limits = new Limits(1, 3, 3, Duration.ofDays(3), Map.of(Channel.EMAIL, 7));
        var plan = Plan.urgent().withoutCheckIns().within(limits, Map.of(Channel.EMAIL, 4));
        var answer = WhatIf.of(plan.scenario(), 50, 1);
        assertEquals(
                List.of(
                        new WhatIf.Hour(Plan.MONDAY, 3, 3),
                        new WhatIf.Hour(Instant.parse("2026-06-02T00:00:00Z"), 5, 5)),
                answer.sendsPerHour());
        assertEquals(List.of(new WhatIf.Wait(Obstacle.Kind.CHANNEL_CAP, 5, 0, 0)), answer.heldBack());
    }

    @Test
    void a_campaign_among_the_silent_escalates_to_the_worst_level_and_asks_more() {
        var plan = Plan.urgent().knowing(POOR, TimeToBid.PRIOR).of(Plan.people(10, 10, 60));
        var answer = WhatIf.of(plan.scenario(), 100, 1);
        var without = WhatIf.of(plan.withoutCheckIns().scenario(), 100, 1);
        var critical = answer.levels().getLast();
        assertTrue(critical.highest() > 0.4, critical.toString());
        assertTrue(critical.escalations() > 0.4, critical.toString());
        assertTrue(answer.contacted().mean() > without.contacted().mean());
        assertEquals(
                1,
                answer.levels().stream().mapToDouble(WhatIf.LevelLine::highest).sum(),
                1e-9);
        assertEquals(
                0,
                without.levels().stream()
                        .mapToDouble(WhatIf.LevelLine::escalations)
                        .sum());
    }

    @Test
    void those_who_decline_as_often_as_others_have_are_not_written_to_again() {
        var plan = Plan.urgent().knowing(rates(new Observed(0, 200, 0)), TimeToBid.PRIOR);
        var silent = Plan.urgent().knowing(rates(new Observed(0, 0, 200)), TimeToBid.PRIOR);
        double decliners = reminders(plan);
        double others = reminders(silent);
        assertTrue(decliners < others / 2, decliners + " against " + others);
    }

    /** Returns how many messages go to somebody who has had one. */
    private static double reminders(Plan plan) {
        var answer = WhatIf.of(plan.scenario(), 100, 1);
        return answer.sends().stream().mapToDouble(WhatIf.Sends::mean).sum()
                - answer.contacted().mean();
    }

    @Test
    void costs_are_added_up_as_the_report_does() {
        var plan = Plan.urgent().withoutCheckIns().costing(new Costs(2, 100, 10), Map.of(Channel.EMAIL, 0.5));
        var answer = WhatIf.of(plan.scenario(), 200, 1);
        var cost = Objects.requireNonNull(answer.cost());
        int asked = plan.strategy().total();
        assertEquals(2.0 * asked, cost.mean().contacts());
        assertEquals(0.5 * asked, cost.mean().messages());
        double missing = Objects.requireNonNull(cost.mean().missingBids());
        double surplus = Objects.requireNonNull(cost.mean().surplusBids());
        assertEquals(10 * (answer.bids().mean() - 4) + missing / 10, surplus, 1e-9);
        assertEquals(2.5 * asked + missing + surplus, cost.mean().total(), 1e-9);
        assertTrue(cost.p5() <= cost.mean().total() && cost.mean().total() <= cost.p95(), cost.toString());
    }

    @Test
    void without_any_price_there_is_no_cost() {
        assertNull(WhatIf.of(Plan.urgent().scenario(), 10, 1).cost());
    }

    @Test
    void a_campaign_that_asks_many_gets_as_many_lives_as_fit() {
        var plan = Plan.urgent().needing(50).of(Plan.people(60, 130, 510)).withoutCheckIns();
        var answer = WhatIf.of(plan.scenario(), WhatIf.MOST_SIMULATIONS, 1);
        int asked = plan.strategy().total();
        assertEquals(Math.ceilDiv(WhatIf.MOST_ASKED, asked), answer.simulations());
        assertEquals(asked, answer.contacted().mean());
    }

    @Test
    void lives_are_one_to_ten_thousand() {
        var scenario = Plan.urgent().scenario();
        assertThrows(IllegalArgumentException.class, () -> WhatIf.of(scenario, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> WhatIf.of(scenario, 10_001, 1));
    }
}
