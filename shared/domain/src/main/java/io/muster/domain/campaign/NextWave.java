package io.muster.domain.campaign;

import io.muster.domain.campaign.CampaignInput.Pool;
import io.muster.domain.contact.Tier;
import io.muster.domain.strategy.Contacted;
import io.muster.domain.strategy.Forecast;
import io.muster.domain.strategy.Progress;
import io.muster.domain.strategy.Standing;
import io.muster.domain.strategy.TierRates;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchState;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The wave that a check-in adds: the smallest that restores the wanted chance, sized on everything known then, with
 * touches planned or under way counted as contacted. Nobody is added while the chance is good; with costs, whoever is
 * worth his own is.
 *
 * @param pSuccess the chance before anybody is added
 */
record NextWave(double pSuccess, Wave wave) {

    static NextWave plan(CampaignState state, Instant at, Pool pool, Set<Tier> tiers) {
        var campaign = state.campaign();
        var eligible = Eligible.of(state, pool).in(tiers).first(Wave.LARGEST);
        var forecast = Forecast.of(new Progress(
                campaign.needed() - campaign.tally().bids(),
                Reachable.hours(state).hoursBetween(at, campaign.deadline()),
                campaign.confidence(),
                TierRates.of(Reachable.project(state), pool.rates()),
                pool.timeToBid(),
                contacted(state, at),
                eligible.chances(state, pool),
                state.request().costs()));
        var chosen = eligible.open().subList(0, forecast.wave());
        var outcome = new Wave.Outcome(
                forecast.pWithWave(), forecast.restored(), forecast.restored() ? 0 : null, List.of(), List.of());
        return new NextWave(forecast.pSuccess(), Wave.of(state, at, campaign.deadline(), chosen, eligible, outcome));
    }

    private static List<Contacted> contacted(CampaignState state, Instant at) {
        return state.byContact().values().stream()
                .map(touches -> contacted(state, touches, at))
                .flatMap(Optional::stream)
                .toList();
    }

    /** A contact that was never reached and has nothing planned tells nothing, and is left out. */
    private static Optional<Contacted> contacted(CampaignState state, List<Touch> touches, Instant at) {
        var tier = touches.getFirst().tier();
        var response = state.responses().get(touches.getFirst().contactId());
        if (tier == null) {
            return Optional.empty();
        }
        if (response != null && response.bid() != null) {
            return Optional.of(Contacted.of(tier, new Standing.Bid()));
        }
        if (response != null && response.answer().negative()) {
            return Optional.of(Contacted.of(tier, new Standing.Declined()));
        }
        var reached = touches.stream()
                .filter(touch -> touch.state().reached())
                .map(Touch::sentAt)
                .filter(Objects::nonNull)
                .min(Instant::compareTo);
        var hours = Reachable.hours(state);
        return reached.map(since -> Contacted.of(tier, new Standing.Silent(hours.hoursBetween(since, at))))
                .or(() -> open(touches)
                        .map(due -> Contacted.of(
                                tier, new Standing.Planned(due.isAfter(at) ? hours.hoursBetween(at, due) : 0))));
    }

    private static Optional<Instant> open(List<Touch> touches) {
        return touches.stream()
                .filter(touch -> touch.state().open() || touch.state() == TouchState.UNKNOWN)
                .map(Touch::notBefore)
                .filter(Objects::nonNull)
                .min(Instant::compareTo);
    }
}
