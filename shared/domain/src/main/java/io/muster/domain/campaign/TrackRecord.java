package io.muster.domain.campaign;

import io.muster.domain.contact.Interest;
import io.muster.domain.contact.Tier;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Gate;
import java.time.Instant;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/** What a contact's answers add to its own history, whatever the order in which they come. */
public final class TrackRecord {

    private TrackRecord() {}

    /**
     * Returns a contact's gate after an answer; an opt-out closes every channel.
     *
     * @param earlier the contact's response in this campaign before the answer
     * @param response the same after it
     * @param answer what the answer was, and when it came
     */
    public static Gate after(
            Gate gate, String campaignId, @Nullable Response earlier, Response response, History answer) {
        var past = gate.past();
        boolean positive = positive(answer.event());
        var next = new Gate.Past(
                past.attempts(),
                past.asked(),
                past.bids() + bids(response) - bids(earlier),
                past.declines() + declines(response) - declines(earlier),
                past.positive() + (positive ? 1 : 0),
                past.answers() + 1,
                later(past.lastAnswerAt(), response.at()),
                positive ? later(past.lastPositiveAt(), answer.at()) : past.lastPositiveAt());
        var known = gate.answered(campaignId, answer.at(), next);
        return optsOut(answer.event()) ? known.suppressing(EnumSet.allOf(Channel.class)) : known;
    }

    /**
     * Returns the tier to which an answer takes a contact that is in a tier now: a positive one of an interested contact
     * takes it one up; no other answer moves anybody.
     *
     * @param gate the contact's, after the answer
     */
    public static Tier promoted(Tier tier, Gate gate, Event answer) {
        var moment = gate.past().lastAnswerAt();
        if (moment == null || !positive(answer)) {
            return tier;
        }
        var history = gate.history(moment);
        return Interest.of(history, moment).promote(tier, history);
    }

    private static int bids(@Nullable Response response) {
        return response != null && response.bid() != null ? 1 : 0;
    }

    private static int declines(@Nullable Response response) {
        return response != null && response.bid() == null && response.answer().negative() ? 1 : 0;
    }

    /** A revised bid is an answer, but no further sign of interest. */
    private static boolean positive(Event event) {
        return switch (event) {
            case Event.BidRecorded recorded -> !recorded.revised();
            case Event.Answered answered -> answered.answer() == Response.Answer.POSITIVE;
            case Event.MachineAnswered _,
                    Event.KeywordReceived _,
                    Event.Created _,
                    Event.Launched _,
                    Event.CheckedIn _,
                    Event.Escalated _,
                    Event.Rerouted _,
                    Event.Paused _,
                    Event.Resumed _,
                    Event.Cancelled _,
                    Event.TouchSettled _,
                    Event.Failed _,
                    Event.Reported _,
                    Event.TouchPlanned _,
                    Event.TouchPostponed _,
                    Event.MeetingChanged _,
                    Event.DealRecorded _,
                    Event.SequenceEnded _ -> false;
        };
    }

    private static boolean optsOut(Event event) {
        return event instanceof Event.Answered answered && answered.answer() == Response.Answer.OPTED_OUT;
    }

    private static Instant later(@Nullable Instant one, Instant other) {
        return one != null && one.isAfter(other) ? one : other;
    }
}
