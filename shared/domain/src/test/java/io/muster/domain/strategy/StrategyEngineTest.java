package io.muster.domain.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.domain.contact.Tier;
import io.muster.domain.time.ContactHours;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What a strategy says when things are not as wished. */
class StrategyEngineTest {

    private static final Instant FRIDAY_EVENING = Instant.parse("2026-01-09T23:00:00Z");
    private static final Timeline WEEKEND = Timeline.of(TimelineRequest.hours(72), FRIDAY_EVENING);
    private static final ContactHours BUSINESS = ContactHours.business(ZoneId.of("America/New_York"));

    @Test
    void out_of_reach_takes_everybody_and_says_how_many_are_missing() {
        var uncapped = StrategyRequest.of(4, WEEKEND, ContactHours.ALWAYS, Prospect.of(Tier.GENERAL, 4))
                .withCaps(new TierCaps(100, 100, 100));
        var few = StrategyEngine.plan(uncapped);
        assertEquals(Feasibility.INFEASIBLE, few.feasibility());
        assertEquals(4, few.total());
        int missing = few.missing().orElseThrow();
        var enough = StrategyEngine.plan(
                StrategyRequest.of(4, WEEKEND, ContactHours.ALWAYS, Prospect.of(Tier.GENERAL, 4 + missing))
                        .withCaps(uncapped.caps()));
        assertEquals(Feasibility.FEASIBLE, enough.feasibility());
        assertEquals(4 + missing, enough.total());
    }

    @Test
    void a_weekend_is_judged_on_the_eight_hours_of_its_monday() {
        var strategy = plan(BUSINESS, Prospect.of(Tier.GENERAL, 15));
        assertEquals(8, strategy.reachableHours());
        assertEquals(
                List.of(
                        Instant.parse("2026-01-12T16:00:00Z"),
                        Instant.parse("2026-01-12T18:00:00Z"),
                        Instant.parse("2026-01-12T20:00:00Z"),
                        Instant.parse("2026-01-12T23:00:00Z")),
                strategy.checkIns().stream().map(CheckIn::at).toList());
        assertTrue(strategy.risks().contains(RiskFactor.QUIET_HOURS));
    }

    @Test
    void without_a_reachable_hour_nobody_is_contacted_in_vain() {
        var sunday = new Timeline(Urgency.STANDARD, FRIDAY_EVENING, FRIDAY_EVENING.plusSeconds(86_400));
        var strategy = StrategyEngine.plan(StrategyRequest.of(1, sunday, BUSINESS, Prospect.of(Tier.INTERNAL, 5)));
        assertEquals(0, strategy.total());
        assertEquals(0, strategy.pSuccess());
        assertEquals(OptionalInt.empty(), strategy.missing());
        assertTrue(strategy.recommendations().contains(Recommendation.PREPARE_MANUAL_OUTREACH));
    }

    @Test
    void the_first_wave_keeps_to_the_caps_which_grow_with_the_need() {
        var request = StrategyRequest.of(8, WEEKEND, ContactHours.ALWAYS, Prospect.of(Tier.GENERAL, 100))
                .withConfidence(0.999);
        var strategy = StrategyEngine.plan(request);
        assertEquals(30, TierCaps.DEFAULT.of(Tier.GENERAL, 8));
        assertTrue(strategy.total() <= 30);
        assertEquals(17, TierCaps.DEFAULT.of(Tier.PROSPECT, 7));
        assertEquals(5, TierCaps.DEFAULT.of(Tier.INTERNAL, 1));
    }

    @Test
    void cheap_contacts_and_dear_gaps_make_a_larger_wave() {
        var request = StrategyRequest.of(4, WEEKEND, ContactHours.ALWAYS, Prospect.of(Tier.GENERAL, 40));
        var frugal = StrategyEngine.plan(request.withCosts(new Costs(10, 20, 0)));
        var lavish = StrategyEngine.plan(request.withCosts(new Costs(1, 1_000, 0)));
        assertTrue(frugal.total() < lavish.total(), frugal.total() + " against " + lavish.total());
    }

    @Test
    void what_was_learned_of_the_category_moves_the_rate() {
        var learned = new LearnedRates(Map.of("roofing", Map.of(Tier.GENERAL, new Observed(10, 60, 20))));
        var request = StrategyRequest.of(4, WEEKEND, ContactHours.ALWAYS, Prospect.of(Tier.GENERAL, 40))
                .withLearned(learned, TimeToBid.PRIOR);
        var roofing = StrategyEngine.plan(request.withProject(new Project("roof", List.of("roofing"), false)));
        var painting = StrategyEngine.plan(request.withProject(new Project("paint", List.of("painting"), false)));
        assertEquals(0.15, roofing.tier(Tier.GENERAL).rate(), 1e-12);
        assertEquals(0.50, painting.tier(Tier.GENERAL).rate(), 1e-12);
    }

    @Test
    void a_silence_that_was_cut_off_counts_in_part() {
        double inSix = TimeToBid.PRIOR.within(6);
        var ended = Observed.ended(new Beta(5, 5), 3, 2, TimeToBid.PRIOR, new double[100]);
        assertEquals(new Observed(3, 2, 0), ended, "who had no time to answer teaches nothing");
        var hours = new double[100];
        Arrays.fill(hours, 6);
        assertEquals(
                Math.round(10_000 * inSix * 0.5 / (1 - 0.5 * inSix)) / 100.0,
                Observed.ended(new Beta(5, 5), 3, 2, TimeToBid.PRIOR, hours).silent());
        Arrays.fill(hours, 10_000);
        assertEquals(
                new Observed(3, 2, 100),
                Observed.ended(new Beta(5, 5), 3, 2, TimeToBid.PRIOR, hours),
                "who had all the time will never bid");
    }

    @Test
    void requests_without_sense_are_refused() {
        var one = Prospect.of(Tier.GENERAL, 1);
        assertThrows(IllegalArgumentException.class, () -> StrategyRequest.of(0, WEEKEND, ContactHours.ALWAYS, one));
        assertThrows(IllegalArgumentException.class, () -> StrategyRequest.of(51, WEEKEND, ContactHours.ALWAYS, one));
        var request = StrategyRequest.of(1, WEEKEND, ContactHours.ALWAYS, one);
        assertThrows(InvalidProbability.class, () -> request.withConfidence(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> request.withCheckIns(List.of(0.5, 0.25, 1.0)));
        assertThrows(IllegalArgumentException.class, () -> request.withCheckIns(List.of(0.5)));
    }

    private static Strategy plan(ContactHours hours, List<Prospect> prospects) {
        return StrategyEngine.plan(StrategyRequest.of(4, WEEKEND, hours, prospects));
    }
}
