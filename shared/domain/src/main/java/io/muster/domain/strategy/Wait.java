package io.muster.domain.strategy;

/**
 * One observed contact, to learn from how long bids take. Those who declined tell nothing of that and are left out.
 *
 * @param hours reachable hours until the bid, or of silence when none came
 * @param bid whether a bid came
 */
public record Wait(double hours, boolean bid) {

    public Wait {
        if (!(hours >= 0) || Double.isInfinite(hours)) {
            throw new IllegalArgumentException("Hours of waiting must be finite and not negative, not " + hours);
        }
    }
}
