package io.muster.memory;

import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What the in-memory services of one stack share: a lock under which every operation takes effect, the machine's clock
 * and the journal. One lock for all makes every operation linearizable and every crash point a point between two
 * operations.
 *
 * @param lock held while an operation reads, journals and applies; parsing and encoding stay outside it
 * @param clock machine time (visibility, delays, expiry, schedules)
 * @param journal where changes are made durable before they are applied
 */
public record World(ReentrantLock lock, InstantSource clock, Journal journal) {

    /** Returns a world of its own lock. */
    public static World of(InstantSource clock, Journal journal) {
        return new World(new ReentrantLock(), clock, journal);
    }
}
