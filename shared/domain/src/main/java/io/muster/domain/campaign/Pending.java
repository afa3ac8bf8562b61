package io.muster.domain.campaign;

import io.muster.domain.touch.Slice;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a campaign's state still wants to happen. Since it is a function of the state alone, nothing needs to remember
 * what was emitted: redelivery, resume, the sweeper, a boot and a restore all ask it again.
 */
public final class Pending {

    private Pending() {}

    /** Returns the effects that the state wants at a moment, in the order in which they are to be emitted. */
    public static List<Effect> of(CampaignState state, Instant now) {
        var campaign = state.campaign();
        return switch (campaign.status()) {
            case DRAFT -> List.of();
            case SCHEDULED -> List.of(new Effect.ScheduleLaunch(campaign.generation(), campaign.startAt()));
            case ACTIVE -> ofRunning(state, now, true);
            case PAUSED -> ofRunning(state, now, false);
            case COMPLETED, CANCELLED, FAILED -> ofEnded(state, now);
        };
    }

    /** Returns what the second state wants that the first did not want already. */
    public static List<Effect> between(CampaignState before, CampaignState after, Instant now) {
        var effects = new ArrayList<>(of(after, now));
        effects.removeAll(of(before, now));
        return List.copyOf(effects);
    }

    private static List<Effect> ofRunning(CampaignState state, Instant now, boolean sending) {
        var campaign = state.campaign();
        var effects = new ArrayList<Effect>();
        if (campaign.owed() != null && sending) {
            effects.add(new Effect.Escalate(campaign.owed().since()));
        }
        effects.addAll(dispatches(state, now));
        if (campaign.nextCheckIn() <= campaign.checkIns().size()) {
            effects.add(new Effect.ScheduleCheckIn(
                    campaign.nextCheckIn(),
                    campaign.generation(),
                    campaign.checkIns().get(campaign.nextCheckIn() - 1)));
        }
        return List.copyOf(effects);
    }

    private static List<Effect> ofEnded(CampaignState state, Instant now) {
        var effects = new ArrayList<Effect>(dispatches(state, now));
        if (!state.campaign().reported()) {
            effects.add(new Effect.EndCampaign(state.campaign().version()));
        }
        return List.copyOf(effects);
    }

    /**
     * Dispatches of slices with something due, and one wake-up for the earliest that is not due yet.
     */
    private static List<Effect> dispatches(CampaignState state, Instant now) {
        var status = state.campaign().status();
        var effects = new ArrayList<Effect>();
        var later = new ArrayList<Instant>();
        for (var slice : state.slices()) {
            if (slice.touches().stream().anyMatch(touch -> wantsAnother(state, slice, touch))) {
                effects.add(new Effect.ReportUnreachable(slice.wave(), slice.index()));
            }
            var due = slice.touches().stream()
                    .filter(touch -> touch.state().open() && mayGo(touch, status))
                    .map(Touch::notBefore)
                    .filter(Objects::nonNull)
                    .min(Comparator.naturalOrder());
            due.filter(at -> !at.isAfter(now))
                    .ifPresent(at -> effects.add(new Effect.DispatchWave(slice.wave(), slice.index())));
            due.filter(at -> at.isAfter(now)).ifPresent(later::add);
        }
        earliest(later).map(Effect.ScheduleWakeUp::new).ifPresent(effects::add);
        return effects;
    }

    /**
     * A pause holds back everything but the answers to contacts' own texts, which cannot wait, and what tells that there is
     * one. Of an ended campaign only notices are due. Whatever an invocation that died has left under way has to be settled,
     * paused and ended too.
     */
    private static boolean mayGo(Touch touch, Status status) {
        boolean underWay = touch.state() != TouchState.PLANNED;
        return switch (status) {
            case ACTIVE -> true;
            case PAUSED -> touch.kind().passesPause() || underWay;
            case COMPLETED, CANCELLED, FAILED -> touch.kind().notice() || underWay;
            case DRAFT, SCHEDULED -> false;
        };
    }

    private static Optional<Instant> earliest(List<Instant> moments) {
        return moments.stream().min(Comparator.naturalOrder());
    }

    /** A contact's touch is made another way while the campaign sends; what its own people must hear, always. */
    private static boolean wantsAnother(CampaignState state, Slice slice, Touch touch) {
        return Notices.unheard(state, slice, touch)
                || (state.campaign().status() == Status.ACTIVE && lost(state, slice, touch));
    }

    /** A touch is lost when its contact cannot be reached that way and nothing later was planned for it. */
    static boolean lost(CampaignState state, Slice slice, Touch touch) {
        return touch.state().lost()
                && !touch.kind().notice()
                && !answered(state, touch)
                && state.slices().stream()
                        .filter(other -> other.wave() > slice.wave())
                        .flatMap(other -> other.touches().stream())
                        .filter(other -> !other.kind().notice())
                        .noneMatch(other -> other.contactId().equals(touch.contactId()));
    }

    private static boolean answered(CampaignState state, Touch touch) {
        var response = state.responses().get(touch.contactId());
        return response != null && response.holds(state.campaign());
    }
}
