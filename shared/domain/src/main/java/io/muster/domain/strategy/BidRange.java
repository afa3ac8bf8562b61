package io.muster.domain.strategy;

/** The numbers of bids between which 90 % of the outcomes lie. */
public record BidRange(int low, int high) {

    static BidRange of(double[] distribution) {
        return new BidRange(quantile(distribution, 0.05), quantile(distribution, 0.95));
    }

    private static int quantile(double[] distribution, double probability) {
        double sum = 0;
        for (int bids = 0; bids < distribution.length; bids++) {
            sum += distribution[bids];
            if (sum >= probability) {
                return bids;
            }
        }
        return distribution.length - 1;
    }
}
