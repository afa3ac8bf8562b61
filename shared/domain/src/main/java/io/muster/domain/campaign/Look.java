package io.muster.domain.campaign;

import io.muster.domain.campaign.CampaignInput.Pool;
import io.muster.domain.contact.Tier;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the rules make of a campaign at a moment: the level, whom they would add, and which actions are due.
 *
 * @param next the wave that the rules would add
 * @param actions the one-time actions that are due and have not been decided before
 */
record Look(CampaignState state, Instant at, Pace pace, Level level, NextWave next, Set<Action> actions) {

    /** Below this chance the requester is told. */
    static final double ALARMING = 0.70;

    static Look at(CampaignState state, Instant at, Pool pool, @Nullable Level atLeast) {
        var campaign = state.campaign();
        var pace = Pace.of(state, at);
        var level = atLeast == null ? pace.level() : pace.level().worse(atLeast);
        boolean acts = campaign.status() == Status.ACTIVE;
        var next = NextWave.plan(state, at, pool, acts ? tiers(level) : Set.of());
        var actions = acts ? actions(campaign, level, next.pSuccess()) : Set.<Action>of();
        return new Look(state, at, pace, level, next, actions);
    }

    CheckIn checkIn(int number, WavePlan plan) {
        return pace.checkIn(number, at, level, next.pSuccess(), plan.total(), plan.pSuccess());
    }

    /** The level only widens the tiers that a wave is drawn from. */
    private static Set<Tier> tiers(Level level) {
        return level.atLeast(Level.SEVERE) ? EnumSet.allOf(Tier.class) : EnumSet.of(Tier.PROSPECT, Tier.GENERAL);
    }

    /** Each action runs once; the requester is told only when the chance is low as well. */
    private static Set<Action> actions(Campaign campaign, Level level, double pSuccess) {
        return Arrays.stream(Action.values())
                .filter(action -> level != Level.NONE && level.atLeast(action.from()))
                .filter(action -> !campaign.done().contains(action))
                .filter(action -> action != Action.ALERT_REQUESTER || pSuccess < ALARMING)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Action.class)));
    }
}
