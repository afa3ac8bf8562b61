package io.muster.domain.campaign;

import java.time.Instant;

/** Somebody wants a campaign, of either kind. */
public sealed interface NewCampaign permits CampaignRequested, AccountRequested {

    /** Returns what identifies the request. */
    String id();

    /** Returns when it came (business time). */
    Instant at();

    /** Returns where the campaign is to live. */
    CampaignKey key();
}
