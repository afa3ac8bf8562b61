package io.muster.functions.dispatch;

import io.muster.aws.Platform;
import io.muster.aws.message.Emitter;
import io.muster.aws.message.Message;
import io.muster.aws.store.CampaignStore;
import io.muster.aws.store.Table;
import io.muster.domain.campaign.AccountBrief;
import io.muster.domain.campaign.BidRequest;
import io.muster.domain.campaign.Effect;
import io.muster.domain.campaign.Pending;
import io.muster.domain.touch.ClaimDecision;
import io.muster.domain.touch.Slice;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends what is due in a slice: claim, then each touch in turn, then what follows from the outcome. */
final class Dispatcher {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final Platform platform;
    private final CampaignStore campaigns;
    private final ClaimDesk desk;
    private final Delivery delivery;
    private final OptOuts optOuts;
    private final Emitter emitter;

    Dispatcher(Platform platform, Outlets outlets) {
        var table = Table.of(platform);
        this.platform = platform;
        this.campaigns = new CampaignStore(table);
        this.desk = new ClaimDesk(platform, table, outlets);
        this.delivery = new Delivery(platform, table);
        this.optOuts = new OptOuts(platform, table, outlets.recipients());
        this.emitter = new Emitter(platform);
    }

    /** Sends what the gates let pass in a slice, and arranges for the rest to be looked at again. */
    void dispatch(Message.WavePlanned message) {
        desk.claim(message).ifPresent(claim -> {
            switch (claim.decision()) {
                case ClaimDecision.Busy busy ->
                    again(
                            message,
                            claim.file().slice(),
                            Duration.between(platform.time().machine(), busy.until()));
                case ClaimDecision.Idle idle ->
                    follow(message, claim.file(), claim.file().slice(), idle.wakeUp());
                case ClaimDecision.Taken taken ->
                    follow(message, claim.file(), delivery.run(claim.file(), taken, claim.ways()), taken.wakeUp());
            }
        });
    }

    /** Sends every slice of a campaign that has something due now to the queue again. */
    void wakeUp(Message.WakeUpDue message) {
        var now = platform.time().business();
        campaigns.load(message.campaign()).ifPresent(state -> {
            var effects = Pending.of(state, now).stream()
                    .filter(effect -> effect instanceof Effect.DispatchWave || effect instanceof Effect.ScheduleWakeUp)
                    .toList();
            emitter.emit(message.campaign(), effects, now);
        });
    }

    /** What an invocation leaves behind follows from the slice alone, so that a redelivery arranges the same again. */
    private void follow(Message.WavePlanned message, SliceFile file, Slice slice, @Nullable Instant wakeUp) {
        optOuts.note(message.workspace(), slice);
        var effects = new ArrayList<Effect>();
        if (slice.touches().stream().anyMatch(touch -> asksForAnother(file, touch))) {
            effects.add(new Effect.ReportUnreachable(slice.wave(), slice.index()));
        }
        if (wakeUp != null) {
            effects.add(new Effect.ScheduleWakeUp(wakeUp));
        }
        emitter.emit(message.campaign(), effects, platform.time().business());
        if (slice.claim() != null) {
            again(message, slice, SOON);
        }
        slice.touches().stream()
                .flatMap(touch -> retry(file, touch).stream())
                .min(Comparator.naturalOrder())
                .ifPresent(delay -> again(message, slice, delay));
    }

    /**
     * What never reached its contact needs another way, and so does a notice that may not have arrived; what a gate took back
     * out of a sequence, somebody else in its place.
     */
    private static boolean asksForAnother(SliceFile file, Touch touch) {
        return touch.unheard()
                || switch (file.brief()) {
                    case BidRequest _ -> touch.state().lost() && !touch.kind().notice();
                    case AccountBrief _ ->
                        (touch.state().lost() && !touch.kind().notice()) || touch.takenBack();
                };
    }

    /**
     * When a touch that its provider has just refused is to be looked at again: at its moment, or soon where that is too
     * late for the campaign, so that a person has as much time as there is. One whose moment has come is held by a gate,
     * which has its own wake-up.
     */
    private Optional<Duration> retry(SliceFile file, Touch touch) {
        var moment = touch.notBefore();
        boolean refused = touch.state() == TouchState.PLANNED && touch.attempts() > 0;
        if (!refused || moment == null || !moment.isAfter(platform.time().business())) {
            return Optional.empty();
        }
        boolean tooLate =
                !touch.kind().notice() && !moment.isBefore(file.campaign().deadline());
        if (tooLate) {
            boolean refusedNow = file.slice().touches().stream()
                    .noneMatch(before ->
                            before.contactId().equals(touch.contactId()) && before.attempts() == touch.attempts());
            return refusedNow ? Optional.of(SOON) : Optional.empty();
        }
        return Optional.of(
                Duration.between(platform.time().machine(), platform.time().machineAt(moment)));
    }

    private void again(Message.WavePlanned message, Slice slice, Duration delay) {
        var id = message.campaignId() + "/wave/" + slice.wave() + "/" + slice.index() + "/v" + slice.version();
        var next = new Message.WavePlanned(
                id, message.workspace(), message.campaignId(), message.at(), message.wave(), message.slice());
        emitter.send(next, delay.compareTo(SOON) < 0 ? SOON : delay);
    }
}
