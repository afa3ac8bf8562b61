package io.muster.aws.store;

import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.task.ByHand;
import io.muster.domain.task.TaskInput;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Gate;
import java.util.Set;
import java.util.TreeSet;

/**
 * Takes back what people were given to do about a contact that must be left alone, whichever campaign wanted it. Done
 * again, it changes nothing.
 */
public final class Withdrawals {

    private final CampaignStore campaigns;
    private final TaskStore tasks;

    public Withdrawals(Table table) {
        this.campaigns = new CampaignStore(table);
        this.tasks = new TaskStore(table);
    }

    /** Closes what is still open of the touches on these channels of a contact, by its gate. */
    public void withdraw(String workspace, Gate gate, Set<Channel> channels, TaskInput.NoLongerNeeded because) {
        if (channels.stream().noneMatch(ByHand::byPerson)) {
            return;
        }
        var touchedBy = new TreeSet<String>();
        gate.recent().forEach(recent -> touchedBy.add(recent.campaignId()));
        for (var campaignId : touchedBy) {
            campaigns
                    .load(new CampaignKey(workspace, campaignId))
                    .map(state -> ByHand.tasks(state, gate.contactId(), channels))
                    .filter(open -> !open.isEmpty())
                    .ifPresent(open -> tasks.close(workspace, open, because));
        }
    }
}
