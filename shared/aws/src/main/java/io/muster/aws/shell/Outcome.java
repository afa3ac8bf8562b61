package io.muster.aws.shell;

import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.Decision;
import io.muster.domain.campaign.Event;
import io.muster.domain.campaign.History;

/** What became of an input. */
public sealed interface Outcome {

    /** It changed the campaign, durably, and what follows from it is emitted. */
    record Applied(CampaignState state, Event event) implements Outcome {}

    /** It had been applied before; everything that the campaign wants now is emitted again. */
    record Repeated(CampaignState state, History history) implements Outcome {}

    /** The campaign cannot do that now; the caller is told. */
    record Refused(Decision.Code code, String detail) implements Outcome {}

    /** It is stale or changes nothing. */
    record Ignored(String reason) implements Outcome {}

    /** There is no such campaign in this workspace. */
    record NotFound() implements Outcome {}
}
