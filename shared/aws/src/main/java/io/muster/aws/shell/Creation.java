package io.muster.aws.shell;

import io.muster.domain.campaign.CampaignCreated;
import io.muster.domain.campaign.CampaignKey;
import org.jspecify.annotations.Nullable;

/** What became of a request for a campaign. */
public sealed interface Creation {

    /** It exists, durably, and what follows from it is emitted. */
    record Created(CampaignCreated campaign) implements Creation {}

    /**
     * The same request had made this campaign before.
     *
     * @param details what its answer said beside what is stored; absent where that was nothing
     */
    record Repeated(CampaignKey campaign, @Nullable String details) implements Creation {}

    /** The bid card or the account has a live campaign already. */
    record SubjectTaken(String liveCampaignId) implements Creation {}

    /** The idempotency key was used for another request. */
    record KeyReused() implements Creation {}
}
