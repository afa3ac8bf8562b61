package io.muster.domain.campaign;

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
     * @param event what the answer was
     */
    public static Gate after(Gate gate, @Nullable Response earlier, Response response, Event event) {
        var past = gate.past();
        var next = new Gate.Past(
                past.asked(),
                past.bids() + bids(response) - bids(earlier),
                past.declines() + declines(response) - declines(earlier),
                past.positive() + (positive(event) ? 1 : 0),
                past.answers() + 1,
                later(past.lastAnswerAt(), response.at()));
        var known = new Gate(gate.contactId(), gate.suppressed(), gate.hold(), gate.recent(), next, gate.version());
        return optsOut(event) ? known.suppressing(EnumSet.allOf(Channel.class)) : known;
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
                    Event.Failed _,
                    Event.Reported _ -> false;
        };
    }

    private static boolean optsOut(Event event) {
        return event instanceof Event.Answered answered && answered.answer() == Response.Answer.OPTED_OUT;
    }

    private static Instant later(@Nullable Instant one, Instant other) {
        return one != null && one.isAfter(other) ? one : other;
    }
}
