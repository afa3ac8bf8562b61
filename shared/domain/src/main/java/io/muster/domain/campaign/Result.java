package io.muster.domain.campaign;

/** What a completed campaign achieved. */
public enum Result {
    GOAL_MET,
    PARTIAL,
    UNMET;

    /** Returns the result of so many distinct bids received in time against so many needed. */
    public static Result of(int bids, int needed) {
        if (bids >= needed) {
            return GOAL_MET;
        }
        return bids > 0 ? PARTIAL : UNMET;
    }
}
