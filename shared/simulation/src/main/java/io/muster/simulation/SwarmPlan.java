package io.muster.simulation;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A seed's own mixture: each fault is in it or not, and as frequent as its lot says. Runs of few faults find what many
 * would hide from one another (swarm testing; Groce and others, 2012).
 */
final class SwarmPlan implements Plan {

    private static final double SHARE = 0.45;

    private final Lots lots;
    private final Map<Fault, Double> rates = new EnumMap<>(Fault.class);

    SwarmPlan(long seed) {
        lots = new Lots(seed);
        for (var fault : Fault.values()) {
            var place = Lots.place("swarm " + fault, 0);
            boolean in = lots.unit(place) < SHARE;
            var frequency = lots.unit(Lots.place(place, "rate"));
            rates.put(fault, in ? most(fault) * Math.pow(10, -1.5 * frequency) : 0);
        }
    }

    /** How often a fault strikes at its places at most; the least is a thirtieth of it. */
    private static double most(Fault fault) {
        return switch (fault) {
            case SWITCH -> 0.6;
            case STALL, CRASH_THEN_APPLIED, TIMEOUT_THEN_APPLIED -> 0.03;
            case CRASH_BEFORE, CRASH_AFTER, TIMEOUT_LOST, TIMEOUT_APPLIED -> 0.06;
            case THROTTLED, UNAVAILABLE, BROKEN_LOST, BROKEN_APPLIED, CONFLICT -> 0.1;
            case REFUSED -> 0.02;
            case STALE_INDEX, TIMER_TWICE, TIMER_LATE, TIMER_NEVER, TIMER_NAME_TAKEN, PARTIAL_BATCH -> 0.3;
            case DELIVERY_DROPPED, DELIVERY_REPEATED, DELIVERY_DELAYED -> 0.25;
            case POISON -> 0.05;
            case SKEW -> 0.5;
            case ANSWER_LOST, FEEDBACK_EARLY, FEEDBACK_TWICE -> 0.4;
            case ALL_LOST -> 1;
        };
    }

    @Override
    public @Nullable Fault at(Place place, Set<Fault> possible) {
        var lot = lots.unit(place.id());
        for (var fault : possible) {
            lot -= rates.getOrDefault(fault, 0.0);
            if (lot < 0) {
                return fault;
            }
        }
        return null;
    }

    @Override
    public String options() {
        return "";
    }

    @Override
    public boolean heals() {
        return true;
    }
}
