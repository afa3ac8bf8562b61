package io.muster.aws.shell;

import io.muster.aws.error.Contention;
import io.muster.domain.campaign.CampaignKey;

/** A campaign was changed by others each time that an input was about to be written; the input is to come again. */
public final class Contended extends RuntimeException implements Contention {
    private static final long serialVersionUID = 1;

    Contended(CampaignKey campaign, int attempts) {
        super("campaign " + campaign.id() + " of " + campaign.workspace() + " was busy in " + attempts
                + " attempts; deliver the input again");
    }
}
