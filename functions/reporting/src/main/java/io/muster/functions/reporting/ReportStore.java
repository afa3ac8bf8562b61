package io.muster.functions.reporting;

import io.muster.aws.Platform;
import io.muster.aws.store.Items;
import io.muster.aws.store.Keys;
import io.muster.aws.store.Subjects;
import io.muster.aws.store.Table;
import io.muster.aws.store.Transaction;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.campaign.CampaignReport;
import java.util.Optional;

/** Final reports, one a campaign, beside it. */
final class ReportStore {

    private final Table table;

    ReportStore(Platform platform) {
        this.table = Table.of(platform);
    }

    Optional<CampaignReport> find(CampaignKey key) {
        return table.get(Keys.report(key)).map(item -> Items.read(CampaignReport.class, Subjects.named(item)));
    }

    /** Adds to a transaction that this is the campaign's report now. */
    static void put(Transaction transaction, CampaignReport report) {
        transaction.put(Items.write(Keys.report(report.campaign()), report));
    }
}
