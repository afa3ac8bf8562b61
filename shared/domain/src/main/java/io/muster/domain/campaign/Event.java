package io.muster.domain.campaign;

import io.muster.domain.account.Conflict;
import io.muster.domain.account.Meeting;
import io.muster.domain.account.Step;
import io.muster.domain.adviser.Consultation;
import io.muster.domain.reply.Keyword;
import io.muster.domain.reply.ReplyClass;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Reference;
import io.muster.domain.touch.Settlement;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What happened to a campaign, as its timeline and its report tell it. */
public sealed interface Event {

    /** Returns the wave that was planned with it; absent where none was. */
    default @Nullable WavePlan plan() {
        return null;
    }

    /**
     * The campaign came into being, as a draft, to start later, or at once with a first wave or a first touch.
     *
     * @param plan of a bid campaign that starts at once
     * @param step of an account campaign
     */
    record Created(
            Status status,
            @Nullable WavePlan plan,
            @Nullable Step step) implements Event {

        /** The beginning of a bid campaign. */
        public Created(Status status, @Nullable WavePlan plan) {
            this(status, plan, null);
        }
    }

    /**
     * The next touch of an account campaign was planned.
     *
     * @param reference the colleague whom it names, where it names one
     */
    record TouchPlanned(Step step, @Nullable Reference reference) implements Event {

        /** Returns the touch without the colleague whom it names. */
        public TouchPlanned alone() {
            return new TouchPlanned(step, null);
        }
    }

    /** The next touch of an account campaign is looked for later. */
    record TouchPostponed(Instant until, String why) implements Event {}

    /**
     * A meeting was entered, moved or taken out, and what that made of the campaign.
     *
     * @param meeting as it was entered; absent where one was taken out
     * @param removed as it stood until then; absent where none was taken out, and in what earlier versions stored
     */
    record MeetingChanged(
            @Nullable Meeting meeting, @Nullable Meeting removed, Status status) implements Event {

        /** A meeting was entered or moved, which pauses the sequence. */
        static MeetingChanged entered(Meeting meeting) {
            return new MeetingChanged(meeting, null, Status.PAUSED);
        }

        /** A meeting was taken out. */
        static MeetingChanged takenOut(Meeting meeting, Status status) {
            return new MeetingChanged(null, meeting, status);
        }
    }

    /** A deal with the account was won or lost, and what that made of the campaign. */
    record DealRecorded(boolean won, Status status) implements Event {}

    /** An account campaign is over. */
    record SequenceEnded(Result result, String why) implements Event {}

    /** The campaign started with its first wave. */
    record Launched(WavePlan plan) implements Event {}

    /**
     * Somebody or a timer looked at the progress.
     *
     * @param adviser what the adviser said, where one was asked
     */
    record CheckedIn(
            CheckIn checkIn,
            @Nullable WavePlan plan,
            @Nullable Result result,
            @Nullable Consultation adviser) implements Event {

        /** A look at which no adviser was asked. */
        public CheckedIn(CheckIn checkIn, @Nullable WavePlan plan, @Nullable Result result) {
            this(checkIn, plan, result, null);
        }
    }

    /** What a check-in decided was carried out. */
    record Escalated(Level level, Set<Action> actions, int reminders, int rerouted, List<String> tasks)
            implements Event {

        public Escalated {
            actions = Collections.unmodifiableSet(new TreeSet<>(actions));
            tasks = List.copyOf(tasks);
        }
    }

    /** Contacts that could not be reached are tried in another way; what its own people may not have heard is told by hand. */
    record Rerouted(Map<String, Channel> channels) implements Event {

        public Rerouted {
            channels = Collections.unmodifiableMap(new TreeMap<>(channels));
        }
    }

    /**
     * A bid was recorded.
     *
     * @param revised whether the contact had bid before
     * @param received distinct bids in time, this one included
     * @param result the campaign's result, when this bid decided or improved it
     */
    record BidRecorded(
            String contactId,
            Response.Bid bid,
            Response.Standing standing,
            boolean revised,
            int received,
            @Nullable Result result)
            implements Event {}

    /**
     * A contact answered without a bid.
     *
     * @param reading what its words were read as; absent where somebody else has judged them
     * @param words its own words, as they came; absent where somebody else has judged them
     * @param conflicts what it means for an account's sequence
     */
    record Answered(
            String contactId,
            Response.Answer answer,
            @Nullable ReplyClass reading,
            @Nullable String words,
            Set<Conflict> conflicts)
            implements Event {

        public Answered {
            conflicts = Collections.unmodifiableSet(new TreeSet<>(conflicts));
        }

        /** An answer that stands in nobody's way. */
        public Answered(
                String contactId, Response.Answer answer, @Nullable ReplyClass reading, @Nullable String words) {
            this(contactId, answer, reading, words, Set.of());
        }

        /** An answer that somebody else has judged. */
        public Answered(String contactId, Response.Answer answer) {
            this(contactId, answer, null, null);
        }
    }

    /**
     * A machine answered in a contact's place, which counts for nothing.
     *
     * @param sign what gave it away
     */
    record MachineAnswered(String contactId, String sign) implements Event {}

    /**
     * A contact texted a word that every sender of texts has to understand.
     *
     * @param answered whether it is answered by a text of ours
     * @param conflicts what it means for an account's sequence
     */
    record KeywordReceived(String contactId, Keyword keyword, boolean answered, Set<Conflict> conflicts)
            implements Event {

        public KeywordReceived {
            conflicts = Collections.unmodifiableSet(new TreeSet<>(conflicts));
        }

        /** A word that stands in nobody's way. */
        public KeywordReceived(String contactId, Keyword keyword, boolean answered) {
            this(contactId, keyword, answered, Set.of());
        }
    }

    /**
     * Somebody told of a touch whether it went, which nobody knew.
     *
     * @param comment how it was found out, if that was told
     */
    record TouchSettled(
            String touchId,
            String contactId,
            Channel channel,
            Settlement outcome,
            @Nullable String comment) implements Event {}

    /** Sending stopped until somebody resumes it; the deadline stays. */
    record Paused(@Nullable String reason) implements Event {}

    /** Sending goes on. */
    record Resumed(Instant nextCheckIn) implements Event {}

    /** The campaign was called off. */
    record Cancelled(@Nullable String reason) implements Event {}

    /** The campaign could not start when its moment came. */
    record Failed(String reason) implements Event {}

    /** The report was stored and the rates learned. */
    record Reported(@Nullable Result result) implements Event {}
}
