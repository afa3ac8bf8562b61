package io.muster.domain.strategy;

import io.muster.domain.contact.Tier;

/**
 * What a strategy does with one tier.
 *
 * @param forecast bids expected of those to contact, by the deadline
 * @param rate mean chance to bid of a contact without a history
 * @param rateLow lower end of the rate's 90 % interval
 * @param rateHigh upper end of it
 */
public record TierPlan(
        Tier tier, int available, int toContact, double forecast, double rate, double rateLow, double rateHigh) {

    public TierPlan {
        if (toContact < 0 || toContact > available) {
            throw new IllegalArgumentException(
                    "Cannot contact " + toContact + " of " + available + " in tier " + tier.number());
        }
    }
}
