package io.muster.functions.dispatch.form;

import java.time.Duration;

/** The end of what may be spent on one website; real time, since it is a stranger's server that takes it. */
record Deadline(long nanos) {

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** Returns what is left, never less than zero. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
    }
}
