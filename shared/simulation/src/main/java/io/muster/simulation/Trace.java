package io.muster.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened in a run: always as one number, by which runs are compared, and in words when somebody wants to read. */
final class Trace {

    private static final long PRIME = 1_099_511_628_211L;

    private final boolean inWords;
    private final List<String> lines = new ArrayList<>();
    private long hash = 0xCBF29CE484222325L;

    Trace(boolean inWords) {
        this.inWords = inWords;
    }

    /** Returns the number; runs that differ in anything that is noted here have different ones. */
    long hash() {
        return hash;
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    /** Notes a remote call. */
    void call(Instant at, Place place, Service.Call call, @Nullable Fault fault, String outcome) {
        mix(at.toEpochMilli());
        mix(place.id());
        mix(fault == null ? 0 : fault.name().hashCode());
        mix(outcome.hashCode());
        if (inWords) {
            var wrong = fault == null ? "" : " !" + fault;
            var came = outcome.equals("ok") ? "" : " -> " + outcome;
            lines.add(at + "  " + place.actor() + "  " + call.operation() + wrong + came + "  "
                    + Touched.by(call.request()));
        }
    }

    /** Notes anything else. */
    void note(Instant at, String who, String what) {
        mix(at.toEpochMilli());
        mix(who.hashCode());
        mix(what.hashCode());
        if (inWords) {
            lines.add(at + "  " + who + "  " + what);
        }
    }

    private void mix(long value) {
        hash = (hash ^ value) * PRIME;
        hash ^= hash >>> 29;
    }
}
