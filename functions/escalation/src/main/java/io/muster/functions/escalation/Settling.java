package io.muster.functions.escalation;

import io.muster.aws.Platform;
import io.muster.aws.api.ApiRequest;
import io.muster.aws.api.ApiResponse;
import io.muster.aws.api.Applied;
import io.muster.aws.api.Body;
import io.muster.aws.api.Fields;
import io.muster.aws.api.Problem;
import io.muster.aws.message.Emitter;
import io.muster.aws.shell.CampaignShell;
import io.muster.aws.shell.Outcome;
import io.muster.aws.shell.ToldAfterAll;
import io.muster.aws.store.SealedTexts;
import io.muster.aws.store.SliceStore;
import io.muster.aws.store.Table;
import io.muster.aws.store.Transaction;
import io.muster.aws.token.KeyRing;
import io.muster.domain.campaign.CampaignInput.TouchSettled;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.Effect;
import io.muster.domain.campaign.Event;
import io.muster.domain.touch.Sending;
import io.muster.domain.touch.Settlement;
import io.muster.domain.touch.TouchRef;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An operator says of a touch whether it went, where no event of a provider ever will: a form's touch, or one whose event
 * was lost. The touch, its contact's gate and the campaign's history change in one transaction.
 */
final class Settling {

    private static final int LONGEST_COMMENT = 500;

    private final Platform platform;
    private final CampaignShell shell;
    private final SliceStore slices;
    private final SealedTexts seals;
    private final ToldAfterAll told;
    private final Emitter emitter;

    Settling(Platform platform, CampaignShell shell) {
        var table = Table.of(platform);
        this.platform = platform;
        this.shell = shell;
        this.slices = new SliceStore(table);
        this.seals = new SealedTexts(table, new KeyRing(table));
        this.told = new ToldAfterAll(table);
        this.emitter = new Emitter(platform);
    }

    private record Word(
            @Nullable Settlement outcome, @Nullable String comment) {

        static Word of(Fields fields) {
            var outcome = fields.choice("outcome", Settlement.class);
            if (outcome == null) {
                fields.missing("outcome");
            }
            return new Word(outcome, fields.prose("comment", LONGEST_COMMENT));
        }
    }

    ApiResponse settle(ApiRequest request) {
        var word = Body.read(request, Word::of);
        var said = Objects.requireNonNull(word.outcome());
        var key = new CampaignKey(request.workspace(), request.path("id"));
        var touchId = request.path("touchId");
        var id = Applied.inputId(request, platform.ids());
        var now = platform.time().business();
        var outcome = shell.apply(
                key,
                state -> {
                    var place = place(state, touchId);
                    return new TouchSettled(id, now, place, said, sealed(state, place, word.comment()));
                },
                (state, _, transaction) -> write(transaction, state, place(state, touchId), said));
        if (outcome instanceof Outcome.Applied(var state, var _)) {
            follow(state, place(state, touchId), said);
        }
        if (said == Settlement.SENT && (outcome instanceof Outcome.Applied || outcome instanceof Outcome.Repeated)) {
            told.close(key, "operator", now);
        }
        return Applied.answer(key.id(), outcome, event -> same(key.workspace(), event, touchId, word));
    }

    private static TouchRef place(CampaignState state, String touchId) {
        return TouchRef.parse(touchId)
                .filter(place -> state.slice(place).isPresent())
                .orElseThrow(() -> Problem.notFound("touch", touchId).thrown());
    }

    private void write(Transaction transaction, CampaignState state, TouchRef place, Settlement said) {
        var time = platform.time();
        var before = state.slice(place).orElseThrow();
        var after = Sending.settled(before, place.position(), said, time.business());
        slices.add(transaction, state.campaign().key(), before, after.next(), place.position(), time.machine());
    }

    /** What did not go is tried in another way, as a touch is that came back. */
    private void follow(CampaignState state, TouchRef place, Settlement said) {
        var touch = state.slice(place).orElseThrow().touches().get(place.position());
        if (said == Settlement.NOT_SENT && (!touch.kind().notice() || touch.unheard())) {
            var unreachable = new Effect.ReportUnreachable(place.wave(), place.index());
            emitter.emit(
                    state.campaign().key(),
                    List.of(unreachable),
                    platform.time().business());
        }
    }

    /** What is said of a contact is kept sealed with its key; a notice goes to none. */
    private @Nullable String sealed(CampaignState state, TouchRef place, @Nullable String comment) {
        var touch = state.slice(place).orElseThrow().touches().get(place.position());
        return comment == null || touch.kind().notice()
                ? comment
                : seals.about(state.campaign().key().workspace(), touch.contactId())
                        .apply(comment);
    }

    /** What was erased since was the same when it came. */
    private boolean same(String workspace, Event event, String touchId, Word word) {
        if (!(event instanceof Event.TouchSettled settled)
                || !settled.touchId().equals(touchId)
                || settled.outcome() != word.outcome()) {
            return false;
        }
        var kept = seals.open(workspace, settled.comment());
        return Objects.equals(word.comment(), kept) || (word.comment() != null && SealedTexts.ERASED.equals(kept));
    }
}
