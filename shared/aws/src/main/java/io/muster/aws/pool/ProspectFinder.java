package io.muster.aws.pool;

import io.muster.domain.account.Member;
import io.muster.domain.campaign.AccountBrief;
import io.muster.domain.campaign.CampaignInput;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.Reach;
import io.muster.domain.touch.Channel;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds whom a campaign could ask, and how those whom it asked can still be reached. */
public interface ProspectFinder {

    /** Returns what a campaign needs to know to plan a wave at a moment (business time). */
    CampaignInput.Pool find(CampaignState state, Instant now);

    /** Returns how an account's people can be reached now; whoever must be left alone, or cannot be read, is left out. */
    default CampaignInput.People people(CampaignKey campaign, AccountBrief brief, Set<Channel> enabled) {
        var ids = brief.members().stream().map(Member::contactId).collect(Collectors.toSet());
        return new CampaignInput.People(reach(campaign, ids), enabled);
    }

    /** Returns how these contacts can be reached now; one that must be left alone, or cannot be read, is left out. */
    Map<String, Reach> reach(CampaignKey campaign, Set<String> contactIds);
}
