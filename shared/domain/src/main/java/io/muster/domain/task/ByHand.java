package io.muster.domain.task;

import io.muster.domain.account.Conflict;
import io.muster.domain.campaign.Action;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.Event;
import io.muster.domain.campaign.History;
import io.muster.domain.task.HumanTask.Outcome;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Slice;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** Touches that are people's work, and what comes back of them. */
public final class ByHand {

    private static final String SENT_BY_HAND = "SENT_BY_HAND";
    private static final Set<String> TRIED = Set.of(SENT_BY_HAND, Outcome.NO_ANSWER.name());

    private ByHand() {}

    /** Returns whether a touch was given to a person as a task and nothing has been heard of it. */
    public static boolean handedOver(Touch touch) {
        return touch.state() == TouchState.SENT && byPerson(touch.channel());
    }

    /** Returns whether a person has tried to reach the contact, by its own word. */
    public static boolean tried(Touch touch) {
        return byPerson(touch.channel())
                && (touch.state() == TouchState.DELIVERED
                        || (touch.state() == TouchState.SENT && TRIED.contains(String.valueOf(touch.reason()))));
    }

    /** Returns the slice once a person has said what came of a touch; the same slice when that is known already. */
    public static Slice after(Slice slice, int position, Outcome outcome, Instant at) {
        if (position >= slice.touches().size() || !handedOver(slice.touches().get(position))) {
            return slice;
        }
        return slice.with(position, after(slice.touches().get(position), outcome, at));
    }

    /** A touch that did not work is lost, so that its contact's next channel is tried; by hand is the last there is. */
    private static Touch after(Touch touch, Outcome outcome, Instant at) {
        return switch (outcome) {
            case REACHED, DECLINED, OPTED_OUT -> touch.sent(at).in(TouchState.DELIVERED, outcome.name());
            case SENT -> touch.sent(at).in(TouchState.SENT, SENT_BY_HAND);
            case NO_ANSWER, OTHER -> touch.in(TouchState.SENT, outcome.name());
            case WRONG_NUMBER -> touch.in(TouchState.FAILED, outcome.name());
            case NOT_POSSIBLE ->
                touch.in(touch.channel() == Channel.MANUAL ? TouchState.SKIPPED : TouchState.FAILED, outcome.name());
        };
    }

    /**
     * Returns the ids of the tasks by which a person is to tell what all the notices have told after all that the task
     * stands for: those to the same person since the task before.
     */
    public static List<String> told(CampaignState state) {
        var key = state.campaign().key();
        var heard = new HashMap<Told, Boolean>();
        var ids = new ArrayList<String>();
        for (var slice : state.slices()) {
            for (int position = 0; position < slice.touches().size(); position++) {
                var touch = slice.touches().get(position);
                var told = new Told(touch.kind(), touch.contactId());
                if (!touch.kind().notice()) {
                    continue;
                }
                if (touch.channel() != Channel.MANUAL) {
                    heard.merge(told, heard(touch), Boolean::logicalAnd);
                } else if (Boolean.TRUE.equals(heard.remove(told)) && handedOver(touch)) {
                    ids.add(slice.touchId(key, position));
                }
            }
        }
        return List.copyOf(ids);
    }

    private record Told(Touch.Kind kind, String contactId) {}

    /** Returns whether a touch is a notice to a campaign's own people that is known to have gone. */
    public static boolean heard(Touch touch) {
        return touch.kind().notice()
                && !touch.kind().answer()
                && touch.state().reached()
                && touch.state() != TouchState.UNKNOWN;
    }

    /** Returns the ids of all tasks that a campaign has caused and that may still be open. */
    public static List<String> tasks(CampaignState state) {
        var ids = new ArrayList<>(tasks(state, _ -> true));
        state.campaign().done().stream()
                .filter(ByHand::peoplesWork)
                .map(action -> task(state.campaign().key().id(), action))
                .forEach(ids::add);
        return List.copyOf(ids);
    }

    /** Returns the ids of the tasks of a contact's touches that may still be open. */
    public static List<String> tasks(CampaignState state, String contactId) {
        return tasks(state, touch -> touch.contactId().equals(contactId));
    }

    /** Returns the ids of the tasks of a contact's touches on these channels that may still be open. */
    public static List<String> tasks(CampaignState state, String contactId, Set<Channel> channels) {
        return tasks(state, touch -> touch.contactId().equals(contactId) && channels.contains(touch.channel()));
    }

    /** Returns the ids of the tasks of a contact's touches that a later touch of it has followed. */
    public static List<String> overtaken(CampaignState state, String contactId) {
        var touches = state.byContact().getOrDefault(contactId, List.of());
        var latest = touches.isEmpty() ? null : touches.getLast();
        return tasks(state, touch -> touch.contactId().equals(contactId) && !touch.equals(latest));
    }

    private static List<String> tasks(CampaignState state, Predicate<Touch> which) {
        var ids = new ArrayList<String>();
        for (var slice : state.slices()) {
            for (int position = 0; position < slice.touches().size(); position++) {
                var touch = slice.touches().get(position);
                if (handedOver(touch) && !touch.kind().notice() && which.test(touch)) {
                    ids.add(slice.touchId(state.campaign().key(), position));
                }
            }
        }
        return List.copyOf(ids);
    }

    /**
     * Returns the ids of the tasks by which somebody is to look at a contact's answers.
     *
     * @param history of the campaign: such a task bears the version to which its answer came
     */
    public static List<String> alerts(CampaignKey key, List<History> history, String contactId) {
        return history.stream()
                .filter(line -> line.event() instanceof Event.Answered answered
                        && answered.contactId().equals(contactId)
                        && answered.conflicts().contains(Conflict.NEGATIVE_SENTIMENT))
                .map(line -> key.id() + "-answer-" + (line.version() - 1))
                .toList();
    }

    /** Returns the id of the task that an action makes, once in a campaign's life. */
    public static String task(String campaignId, Action action) {
        return campaignId + "-" + action.name().toLowerCase(Locale.ROOT);
    }

    private static boolean peoplesWork(Action action) {
        return switch (action) {
            case MANUAL_OUTREACH, SUGGEST_RADIUS, SUGGEST_DEADLINE -> true;
            case REMIND_SILENT, VERIFY_ADDRESSES, CALL_SILENT_INTERNAL, ALERT_REQUESTER, ALERT_OPERATOR -> false;
        };
    }

    /** Returns whether touches on a channel are people's work, should no provider carry them. */
    public static boolean byPerson(Channel channel) {
        return switch (channel) {
            case PHONE, LINKEDIN, MANUAL -> true;
            case EMAIL, SMS, WEBSITE_FORM -> false;
        };
    }
}
