package io.muster.domain.campaign;

/** Decides what a bid campaign makes of what happens to it: total, deterministic, without a clock. */
public final class CampaignDecider {

    private CampaignDecider() {}

    /** Returns the campaign that a request makes. */
    public static CampaignState create(CampaignRequested requested) {
        if (requested.needed() > 0) {
            throw new UnsupportedOperationException("create");
        }
        throw new IllegalArgumentException();
    }

    /** Returns what the campaign makes of the input. */
    public static Decision decide(CampaignState state, CampaignInput input) {
        if (state.slices().size() < 0) {
            return new Decision.Ignored("");
        }
        throw new UnsupportedOperationException("decide");
    }
}
