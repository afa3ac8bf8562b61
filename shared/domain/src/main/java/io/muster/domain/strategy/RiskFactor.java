package io.muster.domain.strategy;

/** What may go wrong with a strategy, each with a sentence for people. */
public enum RiskFactor {
    LOW_CHANCE("The chance of enough bids by the deadline is below 70 %."),
    FEW_INTERNAL("Fewer than two proven contractors are available."),
    MOSTLY_GENERAL("More than 60 % of the wave comes from the general pool."),
    TIER_AT_CAP("The first wave takes as many of a tier as its cap allows."),
    SHORT_TIMELINE("The timeline is short: late answers cannot be waited for."),
    QUIET_HOURS("Most messages fall into hours in which the contacts may not be reached.");

    private final String sentence;

    RiskFactor(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
