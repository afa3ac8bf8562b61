package io.muster.domain.campaign;

import io.muster.domain.campaign.Campaign.Owed;
import io.muster.domain.campaign.CampaignInput.ShortfallFound;
import io.muster.domain.campaign.CampaignInput.TouchesFailed;
import io.muster.domain.contact.Tier;
import io.muster.domain.task.ByHand;
import io.muster.domain.task.HumanTask;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Slice;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What follows when a campaign falls short: reminders, calls, other ways to reach people, tasks and warnings. */
final class Escalations {

    /** Touches of one contact in one bid campaign: the invitation, a reminder, a change of channel. */
    private static final int MOST_TOUCHES = 3;

    /** What is done for each silent contact, and goes on in another step where there are more than one step can plan. */
    private static final Set<Action> TOUCHING =
            Set.of(Action.REMIND_SILENT, Action.VERIFY_ADDRESSES, Action.CALL_SILENT_INTERNAL);

    private Escalations() {}

    /** Carries out what a check-in decided. */
    static Decision carryOut(CampaignState state, ShortfallFound input) {
        var campaign = state.campaign();
        var owed = campaign.owed();
        if (campaign.status() != Status.ACTIVE || owed == null) {
            return new Decision.Ignored("the campaign owes no escalation");
        }
        var all = again(state, owed, input);
        var round = all.subList(0, Math.min(all.size(), Wave.LARGEST));
        boolean rest = all.size() > round.size();
        var tasks = tasks(state, owed, input.at());
        var slices = new ArrayList<>(Slice.of(campaign.waves() + 1, touches(round)));
        int waves = campaign.waves() + (slices.isEmpty() ? 0 : 1);
        var notices = Slice.of(waves + 1, notices(state, owed, input.at()));
        slices.addAll(notices);
        int rerouted = (int) round.stream().filter(Again::otherWay).count();
        var head = campaign.next().waves(waves + notices.size());
        return new Decision.Changed(
                (rest ? head.owesRest(TOUCHING) : head.owesNothing()).build(),
                slices,
                null,
                tasks,
                new Event.Escalated(
                        owed.level(),
                        owed.actions(),
                        round.size() - rerouted,
                        rerouted,
                        tasks.stream().map(HumanTask::subject).toList()));
    }

    /** A silent contact's next touch; {@code otherWay} where nobody knows whether the last one arrived. */
    private record Again(Touch touch, boolean otherWay) {}

    private static List<Touch> touches(List<Again> round) {
        return round.stream().map(Again::touch).toList();
    }

    /** Returns the next touches of all who are silent, however many steps they take to be planned. */
    private static List<Again> again(CampaignState state, Owed owed, ShortfallFound input) {
        var all = new ArrayList<Again>();
        state.byContact().forEach((contactId, touches) -> {
            var reach = input.reach().get(contactId);
            if (reach != null && mayBeTouched(state, contactId, touches)) {
                boolean unknown = touches.getLast().state() == TouchState.UNKNOWN;
                again(state, owed, touches, reach, input).ifPresent(touch -> all.add(new Again(touch, unknown)));
            }
        });
        return all;
    }

    /** Finds another channel for contacts that could not be reached, or a person to try. */
    static Decision reroute(CampaignState state, TouchesFailed input) {
        var campaign = state.campaign();
        if (campaign.status() != Status.ACTIVE) {
            return new Decision.Ignored("the campaign is not sending");
        }
        var touches = new ArrayList<Touch>();
        var channels = new TreeMap<String, Channel>();
        state.slices().stream()
                .filter(slice -> slice.wave() == input.wave() && slice.index() == input.slice())
                .flatMap(slice -> slice.touches().stream().filter(touch -> Pending.lost(state, slice, touch)))
                .forEach(touch -> {
                    var next = instead(state, touch, input);
                    touches.add(next);
                    channels.put(next.contactId(), next.channel());
                });
        if (touches.isEmpty()) {
            return new Decision.Ignored("every contact of the slice has been seen to");
        }
        return new Decision.Changed(
                campaign.next().waves(campaign.waves() + 1).build(),
                Slice.of(campaign.waves() + 1, touches),
                null,
                List.of(),
                new Event.Rerouted(channels));
    }

    private static boolean mayBeTouched(CampaignState state, String contactId, List<Touch> touches) {
        return !state.responses().containsKey(contactId)
                && touches.size() < MOST_TOUCHES
                && touches.getLast().state().reached();
    }

