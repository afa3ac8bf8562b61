package io.muster.aws.shell;

import io.muster.aws.Platform;
import io.muster.aws.message.Emitter;
import io.muster.aws.pool.ContactStore;
import io.muster.aws.store.CampaignStore;
import io.muster.aws.store.Idempotency;
import io.muster.aws.store.Items;
import io.muster.aws.store.Table;
import io.muster.aws.store.Transaction;
import io.muster.domain.campaign.CampaignCreated;
import io.muster.domain.campaign.CampaignDecider;
import io.muster.domain.campaign.CampaignInput;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.Decision;
import io.muster.domain.campaign.Effect;
import io.muster.domain.campaign.History;
import io.muster.domain.campaign.NewCampaign;
import io.muster.domain.campaign.Pending;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The one place that commits a decision and runs what follows from it. The commit is one conditional write; whatever
 * dies after it is healed by the input's second delivery, or by the sweeper, since what follows is a function of what was
 * written.
 */
public final class CampaignShell {

    private static final int ATTEMPTS = 8;

    private final Platform platform;
    private final Table table;
    private final ContactStore contacts;
    private final CampaignStore store;
    private final Emitter emitter;
    private final Readings readings;
    private final Errands errands;
    private final BiFunction<CampaignState, CampaignInput, Decision> decide;

    public CampaignShell(Platform platform) {
        this(platform, CampaignDecider::decide);
    }

    CampaignShell(Platform platform, BiFunction<CampaignState, CampaignInput, Decision> decide) {
        this.platform = platform;
        this.table = Table.of(platform);
        this.contacts = new ContactStore(table);
        this.store = new CampaignStore(table);
        this.emitter = new Emitter(platform);
        this.readings = new Readings(platform);
        this.errands = new Errands(table);
        this.decide = decide;
    }

    /** What else is to be written in the transaction that applies an input. */
    @FunctionalInterface
    public interface Also {

        /** Adds writes; their conditions, if any, are tried again like the campaign's own. */
        void add(CampaignState before, Decision.Changed changed, Transaction transaction);
    }

    /**
     * Applies an input to a campaign, once, however often it comes.
     *
     * @param input makes the input of the state that it will be decided on; called again when that state has changed
     * @throws Contended when others changed the campaign each time
     */
    public Outcome apply(CampaignKey key, Function<CampaignState, CampaignInput> input) {
        return apply(key, input, (_, _, _) -> {});
    }

    /** Applies an input to a campaign, with more writes in the same transaction. */
    public Outcome apply(CampaignKey key, Function<CampaignState, CampaignInput> input, Also also) {
        boolean guarded = true;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Table.pause(attempt);
            var loaded = store.load(key);
            if (loaded.isEmpty()) {
                return new Outcome.NotFound();
            }
            var before = loaded.get();
            var happened = input.apply(before);
            switch (decide.apply(before, happened)) {
                case Decision.Ignored(var reason) -> {
                    return repeatedOr(before, happened, new Outcome.Ignored(reason));
                }
                case Decision.Refused(var code, var detail) -> {
                    return repeatedOr(before, happened, new Outcome.Refused(code, detail));
                }
                case Decision.Changed changed -> {
                    var commit =
                            new Commit(table, contacts, before, happened, changed).prepare(platform.time(), guarded);
                    also.add(before, changed, commit.transaction());
                    switch (commit.transaction().commit()) {
                        case Transaction.Result.Committed _ -> {
                            return applied(before, commit.after(), happened, changed);
                        }
                        case Transaction.Result.Conflict _ -> {}
                        case Transaction.Result.Rejected rejected -> {
                            if (rejected.at(Commit.HISTORY)) {
                                return repeated(
                                        key, rejected.item(Commit.HISTORY).orElseThrow());
                            }
                            guarded = guarded && !commit.onlyGuardFailed(rejected);
                        }
                    }
                }
            }
        }
        throw new Contended(key, ATTEMPTS);
    }

    /** Stores a new campaign with all that belongs to it and emits what it wants. */
    public Creation create(NewCampaign requested, Idempotency.@Nullable Request idempotent) {
        return create(requested, idempotent, _ -> "");
    }

    /** As the other, and keeps what the answer says beside what is stored, for the same request when it comes again. */
    public Creation create(
            NewCampaign requested,
            Idempotency.@Nullable Request idempotent,
            Function<CampaignCreated, String> details) {
        return new Creating(platform, table, emitter).create(requested, idempotent, details);
    }

    /** Emits everything that a campaign wants now, and returns it: heals whatever lost its message or its timer. */
    public List<Effect> emitPending(CampaignState state) {
        var now = platform.time().business();
        var effects = Pending.of(state, now);
        emitter.emit(state.campaign().key(), effects, now);
        return effects;
    }

    private Outcome applied(
            CampaignState before, CampaignState after, CampaignInput happened, Decision.Changed changed) {
        var at = happened.at();
        readings.take(before.campaign(), happened, changed.event());
        emitter.emit(after.campaign().key(), Pending.between(before, after, at), at);
        errands.take(after, changed.event(), at);
        return new Outcome.Applied(after, changed.event());
    }

    /** An input that was applied may look stale or impossible when it comes again. */
    private Outcome repeatedOr(CampaignState state, CampaignInput happened, Outcome otherwise) {
        var history = store.history(state.campaign().key(), happened.id());
        return history.map(proof -> repeated(state, proof)).orElse(otherwise);
    }

    private Outcome repeated(CampaignKey key, Map<String, AttributeValue> proof) {
        var history = Items.read(History.class, proof);
        return store.load(key).map(state -> repeated(state, history)).orElse(new Outcome.NotFound());
    }

    private Outcome repeated(CampaignState state, History history) {
        emitPending(state);
        errands.take(state, history.event(), history.at());
        return new Outcome.Repeated(state, history);
    }
}
