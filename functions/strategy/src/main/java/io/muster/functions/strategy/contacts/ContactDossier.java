package io.muster.functions.strategy.contacts;

import io.muster.aws.store.Suppression;
import io.muster.domain.account.Role;
import io.muster.domain.campaign.AccountBrief;
import io.muster.domain.campaign.BidRequest;
import io.muster.domain.campaign.Brief;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.Event;
import io.muster.domain.campaign.History;
import io.muster.domain.campaign.Response;
import io.muster.domain.contact.Contact;
import io.muster.domain.task.HumanTask;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Gate;
import io.muster.domain.touch.Looks;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * All that is stored about a contact, for the contact itself. The words of messages are not stored: what was sent is told
 * by its kind, channel and moment.
 *
 * @param campaigns those that have something of it, among the ones that this page looked through
 * @param next the cursor of the next page; absent on the last
 */
record ContactDossier(
        Contact contact,
        Standing standing,
        List<Suppressed> suppressions,
        List<InCampaign> campaigns,
        @Nullable String next) {

    ContactDossier {
        suppressions = List.copyOf(suppressions);
        campaigns = List.copyOf(campaigns);
    }

    /**
     * What stands between the contact and the next touch, and what it did so far.
     *
     * @param heldBy the campaign that has it; absent when none has
     */
    record Standing(
            Set<Channel> suppressed,
            @Nullable String heldBy,
            @Nullable Instant heldUntil,
            List<Gate.Recent> recent,
            Gate.Past past) {

        static Standing of(Gate gate) {
            var hold = gate.hold();
            return new Standing(
                    gate.suppressed(),
                    hold == null ? null : hold.campaignId(),
                    hold == null ? null : hold.until(),
                    gate.recent(),
                    gate.past());
        }
    }

    /** A suppression of one of its addresses, with what was done to it. */
    record Suppressed(
            String id,
            @Nullable String address,
            Set<Channel> channels,
            Suppression.Reason reason,
            String source,
            Instant at,
            List<Suppression.Change> history) {

        Suppressed(Suppression one, List<Suppression.Change> history) {
            this(one.hash(), one.address(), one.channels(), one.reason(), one.source(), one.at(), history);
        }
    }

    /**
     * What one campaign has of it.
     *
     * @param member what it is to the account, in an account campaign, whether or not it has been written to
     * @param chosenBecause why it was asked, each time that it was
     * @param named messages to others of the account that name it
     * @param response what it answered, as it counts; absent where it did not
     * @param tasks work for people that was about it
     * @param timeline what happened that names it
     */
    record InCampaign(
            String id,
            String title,
            @Nullable Membership member,
            List<String> chosenBecause,
            List<Touched> touches,
            List<Named> named,
            @Nullable Response response,
            List<HumanTask> tasks,
            List<Line> timeline) {}

    /**
     * What a contact is to an account.
     *
     * @param priority by its title, which is not kept itself
     * @param inquired whether it came to us with a question of its own
     */
    record Membership(Role role, int priority, boolean inquired) {

        static @Nullable Membership of(Brief brief, String contactId) {
            return switch (brief) {
                case BidRequest _ -> null;
                case AccountBrief account ->
                    account.member(contactId)
                            .map(member -> new Membership(member.role(), member.priority(), member.inquired()))
                            .orElse(null);
            };
        }
    }

    /**
     * A message to somebody else that names it.
     *
     * @param inquired whether it is said to have asked
     */
    record Named(String id, TouchState state, @Nullable Instant sentAt, boolean inquired) {}

    /** A message or a call to it, and what became of it. */
    record Touched(
            String id,
            Touch.Kind kind,
            Channel channel,
            TouchState state,
            @Nullable Instant notBefore,
            @Nullable Instant sentAt,
            @Nullable String reason,
            @Nullable Looks looks) {}

    /** One thing that happened. */
    record Line(long version, Instant at, Event event) {}

    /** Returns whether a campaign has anything of a contact. */
    static boolean concerns(CampaignState state, String contactId) {
        return state.asked(contactId)
                || state.responses().containsKey(contactId)
                || Membership.of(state.brief(), contactId) != null;
    }

    /** Returns what a campaign planned and sent to a contact, in order. */
    static List<Touched> touches(CampaignState state, String contactId) {
        return every(
                state,
                (id, touch) -> touch.contactId().equals(contactId)
                        ? new Touched(
                                id,
                                touch.kind(),
                                touch.channel(),
                                touch.state(),
                                touch.notBefore(),
                                touch.sentAt(),
                                touch.reason(),
                                touch.looks())
                        : null);
    }

    /** Returns the messages to others that name a contact, in order. */
    static List<Named> named(CampaignState state, String contactId) {
        return every(state, (id, touch) -> {
            var reference = touch.reference();
            return reference != null && reference.contactId().equals(contactId)
                    ? new Named(id, touch.state(), touch.sentAt(), reference.inquired())
                    : null;
        });
    }

    private static <T> List<T> every(CampaignState state, BiFunction<String, Touch, @Nullable T> view) {
        var all = new ArrayList<T>();
        for (var slice : state.slices()) {
            for (int position = 0; position < slice.touches().size(); position++) {
                var one = view.apply(
                        slice.touchId(state.campaign().key(), position),
                        slice.touches().get(position));
                if (one != null) {
                    all.add(one);
                }
            }
        }
        return List.copyOf(all);
    }

    /** Returns the lines of a campaign's history that name a contact, with nothing of others in them. */
    static List<Line> lines(List<History> history, String contactId) {
        return history.stream()
                .map(line -> {
                    var event = about(line.event(), contactId);
                    return event == null ? null : new Line(line.version(), line.at(), event);
                })
                .filter(Objects::nonNull)
                .toList();
    }

    /** Returns why a campaign's waves have asked a contact. */
    static List<String> reasons(List<History> history, String contactId) {
        return history.stream()
                .map(line -> line.event().plan())
                .filter(Objects::nonNull)
                .map(plan -> plan.reasons().get(contactId))
                .filter(Objects::nonNull)
                .toList();
    }

    private static @Nullable Event about(Event event, String contactId) {
        return switch (event) {
            case Event.BidRecorded bid -> bid.contactId().equals(contactId) ? bid : null;
            case Event.Answered answered -> answered.contactId().equals(contactId) ? answered : null;
            case Event.MachineAnswered machine -> machine.contactId().equals(contactId) ? machine : null;
            case Event.KeywordReceived keyword -> keyword.contactId().equals(contactId) ? keyword : null;
            case Event.TouchSettled settled -> settled.contactId().equals(contactId) ? settled : null;
            case Event.Rerouted(var channels) -> {
                var channel = channels.get(contactId);
                yield channel == null ? null : new Event.Rerouted(Map.of(contactId, channel));
            }
            case Event.TouchPlanned planned -> planned.step().contactId().equals(contactId) ? planned.alone() : null;
            case Event.Created created -> first(created, contactId);
            case Event.Launched _,
                    Event.CheckedIn _,
                    Event.Escalated _,
                    Event.Paused _,
                    Event.Resumed _,
                    Event.Cancelled _,
                    Event.Failed _,
                    Event.Reported _,
                    Event.TouchPostponed _,
                    Event.MeetingChanged _,
                    Event.DealRecorded _,
                    Event.SequenceEnded _ -> null;
        };
    }

    /** A sequence begins with a touch of somebody. */
    private static @Nullable Event first(Event.Created created, String contactId) {
        var step = created.step();
        return step != null && step.contactId().equals(contactId)
                ? new Event.Created(created.status(), null, step)
                : null;
    }
}
