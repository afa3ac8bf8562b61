package io.muster.functions.reporting;

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

/** A report as the API tells it: without the workspace, which is the reader's own. */
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
        Tally tally,
        @Nullable Level highestLevel,
        Instant startAt,
        Instant deadline,
        @Nullable Instant endedAt,
        @Nullable Double pSuccess,
        int contacted,
        @Nullable Cost cost,
        List<ChannelLine> channels,
        List<TierLine> tiers,
        List<CheckIn> checkIns,
        List<EscalationLine> escalations,
        List<AdviserLine> adviser,
        List<BidLine> bids,
        List<ContactLine> contacts,
        @Nullable LookLine looks) {

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
                report.tally(),
                bid ? report.highest() : null,
                report.startAt(),
                report.deadline(),
                report.endedAt(),
                report.pSuccess(),
                report.contacted(),
                report.cost(),
                report.channels(),
                report.tiers(),
                report.checkIns(),
                report.escalations(),
                report.adviser(),
                report.bids(),
                report.contacts(),
                report.looks());
    }
}
