package io.muster.domain.campaign;

import java.time.Instant;

/**
 * How a campaign does against the clock.
 *
 * @param expected needed × the fraction of the reachable hours passed
 * @param performance received over expected; 1 while less than one bid is due
 */
record Pace(double expected, Tally tally, int contacted, double performance, Level level) {

    private static final double ON_TRACK = 0.75;

    static Pace of(CampaignState state, Instant at) {
        var campaign = state.campaign();
        var hours = Reachable.hours(state);
        double total = hours.hoursBetween(campaign.startAt(), campaign.deadline());
        double passed = hours.hoursBetween(campaign.startAt(), at);
        double expected = total > 0 ? campaign.needed() * Math.min(1, passed / total) : 0;
        double performance = expected < 1 ? 1 : campaign.tally().bids() / expected;
        return new Pace(
                expected,
                campaign.tally(),
                state.byContact().size(),
                performance,
                expected < 1 ? Level.NONE : Level.of(performance));
    }

    /** Returns whether so many bids came as are due, or nearly. */
    boolean onTrack() {
        return performance >= ON_TRACK;
    }

    /** Returns whether anything is due that could be missing. */
    boolean telling() {
        return expected >= 1;
    }

    CheckIn atTheEnd(int number, Instant at, Result result) {
        double certain = result == Result.GOAL_MET ? 1 : 0;
        return checkIn(number, at, level, certain, 0, certain);
    }

    CheckIn checkIn(int number, Instant at, Level found, double pSuccess, int added, double after) {
        return new CheckIn(
                number,
                at,
                expected,
                tally.bids(),
                tally.responses(),
                contacted,
                performance,
                onTrack(),
                found,
                pSuccess,
                added,
                after);
    }
}
