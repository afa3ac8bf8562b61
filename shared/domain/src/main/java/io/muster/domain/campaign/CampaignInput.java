package io.muster.domain.campaign;

import io.muster.domain.account.Meeting;
import io.muster.domain.adviser.Counsel;
import io.muster.domain.reply.AutomaticReply;
import io.muster.domain.reply.Keyword;
import io.muster.domain.reply.ReplyClass;
import io.muster.domain.strategy.LearnedRates;
import io.muster.domain.strategy.StrategyRequest;
import io.muster.domain.strategy.TimeToBid;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Settlement;
import io.muster.domain.touch.TouchRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Something that happened and that a campaign may have to react to. */
public sealed interface CampaignInput {

    /** Returns what identifies this input: its second delivery bears the same id. */
    String id();

    /** Returns the moment at which it happened (business time). */
    Instant at();

    /**
     * What the outside knows when a wave may be planned.
     *
     * @param prospects contractors in rank order inside their tier, those to be passed over included, each with its
     *     reason
     * @param rates what the workspace has learned so far
     * @param timeToBid how long bidders take, prior or fitted
     * @param enabled the channels that may be planned
     * @param checkIns parts of the reachable hours after which a campaign that starts now is looked at; one that runs
     *     keeps its own
     * @param adviserAt levels at which a check-in always asks the adviser
     */
    record Pool(
            List<Prospect> prospects,
            LearnedRates rates,
            TimeToBid timeToBid,
            Set<Channel> enabled,
            List<Double> checkIns,
            Set<Level> adviserAt) {

        /** The levels at which an adviser is asked unless a workspace says otherwise. */
        public static final Set<Level> USUALLY_ADVISED = Set.of(Level.SEVERE, Level.CRITICAL);

        public Pool {
            prospects = List.copyOf(prospects);
            enabled = Set.copyOf(enabled);
            checkIns = List.copyOf(checkIns);
            adviserAt = Set.copyOf(adviserAt);
        }

        /** A pool for the usual adviser. */
        public Pool(
                List<Prospect> prospects,
                LearnedRates rates,
                TimeToBid timeToBid,
                Set<Channel> enabled,
                List<Double> checkIns) {
            this(prospects, rates, timeToBid, enabled, checkIns, USUALLY_ADVISED);
        }

        /** A pool for the usual check-ins. */
        public Pool(List<Prospect> prospects, LearnedRates rates, TimeToBid timeToBid, Set<Channel> enabled) {
            this(prospects, rates, timeToBid, enabled, StrategyRequest.USUAL_CHECK_INS);
        }
    }

    /**
     * How the people of an account can be reached when a touch may be planned.
     *
     * @param reach by contact; whoever is absent cannot be reached any more
     * @param enabled the channels that may be planned
     */
    record People(Map<String, Reach> reach, Set<Channel> enabled) {

        public People {
            reach = Map.copyOf(new TreeMap<>(reach));
            enabled = Set.copyOf(enabled);
        }
    }

    /** The timer of an account campaign's next touch fired. */
    record TouchDue(String id, Instant at, int generation, People people) implements CampaignInput {}

    /** Somebody wants the next touch of an account campaign now. */
    record TouchRequested(String id, Instant at, People people) implements CampaignInput {}

    /** A meeting with somebody of the account stands in the calendar, or has moved there. */
    record MeetingRecorded(String id, Instant at, Meeting meeting) implements CampaignInput {}

    /** A meeting is off. */
    record MeetingRemoved(String id, Instant at, String meetingId) implements CampaignInput {}

    /** A deal with the account was won or lost. */
    record DealClosed(String id, Instant at, boolean won) implements CampaignInput {}

    /** A draft is launched by hand, or a scheduled campaign's moment has come (with its timer's generation). */
    record Launched(String id, Instant at, @Nullable Integer generation, Pool pool) implements CampaignInput {}

