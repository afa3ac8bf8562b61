package io.muster.domain.whatif;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.domain.campaign.Prospect;
import io.muster.domain.contact.Tier;
import io.muster.domain.strategy.LearnedRates;
import io.muster.domain.strategy.Observed;
import io.muster.domain.strategy.TimeToBid;
import io.muster.domain.strategy.Urgency;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Gate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The engine reckons the chance of the first wave; lives without a check-in have to come to the same. */
class AgreementTest {

    private static final int LIVES = 2_000;

    private static final LearnedRates LEARNED = new LearnedRates(Map.of(
            "lawn-care",
            Map.of(
                    Tier.INTERNAL, new Observed(12, 3, 9.5),
                    Tier.PROSPECT, new Observed(20, 10, 30),
                    Tier.GENERAL, new Observed(30, 40, 130))));

    private static Map<String, Plan> strategies() {
        var plans = new LinkedHashMap<String, Plan>();
        plans.put("the worked example", Plan.urgent());
        plans.put("one proven contractor", Plan.urgent().needing(1).of(Plan.people(1, 0, 0)));
        plans.put("out of reach", Plan.urgent().needing(8).of(Plan.people(1, 2, 9)));
        plans.put("many", Plan.urgent().needing(12).of(Plan.people(10, 20, 100)));
        plans.put("an hour", Plan.urgent().at(Plan.MONDAY, 1, Urgency.EMERGENCY, Channel.EMAIL));
        plans.put("learned", Plan.urgent().knowing(LEARNED, new TimeToBid(1.1, 9)));
        plans.put(
                "over a weekend",
                Plan.urgent().at(Instant.parse("2026-06-05T20:00:00Z"), 72, Urgency.STANDARD, Channel.EMAIL));
        plans.put("histories of their own", Plan.urgent().of(known()));
        return plans;
    }

    private static List<Prospect> known() {
        var people = new ArrayList<>(Plan.people(0, 1, 10));
        for (int i = 0; i < 6; i++) {
            var past = new Gate.Past(8, 8, i, 1, i, i + 1, null, null);
            people.add(Plan.person(Tier.INTERNAL, 100 + i, past));
        }
        return people;
    }

    @Test
    void lives_without_check_ins_meet_the_goal_as_often_as_the_engine_says() {
        strategies().forEach((name, plan) -> {
            double said = plan.strategy().pSuccess();
            double found =
                    WhatIf.of(plan.withoutCheckIns().scenario(), LIVES, 1).pSuccess();
            double fourErrors = 4 * Math.sqrt(said * (1 - said) / LIVES);
            assertEquals(said, found, fourErrors, name);
        });
    }

    @Test
    void bids_are_as_many_as_the_engine_expects() {
        strategies().forEach((name, plan) -> {
            var answer = WhatIf.of(plan.withoutCheckIns().scenario(), LIVES, 2);
            assertEquals(
                    plan.strategy().forecast(),
                    answer.bids().mean(),
                    0.1 + 0.02 * answer.bids().mean(),
                    name);
            assertEquals(plan.strategy().range().low(), answer.bids().p5(), 1, name);
            assertEquals(plan.strategy().range().high(), answer.bids().p95(), 1, name);
        });
    }

    /** The same people live in both, so that this holds life by life and not only on average. */
    @Test
    void check_ins_never_lose_a_goal_that_is_met_without_them() {
        strategies().forEach((name, plan) -> {
            var with = WhatIf.of(plan.scenario(), 200, 3);
            var without = WhatIf.of(plan.withoutCheckIns().scenario(), 200, 3);
            assertTrue(with.pSuccess() >= without.pSuccess(), name);
            var crowd = new Crowd(plan.scenario());
            var random = new SplittableRandom(3);
            var openingWith = Run.opening(plan.scenario());
            var openingWithout = Run.opening(plan.withoutCheckIns().scenario());
            for (int life = 0; life < 200; life++) {
                var fates = crowd.fates(random.split());
                int bidsWith = openingWith.among(fates).end().campaign().tally().bids();
                int bidsWithout =
                        openingWithout.among(fates).end().campaign().tally().bids();
                assertTrue(bidsWith >= Math.min(bidsWithout, plan.needed()), name + ", life " + life);
            }
        });
    }

    @Test
    void check_ins_save_most_of_what_the_first_wave_misses() {
        var plan = Plan.urgent();
        double with = WhatIf.of(plan.scenario(), LIVES, 4).pSuccess();
        double without = WhatIf.of(plan.withoutCheckIns().scenario(), LIVES, 4).pSuccess();
        assertTrue(1 - with < (1 - without) / 2, with + " against " + without);
    }
}