    /** Returns the next touch of a silent contact: a call for the proven, a reminder for the others. */
    private static Optional<Touch> again(
            CampaignState state, Owed owed, List<Touch> touches, Reach reach, ShortfallFound input) {
        var last = touches.getLast();
        var tier = last.tier();
        if (tier == null) {
            return Optional.empty();
        }
        boolean call = owed.actions().contains(Action.CALL_SILENT_INTERNAL)
                && tier == Tier.INTERNAL
                && reach.channels().contains(Channel.PHONE)
                && touches.stream().noneMatch(touch -> touch.channel() == Channel.PHONE);
        boolean reminded = touches.stream().anyMatch(touch -> touch.kind() == Touch.Kind.REMINDER);
        boolean reminder =
                owed.actions().contains(Action.REMIND_SILENT) && !reminded && last.state() != TouchState.UNKNOWN;
        boolean otherWay =
                owed.actions().contains(Action.VERIFY_ADDRESSES) && !reminded && last.state() == TouchState.UNKNOWN;
        if (!call && !reminder && !otherWay) {
            return Optional.empty();
        }
        var untried = untried(state, touches, reach, input.enabled());
        var channel = call ? Channel.PHONE : untried.orElse(otherWay ? Channel.MANUAL : last.channel());
        return Optional.of(Wave.planned(
                state,
                last.contactId(),
                tier,
                channel,
                Touch.Kind.REMINDER,
                input.at(),
                state.campaign().deadline(),
                reach.zone()));
    }

    /** Returns what replaces a touch that could not be delivered; a touch that is skipped where no way is left. */
    private static Touch instead(CampaignState state, Touch failed, TouchesFailed input) {
        var reach = input.reach().get(failed.contactId());
        var tier = failed.tier() == null ? Tier.GENERAL : failed.tier();
        var touches = state.byContact().getOrDefault(failed.contactId(), List.of());
        if (reach == null || touches.size() >= MOST_TOUCHES) {
            return Touch.planned(failed.contactId(), tier, Channel.MANUAL, failed.kind(), input.at())
                    .in(TouchState.SKIPPED, "no way is left to reach this contact");
        }
        var channel = untried(state, touches, reach, input.enabled())
                .or(() -> Optional.of(Channel.PHONE)
                        .filter(call -> reach.channels().contains(call) && untried(touches, call)))
                .orElse(Channel.MANUAL);
        return Wave.planned(
                state,
                failed.contactId(),
                tier,
                channel,
                failed.kind(),
                input.at(),
                state.campaign().deadline(),
                reach.zone());
    }

    private static Optional<Channel> untried(
            CampaignState state, List<Touch> touches, Reach reach, Set<Channel> enabled) {
        return state.campaign().channels().stream()
                .filter(enabled::contains)
                .filter(reach.channels()::contains)
                .filter(channel -> untried(touches, channel))
                .findFirst();
    }

    private static boolean untried(List<Touch> touches, Channel channel) {
        return touches.stream().noneMatch(touch -> touch.channel() == channel);
    }

    private static List<Touch> notices(CampaignState state, Owed owed, Instant at) {
        var notices = new ArrayList<Touch>();
        if (owed.actions().contains(Action.ALERT_REQUESTER) && state.request().requester() != null) {
            notices.add(Touch.planned(Touch.REQUESTER, null, Channel.EMAIL, Touch.Kind.ALERT, at));
        }
        if (owed.actions().contains(Action.ALERT_OPERATOR)) {
            notices.add(Touch.planned(Touch.OPERATOR, null, Channel.EMAIL, Touch.Kind.ALERT, at));
        }
        return notices;
    }

    private static List<HumanTask> tasks(CampaignState state, Owed owed, Instant at) {
        var campaign = state.campaign();
        int missing = campaign.needed() - campaign.tally().bids();
        var words = Map.of(
                Action.MANUAL_OUTREACH,
                "Find contractors by hand for %s: %d bids are missing"
                        .formatted(state.request().title(), missing),
                Action.SUGGEST_RADIUS,
                "Consider a wider radius than %.0f km for %s"
                        .formatted(
                                state.request().place().radiusKm(),
                                state.request().title()),
                Action.SUGGEST_DEADLINE,
                "Consider a later deadline for %s".formatted(state.request().title()));
        return owed.actions().stream()
                .filter(words::containsKey)
                .map(action -> new HumanTask(
                        ByHand.task(campaign.key().id(), action),
                        action == Action.MANUAL_OUTREACH ? HumanTask.Kind.OUTREACH : HumanTask.Kind.ALERT,
                        campaign.key().id(),
                        null,
                        words.getOrDefault(action, ""),
                        "The chance of %d bids by %s is %.0f %%; %d came in so far."
                                .formatted(
                                        campaign.needed(),
                                        campaign.deadline(),
                                        owed.pSuccess() * 100,
                                        campaign.tally().bids()),
                        at,
                        campaign.deadline(),
                        HumanTask.State.OPEN,
                        null))
                .toList();
    }
}
