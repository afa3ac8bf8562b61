package io.muster.domain.strategy;

import java.time.Instant;

/**
 * A timed look at progress.
 *
 * @param number counted from 1
 * @param fraction of the reachable hours passed by then
 * @param expected bids due by then if they came evenly: needed × fraction, not rounded
 * @param forecast bids that will probably have come by then
 */
public record CheckIn(int number, double fraction, Instant at, double expected, double forecast) {}
