package io.muster.aws.shell;

import io.muster.aws.error.Categorized;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.error.Category;

/** A campaign was changed by others each time that an input was about to be written; the input is to come again. */
public final class Contended extends RuntimeException implements Categorized {
    private static final long serialVersionUID = 1;

    Contended(CampaignKey campaign, int attempts) {
        super("campaign " + campaign.id() + " of " + campaign.workspace() + " was busy in " + attempts
                + " attempts; deliver the input again");
    }

    @Override
    public Category category() {
        return Category.DATABASE;
    }

    @Override
    public String code() {
        return "contended";
    }
}
