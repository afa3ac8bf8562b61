package io.muster.aws.store;

import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.task.ByHand;
import io.muster.domain.task.TaskInput;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Gate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

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
        if (channels.stream().anyMatch(ByHand::byPerson)) {
            close(workspace, gate, because, state -> ByHand.tasks(state, gate.contactId(), channels));
        }
    }

    /** Closes everything about a contact that is still open, what its answers have caused included. */
    public void withdraw(String workspace, Gate gate, TaskInput.NoLongerNeeded because) {
        close(workspace, gate, because, state -> {
            var key = state.campaign().key();
            var all = new ArrayList<>(ByHand.tasks(state, gate.contactId()));
            all.addAll(ByHand.alerts(key, campaigns.history(key), gate.contactId()));
            return all;
        });
    }

    private void close(
            String workspace, Gate gate, TaskInput.NoLongerNeeded because, Function<CampaignState, List<String>> open) {
        var touchedBy = new TreeSet<String>();
        gate.recent().forEach(recent -> touchedBy.add(recent.campaignId()));
        for (var campaignId : touchedBy) {
            campaigns
                    .load(new CampaignKey(workspace, campaignId))
                    .map(open)
                    .filter(ids -> !ids.isEmpty())
                    .ifPresent(ids -> tasks.close(workspace, ids, because));
        }
    }
}
