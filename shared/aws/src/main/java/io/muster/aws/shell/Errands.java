package io.muster.aws.shell;

import io.muster.aws.store.Table;
import io.muster.aws.store.TaskStore;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.Event;
import io.muster.domain.task.ByHand;
import io.muster.domain.task.TaskInput;
import java.time.Instant;
import java.util.List;

/**
 * Closes work that people were given and that a campaign does not want any more, after what it has heard. It follows from
 * what was written, so that an input that comes again heals what died in between.
 */
final class Errands {

    private final TaskStore tasks;

    Errands(Table table) {
        this.tasks = new TaskStore(table);
    }

    /** Closes what an event makes idle; the campaign is as it stands, with that event and perhaps later ones. */
    void take(CampaignState state, Event event, Instant at) {
        switch (event) {
            case Event.Answered answered -> heard(state, answered.contactId(), at);
            case Event.KeywordReceived keyword -> heard(state, keyword.contactId(), at);
            case Event.TouchPlanned planned -> stepped(state, planned.step().contactId(), at);
            case Event.Created _,
                    Event.TouchPostponed _,
                    Event.MeetingChanged _,
                    Event.DealRecorded _,
                    Event.SequenceEnded _,
                    Event.Launched _,
                    Event.CheckedIn _,
                    Event.Escalated _,
                    Event.Rerouted _,
                    Event.BidRecorded _,
                    Event.MachineAnswered _,
                    Event.TouchSettled _,
                    Event.Paused _,
                    Event.Resumed _,
                    Event.Cancelled _,
                    Event.Failed _,
                    Event.Reported _ -> {}
        }
    }

    /** Nobody has to call whoever has said no. */
    private void heard(CampaignState state, String contactId, Instant at) {
        var response = state.responses().get(contactId);
        if (response != null && response.answer().negative()) {
            close(state, ByHand.tasks(state, contactId), "the contact has said no", at);
        }
    }

    /** A sequence wants one thing of people about one contact at a time. */
    private void stepped(CampaignState state, String contactId, Instant at) {
        close(state, ByHand.overtaken(state, contactId), "the contact's next touch is due", at);
    }

    private void close(CampaignState state, List<String> idle, String because, Instant at) {
        if (!idle.isEmpty()) {
            var workspace = state.campaign().key().workspace();
            tasks.close(workspace, idle, new TaskInput.NoLongerNeeded(because, "campaign", at));
        }
    }
}
