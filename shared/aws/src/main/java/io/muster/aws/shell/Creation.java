package io.muster.aws.shell;

import io.muster.domain.campaign.CampaignCreated;
import io.muster.domain.campaign.CampaignKey;

/** What became of a request for a campaign. */
public sealed interface Creation {

    /** It exists, durably, and what follows from it is emitted. */
    record Created(CampaignCreated campaign) implements Creation {}

    /** The same request had made this campaign before. */
    record Repeated(CampaignKey campaign) implements Creation {}

    /** The bid card has a live campaign already. */
    record CardTaken(String liveCampaignId) implements Creation {}

    /** The idempotency key was used for another request. */
    record KeyReused() implements Creation {}
}
