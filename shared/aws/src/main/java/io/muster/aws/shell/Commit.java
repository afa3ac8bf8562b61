package io.muster.aws.shell;

import io.muster.aws.Time;
import io.muster.aws.pool.ContactStore;
import io.muster.aws.store.CampaignStore;
import io.muster.aws.store.Guards;
import io.muster.aws.store.Items;
import io.muster.aws.store.Keys;
import io.muster.aws.store.Losses;
import io.muster.aws.store.Table;
import io.muster.aws.store.TaskStore;
import io.muster.aws.store.Transaction;
import io.muster.domain.campaign.Campaign;
import io.muster.domain.campaign.CampaignInput;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.Decision;
import io.muster.domain.campaign.History;
import io.muster.domain.campaign.Response;
import io.muster.domain.campaign.TrackRecord;
import io.muster.domain.contact.Tier;
import io.muster.domain.touch.Gate;
import io.muster.domain.touch.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** One decision on its way into the table: all of it in one transaction. */
final class Commit {

    /** The index of the history record, whose presence outranks every other reason to refuse. */
    static final int HISTORY = 0;

    private static final int NONE = -1;

    private final Table table;
    private final ContactStore contacts;
    private final CampaignState before;
    private final CampaignInput input;
    private final Decision.Changed changed;
    private final CampaignState after;
    private final Transaction transaction;
    private int guard = NONE;

    Commit(Table table, ContactStore contacts, CampaignState before, CampaignInput input, Decision.Changed changed) {
        this.table = table;
        this.contacts = contacts;
        this.before = before;
        this.input = input;
        this.changed = changed;
        this.after = after(before, changed);
        this.transaction = table.transaction();
    }

    CampaignState after() {
        return after;
    }

    Transaction transaction() {
        return transaction;
    }

    /** Adds every write of the decision, the guard's only where it is wanted. */
    Commit prepare(Time time, boolean guarded) {
        var campaign = changed.campaign();
        var key = campaign.key();
        var line = new History(input.id(), campaign.version(), input.at(), changed.event());
        transaction.putIfAbsent(CampaignStore.history(key, line));
        var due = Due.of(after, time.business(), time, Losses.GRACE);
        transaction.putIfVersion(
                CampaignStore.meta(campaign, due), before.campaign().version());
        stored(changed.planned()).forEach(slice -> transaction.putIfAbsent(CampaignStore.slice(key, slice)));
        changed.tasks().forEach(task -> transaction.put(TaskStore.item(key.workspace(), task)));
        var response = changed.response();
        if (response != null) {
            transaction.put(CampaignStore.response(key, response));
            record(response, line);
        }
        if (guarded) {
            guard = guard(before.campaign(), campaign);
        }
        return this;
    }

    /** Returns whether the card's guard alone stood against the write: another campaign has the card by now. */
    boolean onlyGuardFailed(Transaction.Result.Rejected rejected) {
        return guard != NONE && rejected.at(guard) && rejected.failed().size() == 1;
    }

    private void record(Response response, History line) {
        var campaign = changed.campaign().key();
        var key = Keys.gate(campaign.workspace(), response.contactId());
        var gate = table.get(key).map(item -> Items.read(Gate.class, item)).orElse(Gate.open(response.contactId()));
        var earlier = before.responses().get(response.contactId());
        var next = TrackRecord.after(gate, campaign.id(), earlier, response, line);
        transaction.putIfVersion(Items.write(key, next.next()), gate.version());
        promote(response, next);
    }

    /** Who answered is moved up in this very transaction, so once; nobody is read whose tier when asked is high enough. */
    private void promote(Response response, Gate gate) {
        var asked = response.tier() == null ? Tier.GENERAL : response.tier();
        if (TrackRecord.promoted(asked, gate, changed.event()) != asked) {
            contacts.edit(
                    transaction,
                    changed.campaign().key().workspace(),
                    response.contactId(),
                    contact -> contact.inTier(TrackRecord.promoted(contact.tier(), gate, changed.event())));
        }
    }

    private int guard(Campaign was, Campaign is) {
        if (is.status().terminal()) {
            return was.status().terminal() ? NONE : Guards.release(transaction, is);
        }
        boolean starts = is.status().running() && !was.status().running();
        boolean moves = !is.deadline().equals(was.deadline());
        return starts || moves ? Guards.hold(transaction, is, input.at()) : NONE;
    }

    private static CampaignState after(CampaignState before, Decision.Changed changed) {
        var slices = new ArrayList<>(before.slices());
        slices.addAll(stored(changed.planned()));
        var responses = new TreeMap<>(before.responses());
        var response = changed.response();
        if (response != null) {
            responses.put(response.contactId(), response);
        }
        return new CampaignState(changed.campaign(), before.brief(), slices, responses);
    }

    /** Returns new slices as they are stored: in their first version. */
    static List<Slice> stored(List<Slice> planned) {
        return planned.stream().map(Slice::next).toList();
    }
}