    /** The timer of a check-in fired. */
    record CheckInDue(
            String id,
            Instant at,
            int number,
            int generation,
            Pool pool,
            @Nullable Counsel counsel) implements CampaignInput {

        /** A check-in whose adviser is the rules. */
        public CheckInDue(String id, Instant at, int number, int generation, Pool pool) {
            this(id, at, number, generation, pool, null);
        }
    }

    /** Somebody asked for a check-in. */
    record CheckInRequested(
            String id, Instant at, Pool pool, @Nullable Counsel counsel) implements CampaignInput {

        /** A check-in whose adviser is the rules. */
        public CheckInRequested(String id, Instant at, Pool pool) {
            this(id, at, pool, null);
        }
    }

    /** Somebody asked for an escalation, at a level or at the next worse than the present one. */
    record EscalationRequested(
            String id,
            Instant at,
            @Nullable Level level,
            Pool pool,
            @Nullable Counsel counsel) implements CampaignInput {

        /** An escalation whose adviser is the rules. */
        public EscalationRequested(String id, Instant at, @Nullable Level level, Pool pool) {
            this(id, at, level, pool, null);
        }
    }

    /** The escalation that the campaign owes is to be carried out, for the contacts that can still be reached. */
    record ShortfallFound(String id, Instant at, Map<String, Reach> reach, Set<Channel> enabled)
            implements CampaignInput {

        public ShortfallFound {
            reach = Map.copyOf(new TreeMap<>(reach));
            enabled = Set.copyOf(enabled);
        }
    }

    /** Contacts of a slice could not be reached the way that was planned. */
    record TouchesFailed(String id, Instant at, int wave, int slice, Map<String, Reach> reach, Set<Channel> enabled)
            implements CampaignInput {

        public TouchesFailed {
            reach = Map.copyOf(new TreeMap<>(reach));
            enabled = Set.copyOf(enabled);
        }
    }

    /**
     * A contractor bid.
     *
     * @param at when it is recorded
     * @param receivedAt when it was received, which decides whether it is in time; never after {@code at}
     */
    record BidReceived(
            String id,
            Instant at,
            String contactId,
            String bidId,
            @Nullable Money amount,
            @Nullable String note,
            Instant receivedAt)
            implements CampaignInput {}

    /**
     * A contact answered without a bid.
     *
     * @param reading what its words were read as; absent where somebody else has judged them
     * @param words its own words, for whoever has to answer them; nothing is decided by them here
     */
    record Replied(
            String id,
            Instant at,
            String contactId,
            Response.Answer answer,
            @Nullable ReplyClass reading,
            @Nullable String words)
            implements CampaignInput {

        /** An answer that somebody else has judged. */
        public Replied(String id, Instant at, String contactId, Response.Answer answer) {
            this(id, at, contactId, answer, null, null);
        }

        /** An answer in its own words. */
        public Replied(String id, Instant at, String contactId, ReplyClass reading, @Nullable String words) {
            this(id, at, contactId, Response.Answer.of(reading), reading, words);
        }
    }

    /** A machine answered in a contact's place, which says nothing about the contact. */
    record AnsweredByMachine(String id, Instant at, String contactId, AutomaticReply reply) implements CampaignInput {}

    /** A contact texted one of the words that every sender of texts has to understand. */
    record KeywordTexted(String id, Instant at, String contactId, Keyword keyword) implements CampaignInput {}

    /**
     * Somebody says of a touch whether it went, which nobody knew.
     *
     * @param comment how it was found out, if that is told
     */
    record TouchSettled(
            String id,
            Instant at,
            TouchRef touch,
            Settlement outcome,
            @Nullable String comment) implements CampaignInput {}

    /** Somebody pauses the campaign. */
    record Paused(String id, Instant at, @Nullable String reason) implements CampaignInput {}

    /** Somebody resumes it. */
    record Resumed(String id, Instant at) implements CampaignInput {}

    /** Somebody calls it off. */
    record Cancelled(String id, Instant at, @Nullable String reason) implements CampaignInput {}

    /** The report of an ended campaign was made, for the given version. */
    record ReportMade(String id, Instant at, long ofVersion, boolean mail) implements CampaignInput {}
}
