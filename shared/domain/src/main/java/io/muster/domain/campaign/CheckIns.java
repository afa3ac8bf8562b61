package io.muster.domain.campaign;

import io.muster.domain.campaign.CampaignInput.CheckInDue;
import io.muster.domain.campaign.CampaignInput.CheckInRequested;
import io.muster.domain.campaign.CampaignInput.EscalationRequested;
import io.muster.domain.campaign.CampaignInput.Pool;
import io.muster.domain.campaign.Decision.Code;
import io.muster.domain.contact.Tier;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A look at a running campaign: how it does against the clock (the level), what its chance is (how many to add), and at
 * the deadline its end.
 */
final class CheckIns {

    /** Below this chance the requester is told. */
    private static final double ALARMING = 0.70;

    private static final double ON_TRACK = 0.75;

    private CheckIns() {}

    /** The timer of a check-in fired. Those that fell due while the system was down collapse into the latest. */
    static Decision due(CampaignState state, CheckInDue input) {
        var campaign = state.campaign();
        if (!campaign.status().running()) {
            return new Decision.Ignored("the campaign is not running");
        }
        if (input.generation() != campaign.generation() || input.number() != campaign.nextCheckIn()) {
            return new Decision.Ignored("the timer is stale");
        }
        int number = latest(campaign, input.at(), input.number());
        return number == campaign.checkIns().size()
                ? end(state, input.at(), number)
                : look(state, input.at(), number, input.pool(), null);
    }

    /** Somebody looks: the same as a timed check-in, but the timer goes on. */
    static Decision asked(CampaignState state, CheckInRequested input) {
        return asked(state, input.at(), input.pool(), null);
    }

    /** Somebody escalates: a check-in at the given level, or at the next worse one. */
    static Decision escalated(CampaignState state, EscalationRequested input) {
        var level = input.level() == null ? state.campaign().level().next() : input.level();
        return asked(state, input.at(), input.pool(), level);
    }

    private static Decision asked(CampaignState state, Instant at, Pool pool, @Nullable Level atLeast) {
        var campaign = state.campaign();
        return switch (campaign.status()) {
            case ACTIVE, PAUSED ->
                at.isBefore(campaign.deadline()) ? look(state, at, 0, pool, atLeast) : end(state, at, 0);
            case DRAFT, SCHEDULED -> Controls.refused(campaign, Code.NOT_STARTED, "has not started");
            case COMPLETED, CANCELLED, FAILED -> Controls.ended(campaign);
        };
    }

    private static Decision look(CampaignState state, Instant at, int number, Pool pool, @Nullable Level atLeast) {
        var campaign = state.campaign();
        var progress = Progress.of(state, at);
        var level = atLeast == null ? progress.level() : progress.level().worse(atLeast);
        boolean acts = campaign.status() == Status.ACTIVE;
        var next = NextWave.plan(state, at, pool, acts ? tiers(level) : Set.of());
        var actions = acts ? actions(campaign, level, next.pSuccess()) : Set.<Action>of();
        var head = campaign.next().level(level);
        if (number > 0) {
            head.timer(number + 1);
        }
        if (!actions.isEmpty()) {
            head.owes(level, actions, next.pSuccess());
        }
        head.waves(campaign.waves() + (next.wave().slices().isEmpty() ? 0 : 1));
        var checkIn = progress.checkIn(number, at, level, next);
        var plan = next.wave().plan().total() > 0 ? next.wave().plan() : null;
        return new Decision.Changed(
                head.build(), next.wave().slices(), null, List.of(), new Event.CheckedIn(checkIn, plan, null));
    }

    /** At the deadline nothing escalates: the campaign ends. */
    private static Decision end(CampaignState state, Instant at, int number) {
        var campaign = state.campaign();
        var progress = Progress.of(state, at);
        var result = Result.of(campaign.tally().bids(), campaign.needed());
        var head = campaign.next()
                .level(progress.level())
                .ended(Status.COMPLETED, result, null, at)
                .timer(campaign.checkIns().size() + 1)
                .build();
        var checkIn = progress.atTheEnd(number, at, result);
        return new Decision.Changed(head, List.of(), null, List.of(), new Event.CheckedIn(checkIn, null, result));
    }

    private static int latest(Campaign campaign, Instant at, int number) {
        int latest = number;
        while (latest < campaign.checkIns().size()
                && !campaign.checkIns().get(latest).isAfter(at)) {
            latest++;
        }
        return latest;
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

    /**
     * How a campaign does against the clock.
     *
     * @param expected needed × the fraction of the reachable hours passed
     * @param performance received over expected; 1 while less than one bid is due
     */
    private record Progress(double expected, Tally tally, int contacted, double performance, Level level) {

        static Progress of(CampaignState state, Instant at) {
            var campaign = state.campaign();
            var hours = Reachable.hours(state);
            double total = hours.hoursBetween(campaign.startAt(), campaign.deadline());
            double passed = hours.hoursBetween(campaign.startAt(), at);
            double expected = total > 0 ? campaign.needed() * Math.min(1, passed / total) : 0;
            double performance = expected < 1 ? 1 : campaign.tally().bids() / expected;
            return new Progress(
                    expected,
                    campaign.tally(),
                    state.byContact().size(),
                    performance,
                    expected < 1 ? Level.NONE : Level.of(performance));
        }

        CheckIn checkIn(int number, Instant at, Level found, NextWave next) {
            return checkIn(
                    number,
                    at,
                    found,
                    next.pSuccess(),
                    next.wave().plan().total(),
                    next.wave().plan().pSuccess());
        }

        CheckIn atTheEnd(int number, Instant at, Result result) {
            double certain = result == Result.GOAL_MET ? 1 : 0;
            return checkIn(number, at, level, certain, 0, certain);
        }

        private CheckIn checkIn(int number, Instant at, Level found, double pSuccess, int added, double after) {
            return new CheckIn(
                    number,
                    at,
                    expected,
                    tally.bids(),
                    tally.responses(),
                    contacted,
                    performance,
                    performance >= ON_TRACK,
                    found,
                    pSuccess,
                    added,
                    after);
        }
    }
}
