package io.muster.domain.campaign;

/**
 * Decides what a campaign makes of what happens to it: total, deterministic, without a clock. Every input has an answer in
 * every state, of either kind of campaign.
 */
public final class CampaignDecider {

    private CampaignDecider() {}

    /** Returns the campaign that a request makes, running unless it is a draft or starts later. */
    public static CampaignCreated create(NewCampaign requested) {
        return switch (requested) {
            case CampaignRequested bids -> Creation.create(bids);
            case AccountRequested account -> Sequences.create(account);
        };
    }

    /** Returns what the campaign makes of the input. */
    public static Decision decide(CampaignState state, CampaignInput input) {
        return switch (state.brief()) {
            case BidRequest _ -> ofBids(state, input);
            case AccountBrief account -> ofAccount(state, account, input);
        };
    }

    private static Decision ofAccount(CampaignState state, AccountBrief brief, CampaignInput input) {
        return switch (input) {
            case CampaignInput.TouchDue due -> Sequences.due(state, brief, due);
            case CampaignInput.TouchRequested asked -> Sequences.asked(state, brief, asked);
            case CampaignInput.TouchesFailed failed ->
                Notices.byHand(state, failed).orElseGet(() -> SequenceDetours.reroute(state, brief, failed));
            case CampaignInput.Replied reply -> SequenceAnswers.reply(state, brief, reply);
            case CampaignInput.AnsweredByMachine machine -> Answers.byMachine(state, machine);
            case CampaignInput.KeywordTexted texted -> SequenceAnswers.texted(state, brief, texted);
            case CampaignInput.MeetingRecorded recorded -> SequenceControls.meeting(state, brief, recorded);
            case CampaignInput.MeetingRemoved removed -> SequenceControls.withoutMeeting(state, brief, removed);
            case CampaignInput.DealClosed closed -> SequenceControls.deal(state, brief, closed);
            case CampaignInput.Paused paused -> SequenceControls.pause(state, paused);
            case CampaignInput.Resumed resumed -> SequenceControls.resume(state, brief, resumed);
            case CampaignInput.Cancelled cancelled -> Controls.cancel(state, cancelled);
            case CampaignInput.TouchSettled settled -> Controls.settled(state, settled);
            case CampaignInput.ReportMade made -> Controls.reported(state, made);
            case CampaignInput.Launched _,
                    CampaignInput.CheckInDue _,
                    CampaignInput.CheckInRequested _,
                    CampaignInput.EscalationRequested _,
                    CampaignInput.ShortfallFound _,
                    CampaignInput.BidReceived _ ->
                Controls.refused(
                        state.campaign(), Decision.Code.WRONG_KIND, "is an account campaign, which has no such step");
        };
    }

    private static Decision ofBids(CampaignState state, CampaignInput input) {
        return switch (input) {
            case CampaignInput.Launched launched -> Creation.launch(state, launched);
            case CampaignInput.CheckInDue due -> CheckIns.due(state, due);
            case CampaignInput.CheckInRequested asked -> CheckIns.asked(state, asked);
            case CampaignInput.EscalationRequested asked -> CheckIns.escalated(state, asked);
            case CampaignInput.ShortfallFound found -> Escalations.carryOut(state, found);
            case CampaignInput.TouchesFailed failed ->
                Notices.byHand(state, failed).orElseGet(() -> Escalations.reroute(state, failed));
            case CampaignInput.BidReceived bid -> Answers.bid(state, bid);
            case CampaignInput.Replied reply -> Answers.reply(state, reply);
            case CampaignInput.AnsweredByMachine machine -> Answers.byMachine(state, machine);
            case CampaignInput.KeywordTexted texted -> Keywords.texted(state, texted);
            case CampaignInput.Paused paused -> Controls.pause(state, paused);
            case CampaignInput.Resumed resumed -> Controls.resume(state, resumed);
            case CampaignInput.Cancelled cancelled -> Controls.cancel(state, cancelled);
            case CampaignInput.TouchSettled settled -> Controls.settled(state, settled);
            case CampaignInput.ReportMade made -> Controls.reported(state, made);
            case CampaignInput.TouchDue _,
                    CampaignInput.TouchRequested _,
                    CampaignInput.MeetingRecorded _,
                    CampaignInput.MeetingRemoved _,
                    CampaignInput.DealClosed _ ->
                Controls.refused(
                        state.campaign(), Decision.Code.WRONG_KIND, "is a bid campaign, which has no such step");
        };
    }
}
