package io.muster.domain.strategy;

import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The smallest number of candidates, taken in their order, that is enough.
 *
 * @param taken how many of the first are taken
 * @param pSuccess the chance of the wanted bids with them
 * @param reached whether that is enough; otherwise these are the best that can be done
 */
record Wave(int taken, double pSuccess, boolean reached) {

    private static final int MOST_MISSING = 1_000;

    /** Says what is enough: a wanted chance, or with costs that another contact is not worth its own. */
    record Goal(double confidence, double inTime, @Nullable Costs costs) {

        Goal {
            Probability.requireInside(confidence, "confidence");
        }

        boolean metBy(Outlook outlook, double pSuccess, Prospect next) {
            return costs == null ? pSuccess >= confidence : outlook.worth(next, inTime, costs) <= 0;
        }
    }

    /** Grows the outlook until it is enough, or nobody is left who could still answer. */
    static Wave grow(Outlook outlook, List<Prospect> candidates, Prospect beyond, Goal goal) {
        int taken = 0;
        double pSuccess = outlook.success();
        boolean hopeful = goal.inTime() > 0;
        while (true) {
            boolean more = hopeful && taken < candidates.size();
            var next = more ? candidates.get(taken) : beyond;
            if (goal.metBy(outlook, pSuccess, next)) {
                return new Wave(taken, pSuccess, true);
            }
            if (!more) {
                return new Wave(taken, pSuccess, false);
            }
            outlook.add(next, goal.inTime());
            pSuccess = outlook.success();
            taken++;
        }
    }

    /** Returns how many more of this kind would be enough; empty when a thousand would not. */
    static OptionalInt missing(Outlook outlook, Prospect kind, Goal goal) {
        var more = grow(outlook, Collections.nCopies(MOST_MISSING, kind), kind, goal);
        return more.reached() ? OptionalInt.of(more.taken()) : OptionalInt.empty();
    }
}
