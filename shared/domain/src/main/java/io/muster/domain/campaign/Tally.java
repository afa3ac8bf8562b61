package io.muster.domain.campaign;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came back so far: a sum over the responses, so that it does not depend on the order in which they came.
 *
 * @param bids distinct contractors whose bid was received in time
 * @param late distinct contractors whose bid was received after the deadline or the cancellation
 * @param responses distinct contacts that answered in any way, bids included
 * @param declined distinct contacts whose last word was to decline or opt out
 */
public record Tally(int bids, int late, int responses, int declined) {

    /** Nothing came back yet. */
    public static final Tally ZERO = new Tally(0, 0, 0, 0);

    /**
     * Returns the tally after a contact's response replaced its earlier one.
     *
     * @param closes the last moment at which a bid is in time
     */
    Tally after(@Nullable Response earlier, Response response, Instant closes) {
        return minus(share(earlier, closes)).plus(share(response, closes));
    }

    /** Returns how many of the bids in time go beyond the goal. */
    public int surplus(int needed) {
        return Math.max(0, bids - needed);
    }

    private static Tally share(@Nullable Response response, Instant closes) {
        if (response == null) {
            return ZERO;
        }
        var bid = response.bid();
        if (bid != null) {
            return bid.receivedAt().isAfter(closes) ? new Tally(0, 1, 1, 0) : new Tally(1, 0, 1, 0);
        }
        return new Tally(0, 0, 1, response.answer().negative() ? 1 : 0);
    }

    private Tally plus(Tally other) {
        return new Tally(bids + other.bids, late + other.late, responses + other.responses, declined + other.declined);
    }

    private Tally minus(Tally other) {
        return new Tally(bids - other.bids, late - other.late, responses - other.responses, declined - other.declined);
    }
}
