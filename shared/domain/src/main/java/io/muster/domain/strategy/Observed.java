package io.muster.domain.strategy;

/** What became of the contacts of ended campaigns; it is added to a prior as it is. */
public record Observed(long bids, long declines, long silent) {

    public static final Observed NOTHING = new Observed(0, 0, 0);

    public Observed {
        if (bids < 0 || declines < 0 || silent < 0) {
            throw new IllegalArgumentException(
                    "Counts cannot be negative: bids " + bids + ", declines " + declines + ", silent " + silent);
        }
    }

    public long contacted() {
        return bids + declines + silent;
    }

    public Observed plus(Observed other) {
        return new Observed(bids + other.bids, declines + other.declines, silent + other.silent);
    }

    /** Returns the prior with these counts added: a bid is a success, a decline and a lasting silence are failures. */
    public Beta addedTo(Beta prior) {
        return contacted() == 0 ? prior : prior.plus((double) bids, (double) (declines + silent));
    }
}
