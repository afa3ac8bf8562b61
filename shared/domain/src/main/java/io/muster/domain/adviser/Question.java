package io.muster.domain.adviser;

import io.muster.domain.campaign.Level;
import io.muster.domain.campaign.Response;
import io.muster.domain.contact.Tier;
import io.muster.domain.strategy.Urgency;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an adviser is told: figures and facts of the work, nobody's name and nothing that a contact wrote.
 *
 * @param at the check-in's moment (business time)
 * @param tiers how each tier does, in tier order
 * @param responses the latest, newest first, at most {@link #MOST_RESPONSES}
 * @param performance bids received over bids expected by now; 1 while less than one is due
 * @param pSuccess P(goal by the deadline), before anybody is added
 * @param wave how many contractors the rules would add
 * @param allowed what it may choose among
 */
public record Question(
        String campaignId,
        Instant at,
        Because because,
        Facts facts,
        List<TierPerformance> tiers,
        List<ResponseSummary> responses,
        Level level,
        double performance,
        double pSuccess,
        int wave,
        Allowed allowed) {

    public static final int MOST_RESPONSES = 5;

    public Question {
        tiers = List.copyOf(tiers);
        responses = List.copyOf(responses);
    }

    /** Why it is asked. */
    public enum Because {
        /** The level is one at which it is always asked. */
        LEVEL,
        /** Bids come in as expected, and yet the chance is low. */
        ON_TRACK_BUT_UNLIKELY,
        /** Bids are missing, and yet the chance is good. */
        BEHIND_BUT_LIKELY
    }

    /**
     * The campaign's facts.
     *
     * @param expected bids due by now
     * @param contacted contacts asked, planned or under way included
     * @param hoursLeft hours until the deadline in which contacts may be reached
     */
    public record Facts(
            @Nullable String projectType,
            List<String> categories,
            Urgency urgency,
            Instant deadline,
            int needed,
            int received,
            double expected,
            int contacted,
            double hoursLeft,
            double confidence) {

        public Facts {
            categories = List.copyOf(categories);
        }
    }

    /** How a tier does so far. */
    public record TierPerformance(Tier tier, int contacted, int responses, int bids, int declined) {}

    /** One response in three words. */
    public record ResponseSummary(@Nullable Tier tier, Response.Answer answer, double hoursAgo) {}
}
