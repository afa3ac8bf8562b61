package io.muster.aws.pool;

import io.muster.domain.campaign.CampaignInput;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.Reach;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** Finds whom a campaign could ask, and how those whom it asked can still be reached. */
public interface ProspectFinder {

    /** Returns what a campaign needs to know to plan a wave at a moment (business time). */
    CampaignInput.Pool find(CampaignState state, Instant now);

    /** Returns how these contacts can be reached now; one that cannot be read any more is left out. */
    Map<String, Reach> reach(CampaignKey campaign, Set<String> contactIds);
}
