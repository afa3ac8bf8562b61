package io.muster.aws.shell;

import io.muster.aws.store.CampaignStore;
import io.muster.aws.store.Table;
import io.muster.aws.store.TaskStore;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.task.ByHand;
import io.muster.domain.task.TaskInput;
import java.time.Instant;
import java.util.List;

/**
 * Nobody has to tell by hand what a mail has told after all. Whoever learns that one has gone, and whoever writes such a
 * task, looks here after its write, so that one of the two sees the other's; it follows from what is stored, so that what
 * comes again heals what died in between.
 */
public final class ToldAfterAll {

    private final CampaignStore campaigns;
    private final TaskStore tasks;

    public ToldAfterAll(Table table) {
        this.campaigns = new CampaignStore(table);
        this.tasks = new TaskStore(table);
    }

    /**
     * Closes the tasks to tell what has been told.
     *
     * @param by who says so
     */
    public void close(CampaignKey key, String by, Instant at) {
        var idle = campaigns.load(key).map(ByHand::told).orElse(List.of());
        if (!idle.isEmpty()) {
            tasks.close(key.workspace(), idle, new TaskInput.NoLongerNeeded("the mail has gone after all", by, at));
        }
    }
}
