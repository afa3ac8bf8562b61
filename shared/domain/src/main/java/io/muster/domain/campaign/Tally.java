package io.muster.domain.campaign;

/**
 * What came back so far.
 *
 * @param bids distinct contractors whose bid counts towards the goal
 * @param late distinct contractors whose bid came after the deadline or the cancellation
 * @param surplus distinct contractors whose bid came in time but after the goal was met
 * @param responses distinct contacts that answered in any way, bids included
 * @param declined distinct contacts that declined or opted out without having bid
 */
public record Tally(int bids, int late, int surplus, int responses, int declined) {

    /** Nothing came back yet. */
    public static final Tally ZERO = new Tally(0, 0, 0, 0, 0);
}
