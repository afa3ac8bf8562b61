package io.muster.domain.whatif;

import io.muster.domain.campaign.CampaignReport.Cost;
import io.muster.domain.campaign.Level;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Obstacle;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What came of a campaign in so many simulated lives. Means and shares are over the lives.
 *
 * @param simulations how many lives; fewer than were wanted where the campaign asks so many people that no more fit into
 *     one answer
 * @param seed that gives the same answer again
 * @param pSuccess share of the lives in which the goal was met in time
 * @param interval in which the true chance lies, as far as so few lives tell
 * @param bids received in time, surplus included
 * @param contacted contacts reached
 * @param bidsOverTime from the start to the deadline, in equal steps
 * @param sendsPerHour hours from the start on in which messages go out; those in which none does are left out
 * @param sends messages and people's work by channel
 * @param heldBack what could not go when it was due, and why
 * @param cost absent where neither the request nor the workspace gives any price
 * @param levels every level, mildest first
 */
public record WhatIf(
        int simulations,
        long seed,
        double pSuccess,
        Interval interval,
        Spread bids,
        Spread contacted,
        List<Moment> bidsOverTime,
        List<Hour> sendsPerHour,
        List<Sends> sends,
        List<Wait> heldBack,
        @Nullable ExpectedCost cost,
        List<LevelLine> levels) {

    /** The most lives that one answer is made of. */
    public static final int MOST_SIMULATIONS = 10_000;

    /**
     * How many contacts all lives of one answer may reach together. What a life takes grows with them, so that this, and
     * no clock, keeps the answer in time: the same question gets as many lives everywhere.
     */
    static final int MOST_ASKED = 100_000;

    public WhatIf {
        bidsOverTime = List.copyOf(bidsOverTime);
        sendsPerHour = List.copyOf(sendsPerHour);
        sends = List.copyOf(sends);
        heldBack = List.copyOf(heldBack);
        levels = List.copyOf(levels);
    }

    /** Returns what comes of a campaign in so many lives, 1 to 10,000; the same again for the same seed. */
    public static WhatIf of(Scenario scenario, int simulations, long seed) {
        if (simulations < 1 || simulations > MOST_SIMULATIONS) {
            throw new IllegalArgumentException("simulations must be 1 to " + MOST_SIMULATIONS + ", not " + simulations);
        }
        var crowd = new Crowd(scenario);
        var opening = Run.opening(scenario);
        var random = new SplittableRandom(seed);
        var sums = new Sums(scenario, simulations);
        while (sums.lives() < simulations && sums.asked() < MOST_ASKED) {
            sums.add(opening.among(crowd.fates(random.split())));
        }
        return sums.whatIf(seed);
    }

    /** A moment, with the bids received by then and the share of the lives in which they were enough. */
    public record Moment(Instant at, Spread bids, double goalMet) {}

    /**
     * An hour in which messages go out.
     *
     * @param from its beginning
     * @param mean messages
     * @param most messages in any life
     */
    public record Hour(Instant from, double mean, int most) {}

    /**
     * Touches of a channel.
     *
     * @param mean a life's
     */
    public record Sends(Channel channel, double mean) {}

    /**
     * Touches that a gate held back.
     *
     * @param moved touches that had to wait
     * @param byPerson touches that became work for a person, since no moment before the deadline would do
     * @param lost touches that never went
     */
    public record Wait(Obstacle.Kind because, double moved, double byPerson, double lost) {}

    /**
     * What a life costs.
     *
     * @param mean part by part
     * @param p5 the total that one life in twenty stays below
     * @param p95 the total that one life in twenty exceeds
     */
    public record ExpectedCost(Cost mean, double p5, double p95) {}

    /**
     * How often a level was reached.
     *
     * @param highest share of the lives in which nothing worse was reached
     * @param escalations carried out at this level
     */
    public record LevelLine(Level level, double highest, double escalations) {}
}
