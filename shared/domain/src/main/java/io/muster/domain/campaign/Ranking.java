package io.muster.domain.campaign;

import io.muster.domain.contact.Tier;
import io.muster.domain.strategy.Beta;
import io.muster.domain.strategy.LearnedRates;
import io.muster.domain.strategy.Observed;
import io.muster.domain.strategy.TierRates;
import io.muster.domain.touch.Touch;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The order in which a campaign asks: tier by tier, and inside a tier by expected value: the mean of the contractor's
 * own posterior where it has a history, else its tier's; then lead score and rating, best first and unknown last; then
 * whom nobody has contacted for longest.
 */
public final class Ranking {

    private Ranking() {}

    /** Returns the prospects in the order in which this campaign asks them; the same whatever order they come in. */
    public static List<Prospect> inOrder(CampaignState state, LearnedRates learned, List<Prospect> prospects) {
        var rates = TierRates.of(Reachable.project(state), learned);
        return prospects.stream().sorted(by(rates)).toList();
    }

    /** Returns what a contractor's own history says of it; nothing when it has none. */
    static @Nullable Beta own(TierRates rates, Prospect prospect) {
        return own(rates, prospect.tier(), earlier(prospect));
    }

    /** Returns what a history says of a contractor of a tier; nothing when there is none. */
    public static @Nullable Beta own(TierRates rates, Tier tier, Touch.@Nullable Earlier earlier) {
        if (earlier == null) {
            return null;
        }
        int silent = Math.max(0, earlier.asked() - earlier.bids() - earlier.declines());
        return rates.own(tier, new Observed(earlier.bids(), earlier.declines(), silent));
    }

    /** Returns a contractor's history as its first touch keeps it. */
    public static Touch.@Nullable Earlier earlier(Prospect prospect) {
        var past = prospect.past();
        return past.asked() == 0 ? null : new Touch.Earlier(past.asked(), past.bids(), past.declines());
    }

    private static Comparator<Prospect> by(TierRates rates) {
        return Comparator.comparing(Prospect::tier)
                .thenComparing(prospect -> mean(rates, prospect), Comparator.reverseOrder())
                .thenComparing(Prospect::leadScore, Comparator.nullsLast(Comparator.reverseOrder()))
                .thenComparing(Prospect::rating, Comparator.nullsLast(Comparator.reverseOrder()))
                .thenComparing(Prospect::lastContactedAt, Comparator.nullsFirst(Comparator.<Instant>naturalOrder()))
                .thenComparing(Prospect::contactId);
    }

    private static double mean(TierRates rates, Prospect prospect) {
        var own = own(rates, prospect);
        return own == null ? rates.of(prospect.tier()).mean() : own.mean();
    }
}
