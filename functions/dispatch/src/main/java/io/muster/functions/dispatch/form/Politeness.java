package io.muster.functions.dispatch.form;

import io.muster.domain.error.Category;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** At most one request per host and gap, counted in this process: whoever comes too early waits its turn. */
public final class Politeness {

    private static final int MOST_HOSTS = 10_000;

    private final long gap;
    private final LongSupplier nanos;
    private final Wait wait;
    private final Map<String, Long> free = new HashMap<>();

    /** How time is let pass. */
    @FunctionalInterface
    interface Wait {
        void forNanos(long nanos) throws InterruptedException;
    }

    Politeness(Duration gap, LongSupplier nanos, Wait wait) {
        this.gap = gap.toNanos();
        this.nanos = nanos;
        this.wait = wait;
    }

    /** Returns what websites of other people are owed: one request per second. */
    public static Politeness usual() {
        return every(Duration.ofSeconds(1));
    }

    /** Returns one request per gap; none at all for a server of one's own. */
    public static Politeness every(Duration gap) {
        return new Politeness(gap, System::nanoTime, nanos -> Thread.sleep(Duration.ofNanos(nanos)));
    }

    /** Waits until a host may be asked again. */
    void await(String host, Deadline deadline) {
        var turn = turn(host) - nanos.getAsLong();
        if (turn > deadline.left().toNanos()) {
            throw new SiteUnavailable(Category.RATE_LIMIT, "too many requests of ours wait for this host", null);
        }
        try {
            if (turn > 0) {
                wait.forNanos(turn);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SiteUnavailable(Category.TIMEOUT, "interrupted", null);
        }
    }

    private synchronized long turn(String host) {
        long now = nanos.getAsLong();
        if (free.size() >= MOST_HOSTS) {
            free.values().removeIf(at -> at - now <= 0);
        }
        long turn = Math.max(now, free.getOrDefault(host, now));
        free.put(host, turn + gap);
        return turn;
    }
}
