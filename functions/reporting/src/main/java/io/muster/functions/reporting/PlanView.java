package io.muster.functions.reporting;

import io.muster.domain.account.Outlook;
import io.muster.domain.account.Step;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.Status;
import java.util.List;

/**
 * What an account campaign would still do if nobody answered.
 *
 * @param items touches in order; of a paused campaign those that would follow if it were resumed now
 */
record PlanView(String id, Status status, List<Step> items) {

    static PlanView of(CampaignState state, Outlook outlook) {
        var campaign = state.campaign();
        return new PlanView(campaign.key().id(), campaign.status(), outlook.remaining());
    }
}
