package io.muster.domain.strategy;

/**
 * What contacts and bids are worth, in any one currency; given these, the wave grows while a contact earns its cost.
 *
 * @param perContact of contacting one more
 * @param missingBid of each bid that is missing at the deadline
 * @param surplusBid of each bid beyond those needed
 */
public record Costs(double perContact, double missingBid, double surplusBid) {

    public Costs {
        if (!usable(perContact) || !usable(missingBid) || !usable(surplusBid)) {
            throw new IllegalArgumentException("Costs must be finite and not negative: per contact " + perContact
                    + ", missing bid " + missingBid + ", surplus bid " + surplusBid);
        }
    }

    private static boolean usable(double cost) {
        return cost >= 0 && cost < Double.POSITIVE_INFINITY;
    }
}
