package io.muster.domain.campaign;

import io.muster.domain.adviser.Allowed;
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
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * The wave that a check-in adds: the smallest that restores the wanted chance, sized on everything known then, with
 * touches planned or under way counted as contacted. Nobody is added while the chance is good; with costs, whoever is
 * worth his own is.
 *
 * @param pSuccess the chance before anybody is added
 * @param basis what it was sized on, so that it can be sized otherwise
 */
record NextWave(double pSuccess, Wave wave, Basis basis) {

    /** All that the size of a wave follows from. */
    record Basis(CampaignState state, Instant at, Eligible eligible, Progress progress) {

        private Wave wave(int size, double pWithWave, boolean restored) {
            var outcome = new Wave.Outcome(pWithWave, restored, restored ? 0 : null, List.of(), List.of());
            var chosen = eligible.open().subList(0, size);
            return Wave.of(state, at, state.campaign().deadline(), chosen, eligible, outcome);
        }
    }

    static NextWave plan(CampaignState state, Instant at, Pool pool, Set<Tier> tiers) {
        var campaign = state.campaign();
        var eligible = Eligible.of(state, pool).in(tiers).first(Wave.LARGEST);
        var rates = TierRates.of(Reachable.project(state), pool.rates());
        var progress = new Progress(
                campaign.needed() - campaign.tally().bids(),
                Reachable.hours(state).hoursBetween(at, campaign.deadline()),
                campaign.confidence(),
                rates,
                pool.timeToBid(),
                contacted(state, rates, at),
                eligible.chances(state, pool),
                state.request().costs());
        var forecast = Forecast.of(progress);
        var basis = new Basis(state, at, eligible, progress);
        return new NextWave(
                forecast.pSuccess(), basis.wave(forecast.wave(), forecast.pWithWave(), forecast.restored()), basis);
    }

    /** Returns the most that an adviser may make of this wave; nobody where the rules add nobody. */
    int most() {
        int beyond = (int) Math.floor(wave.plan().total() * Allowed.BEYOND_THE_WAVE);
        return Math.min(beyond, basis.eligible().open().size());
    }

    /** Returns the wave with another size, at most {@link #most()}. */
    NextWave sized(int size) {
        if (size == wave.plan().total()) {
            return this;
        }
        double pWithWave = Forecast.with(basis.progress(), size);
        boolean restored = pWithWave >= basis.progress().confidence();
        return new NextWave(pSuccess, basis.wave(size, pWithWave, restored), basis);
    }

    /** Those of a wave have mostly been silent for equally long, which is reckoned once. */
    private static List<Contacted> contacted(CampaignState state, TierRates rates, Instant at) {
        var hours = Reachable.hours(state);
        var silences = new HashMap<Instant, Double>();
        ToDoubleFunction<Instant> silence =
                since -> silences.computeIfAbsent(since, sent -> hours.hoursBetween(sent, at));
        return state.byContact().values().stream()
                .map(touches -> contacted(state, rates, touches, at, silence))
                .flatMap(Optional::stream)
                .toList();
    }

    /** A contact that was never reached and has nothing planned tells nothing, and is left out. */
    private static Optional<Contacted> contacted(
            CampaignState state, TierRates rates, List<Touch> touches, Instant at, ToDoubleFunction<Instant> silence) {
        var tier = touches.getFirst().tier();
        var response = state.responses().get(touches.getFirst().contactId());
        if (tier == null) {
            return Optional.empty();
        }
        var own = Ranking.own(rates, tier, touches.getFirst().earlier());
        if (response != null && response.bid() != null) {
            return Optional.of(new Contacted(tier, own, new Standing.Bid()));
        }
        if (response != null && response.answer().negative()) {
            return Optional.of(new Contacted(tier, own, new Standing.Declined()));
        }
        var reached = touches.stream()
                .filter(touch -> touch.state().reached())
                .map(Touch::sentAt)
                .filter(Objects::nonNull)
                .min(Instant::compareTo);
        var hours = Reachable.hours(state);
        return reached.map(since -> new Contacted(tier, own, new Standing.Silent(silence.applyAsDouble(since))))
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
