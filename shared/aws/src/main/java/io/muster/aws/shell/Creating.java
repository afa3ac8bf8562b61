package io.muster.aws.shell;

import io.muster.aws.Platform;
import io.muster.aws.message.Emitter;
import io.muster.aws.store.CampaignStore;
import io.muster.aws.store.Guards;
import io.muster.aws.store.Idempotency;
import io.muster.aws.store.Losses;
import io.muster.aws.store.Table;
import io.muster.aws.store.Transaction;
import io.muster.domain.campaign.CampaignCreated;
import io.muster.domain.campaign.CampaignDecider;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.History;
import io.muster.domain.campaign.NewCampaign;
import io.muster.domain.campaign.Pending;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A new campaign on its way into the table: head, facts, touches, history, the card's guard and the answer, or nothing. */
final class Creating {

    private static final int ATTEMPTS = 8;
    private static final int HISTORY = 0;
    private static final int GUARD = 1;
    private static final int NONE = -1;

    private final Platform platform;
    private final Table table;
    private final Emitter emitter;
    private final Idempotency idempotency;

    Creating(Platform platform, Table table, Emitter emitter) {
        this.platform = platform;
        this.table = table;
        this.emitter = emitter;
        this.idempotency = new Idempotency(platform);
    }

    Creation create(
            NewCampaign requested,
            Idempotency.@Nullable Request idempotent,
            Function<CampaignCreated, String> details) {
        var created = stored(CampaignDecider.create(requested));
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Table.pause(attempt);
            var transaction = writes(requested, created);
            int answer = idempotent == null
                    ? NONE
                    : idempotency.remember(
                            transaction,
                            requested.key().workspace(),
                            idempotent,
                            requested.key().id(),
                            details.apply(created));
            switch (transaction.commit()) {
                case Transaction.Result.Committed _ -> {
                    emitPending(created.state());
                    return new Creation.Created(created);
                }
                case Transaction.Result.Conflict _ -> {}
                case Transaction.Result.Rejected rejected -> {
                    return rejected(requested, idempotent, rejected, answer);
                }
            }
        }
        throw new Contended(requested.key(), ATTEMPTS);
    }

    private Transaction writes(NewCampaign requested, CampaignCreated created) {
        var state = created.state();
        var campaign = state.campaign();
        var key = requested.key();
        var transaction = table.transaction();
        transaction.putIfAbsent(CampaignStore.history(
                key, new History(requested.id(), campaign.version(), requested.at(), created.event())));
        Guards.hold(transaction, campaign, requested.at());
        var due = Due.of(state, platform.time().business(), platform.time(), Losses.GRACE);
        transaction.putIfAbsent(CampaignStore.meta(campaign, due));
        transaction.putIfAbsent(CampaignStore.brief(key, state.brief()));
        state.slices().forEach(slice -> transaction.putIfAbsent(CampaignStore.slice(key, slice)));
        return transaction;
    }

    private Creation rejected(
            NewCampaign requested,
            Idempotency.@Nullable Request idempotent,
            Transaction.Result.Rejected rejected,
            int answer) {
        if (idempotent != null && rejected.at(answer)) {
            var entry = Idempotency.entry(rejected.item(answer).orElseThrow());
            return entry.fingerprint().equals(idempotent.fingerprint())
                    ? repeated(
                            new CampaignKey(requested.key().workspace(), entry.result()),
                            entry.told().orElse(null))
                    : new Creation.KeyReused();
        }
        if (rejected.at(HISTORY)) {
            return repeated(requested.key(), null);
        }
        if (rejected.at(GUARD)) {
            return new Creation.SubjectTaken(Guards.holder(rejected.item(GUARD).orElseThrow()));
        }
        throw new IllegalStateException("campaign " + requested.key().id() + " exists, made by another request");
    }

    private Creation repeated(CampaignKey key, @Nullable String details) {
        new CampaignStore(table).load(key).ifPresent(this::emitPending);
        return new Creation.Repeated(key, details);
    }

    private void emitPending(CampaignState state) {
        var now = platform.time().business();
        emitter.emit(state.campaign().key(), Pending.of(state, now), now);
    }

    private static CampaignCreated stored(CampaignCreated created) {
        var state = created.state();
        return new CampaignCreated(
                new CampaignState(state.campaign(), state.brief(), Commit.stored(state.slices()), state.responses()),
                created.event(),
                created.strategy(),
                created.considered());
    }
}
