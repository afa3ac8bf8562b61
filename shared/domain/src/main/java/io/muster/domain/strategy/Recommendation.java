package io.muster.domain.strategy;

/** What would improve a strategy, each with a sentence for people. */
public enum Recommendation {
    WIDEN_RADIUS("Widen the radius to find more contractors."),
    PREPARE_MANUAL_OUTREACH("Prepare manual outreach: have somebody ready to call."),
    PHONE_INTERNAL_FIRST("Prefer the phone for proven contractors while time is short."),
    OFFER_INCENTIVE("Offer an incentive for an early bid."),
    MOVE_INTO_HOURS(
            "Start in working hours, allow more time, or make it urgent: too little of the time is in hours in which"
                    + " contacts may be reached."),
    RECRUIT_THIN_TIER("Recruit proven contractors or enrich vetted ones: these tiers are thin.");

    private final String sentence;

    Recommendation(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
