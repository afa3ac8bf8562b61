package io.muster.domain.campaign;

import io.muster.domain.adviser.Consultation;
import io.muster.domain.adviser.Counsel;
import io.muster.domain.campaign.CampaignInput.CheckInDue;
import io.muster.domain.campaign.CampaignInput.CheckInRequested;
import io.muster.domain.campaign.CampaignInput.EscalationRequested;
import io.muster.domain.campaign.CampaignInput.Pool;
import io.muster.domain.campaign.Decision.Code;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A look at a running campaign: how it does against the clock (the level), what its chance is (how many to add), and at
 * the deadline its end.
 */
final class CheckIns {

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
                : look(state, input.at(), number, input.pool(), null, input.counsel());
    }

    /** Somebody looks: the same as a timed check-in, but the timer goes on. */
    static Decision asked(CampaignState state, CheckInRequested input) {
        return asked(state, input.at(), input.pool(), null, input.counsel());
    }

    /** Somebody escalates: a check-in at the given level, or at the next worse one. */
    static Decision escalated(CampaignState state, EscalationRequested input) {
        return asked(state, input.at(), input.pool(), wanted(state, input), input.counsel());
    }

    /** Returns the level that somebody wants: the one named, or the next worse. */
    static Level wanted(CampaignState state, EscalationRequested input) {
        var named = input.level();
        return named == null ? state.campaign().level().next() : named;
    }

    private static Decision asked(
            CampaignState state, Instant at, Pool pool, @Nullable Level atLeast, @Nullable Counsel counsel) {
        var campaign = state.campaign();
        return switch (campaign.status()) {
            case ACTIVE, PAUSED ->
                at.isBefore(campaign.deadline()) ? look(state, at, 0, pool, atLeast, counsel) : end(state, at, 0);
            case DRAFT, SCHEDULED -> Controls.refused(campaign, Code.NOT_STARTED, "has not started");
            case COMPLETED, CANCELLED, FAILED -> Controls.ended(campaign);
        };
    }

    private static Decision look(
            CampaignState state,
            Instant at,
            int number,
            Pool pool,
            @Nullable Level atLeast,
            @Nullable Counsel counsel) {
        var campaign = state.campaign();
        var look = Look.at(state, at, pool, atLeast);
        var consultation = Advising.question(look, pool.adviserAt())
                .map(question -> Consultation.of(question, campaign.version(), counsel))
                .orElse(null);
        var next = consultation == null ? look.next() : look.next().sized(consultation.added());
        var head = campaign.next().level(look.level());
        if (number > 0) {
            head.timer(number + 1);
        }
        if (!look.actions().isEmpty()) {
            head.owes(look.level(), look.actions(), next.pSuccess());
        }
        var wave = next.wave();
        head.waves(campaign.waves() + (wave.slices().isEmpty() ? 0 : 1));
        var plan = wave.plan().total() > 0 ? wave.plan() : null;
        var event = new Event.CheckedIn(look.checkIn(number, wave.plan()), plan, null, consultation);
        return new Decision.Changed(head.build(), wave.slices(), null, List.of(), event);
    }

    /** At the deadline nothing escalates: the campaign ends. */
    private static Decision end(CampaignState state, Instant at, int number) {
        var campaign = state.campaign();
        var pace = Pace.of(state, at);
        var result = Result.of(campaign.tally().bids(), campaign.needed());
        var head = campaign.next()
                .level(pace.level())
                .ended(Status.COMPLETED, result, null, at)
                .timer(campaign.checkIns().size() + 1)
                .build();
        var checkIn = pace.atTheEnd(number, at, result);
        return new Decision.Changed(head, List.of(), null, List.of(), new Event.CheckedIn(checkIn, null, result));
    }

    /** Returns whether a timer is the live one of a running campaign. */
    static boolean live(Campaign campaign, CheckInDue input) {
        return campaign.status().running()
                && input.generation() == campaign.generation()
                && input.number() == campaign.nextCheckIn();
    }

    private static int latest(Campaign campaign, Instant at, int number) {
        int latest = number;
        while (latest < campaign.checkIns().size()
                && !campaign.checkIns().get(latest).isAfter(at)) {
            latest++;
        }
        return latest;
    }
}
