package io.muster.domain.campaign;

import java.time.Instant;

/**
 * What a look at a campaign found.
 *
 * @param number which timed check-in it was; 0 for one asked for by hand
 * @param expected bids due by now: needed × the fraction of the reachable hours passed, not rounded
 * @param received distinct bids that count
 * @param responses distinct contacts that answered
 * @param contacted contacts asked, planned or under way included
 * @param performance received over expected; 1 while less than one bid is due
 * @param onTrack whether the performance is 0.75 or better
 * @param pSuccess P(goal by the deadline), from the posterior, before anybody is added
 * @param added how many contractors the check-in added
 * @param pSuccessAfter the same chance with those added
 */
public record CheckIn(
        int number,
        Instant at,
        double expected,
        int received,
        int responses,
        int contacted,
        double performance,
        boolean onTrack,
        Level level,
        double pSuccess,
        int added,
        double pSuccessAfter) {}
