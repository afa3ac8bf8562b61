package io.muster.functions.reporting;

import io.muster.domain.campaign.AccountReport;
import io.muster.domain.campaign.CampaignReport;
import io.muster.domain.campaign.CampaignReport.AdviserLine;
import io.muster.domain.campaign.CampaignReport.BidLine;
import io.muster.domain.campaign.CampaignReport.ChannelLine;
import io.muster.domain.campaign.CampaignReport.ContactLine;
import io.muster.domain.campaign.CampaignReport.Cost;
import io.muster.domain.campaign.CampaignReport.EscalationLine;
import io.muster.domain.campaign.CampaignReport.LookLine;
import io.muster.domain.campaign.CampaignReport.TierLine;
import io.muster.domain.campaign.CheckIn;
import io.muster.domain.campaign.Level;
import io.muster.domain.campaign.Result;
import io.muster.domain.campaign.Status;
import io.muster.domain.campaign.Subject;
import io.muster.domain.campaign.Tally;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report as the API tells it: without the workspace, which is the reader's own, and without what the other kind of
 * campaign has.
 */
record ReportView(
        String id,
        long ofVersion,
        Subject.Kind kind,
        @Nullable String bidCardId,
        @Nullable String accountId,
        String title,
        Status status,
        @Nullable String statusReason,
        @Nullable Result result,
        @Nullable Integer bidsNeeded,
        @Nullable Tally tally,
        @Nullable Level highestLevel,
        Instant startAt,
        Instant deadline,
        @Nullable Instant endedAt,
        @Nullable Double pSuccess,
        int contacted,
        @Nullable Cost cost,
        List<ChannelLine> channels,
        @Nullable List<TierLine> tiers,
        @Nullable List<CheckIn> checkIns,
        @Nullable List<EscalationLine> escalations,
        @Nullable List<AdviserLine> adviser,
        @Nullable List<BidLine> bids,
        List<ContactLine> contacts,
        @Nullable LookLine looks,
        @Nullable AccountReport account) {

    static ReportView of(CampaignReport report) {
        boolean bid = report.subject().kind() == Subject.Kind.BID;
        return new ReportView(
                report.campaign().id(),
                report.ofVersion(),
                report.subject().kind(),
                CampaignView.subject(report.subject(), Subject.Kind.BID),
                CampaignView.subject(report.subject(), Subject.Kind.ACCOUNT),
                report.title(),
                report.status(),
                report.statusReason(),
                report.result(),
                bid ? report.needed() : null,
                bid ? report.tally() : null,
                bid ? report.highest() : null,
                report.startAt(),
                report.deadline(),
                report.endedAt(),
                report.pSuccess(),
                report.contacted(),
                report.cost(),
                report.channels(),
                bid ? report.tiers() : null,
                bid ? report.checkIns() : null,
                bid ? report.escalations() : null,
                bid ? report.adviser() : null,
                bid ? report.bids() : null,
                report.contacts(),
                report.looks(),
                report.account());
    }
}
