package io.muster.domain.campaign;

import io.muster.domain.campaign.CampaignInput.TouchesFailed;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Slice;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a campaign tells its own people, and they may not have heard: nothing is sent twice, so a person tells them instead,
 * whatever kind of campaign it is and however it stands. Otherwise one that is paused would wait for somebody who knows
 * nothing of it.
 */
final class Notices {

    private Notices() {}

    /** Returns whether a notice may not have arrived, and nobody is to tell it by hand yet. */
    static boolean unheard(CampaignState state, Slice slice, Touch touch) {
        return touch.unheard()
                && state.slices().stream()
                        .filter(later -> later.wave() > slice.wave())
                        .flatMap(later -> later.touches().stream())
                        .noneMatch(other -> other.channel() == Channel.MANUAL
                                && other.kind() == touch.kind()
                                && other.contactId().equals(touch.contactId()));
    }

    /** Returns what becomes of the notices of a slice that may not have arrived; empty where there are none. */
    static Optional<Decision> byHand(CampaignState state, TouchesFailed input) {
        var notices = state.slices().stream()
                .filter(slice -> slice.wave() == input.wave() && slice.index() == input.slice())
                .flatMap(slice -> slice.touches().stream().filter(touch -> unheard(state, slice, touch)))
                .map(touch -> byHand(touch, input.at()))
                .toList();
        if (notices.isEmpty()) {
            return Optional.empty();
        }
        var campaign = state.campaign();
        var channels = new TreeMap<String, Channel>();
        notices.forEach(notice -> channels.put(notice.contactId(), notice.channel()));
        return Optional.of(new Decision.Changed(
                campaign.next().waves(campaign.waves() + 1).build(),
                Slice.of(campaign.waves() + 1, notices),
                null,
                List.of(),
                new Event.Rerouted(channels)));
    }

    private static Touch byHand(Touch unheard, Instant at) {
        var why = unheard.state().lost() ? Touch.NOTICE_LOST : Touch.NOTICE_UNCERTAIN;
        return Touch.planned(unheard.contactId(), null, Channel.MANUAL, unheard.kind(), at)
                .in(TouchState.PLANNED, why);
    }
}
