package io.muster.domain.campaign;

/**
 * Decides what a bid campaign makes of what happens to it: total, deterministic, without a clock. Every input has an
 * answer in every state.
 */
public final class CampaignDecider {

    private CampaignDecider() {}

    /** Returns the campaign that a request makes, running unless it is a draft or starts later. */
    public static CampaignCreated create(CampaignRequested requested) {
        return Creation.create(requested);
    }

    /** Returns what the campaign makes of the input. */
    public static Decision decide(CampaignState state, CampaignInput input) {
        return switch (input) {
            case CampaignInput.Launched launched -> Creation.launch(state, launched);
            case CampaignInput.CheckInDue due -> CheckIns.due(state, due);
            case CampaignInput.CheckInRequested asked -> CheckIns.asked(state, asked);
            case CampaignInput.EscalationRequested asked -> CheckIns.escalated(state, asked);
            case CampaignInput.ShortfallFound found -> Escalations.carryOut(state, found);
            case CampaignInput.TouchesFailed failed -> Escalations.reroute(state, failed);
            case CampaignInput.BidReceived bid -> Answers.bid(state, bid);
            case CampaignInput.Replied reply -> Answers.reply(state, reply);
            case CampaignInput.AnsweredByMachine machine -> Answers.byMachine(state, machine);
            case CampaignInput.KeywordTexted texted -> Keywords.texted(state, texted);
            case CampaignInput.Paused paused -> Controls.pause(state, paused);
            case CampaignInput.Resumed resumed -> Controls.resume(state, resumed);
            case CampaignInput.Cancelled cancelled -> Controls.cancel(state, cancelled);
            case CampaignInput.ReportMade made -> Controls.reported(state, made);
        };
    }
}
