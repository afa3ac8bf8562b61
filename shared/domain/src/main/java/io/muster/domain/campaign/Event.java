package io.muster.domain.campaign;

import io.muster.domain.adviser.Consultation;
import io.muster.domain.reply.Keyword;
import io.muster.domain.reply.ReplyClass;
import io.muster.domain.touch.Channel;
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

    /** The campaign came into being, as a draft, to start later, or at once with a first wave. */
    record Created(Status status, @Nullable WavePlan plan) implements Event {}

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

    /** Contacts that could not be reached are tried on another channel. */
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
     */
    record Answered(
            String contactId,
            Response.Answer answer,
            @Nullable ReplyClass reading) implements Event {

        /** An answer that somebody else has judged. */
        public Answered(String contactId, Response.Answer answer) {
            this(contactId, answer, null);
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
     */
    record KeywordReceived(String contactId, Keyword keyword, boolean answered) implements Event {}

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
