package io.muster.domain.campaign;

/**
 * What a campaign is about, of which it is the only live one.
 *
 * @param id of the bid card or of the account, as its owner calls it
 */
public record Subject(Kind kind, String id) {

    /** The kinds of campaign, by what they are about. */
    public enum Kind {
        /** Bids for a bid card. */
        BID,
        /** A meeting with somebody of an account. */
        ACCOUNT
    }

    public static Subject bidCard(String id) {
        return new Subject(Kind.BID, id);
    }

    public static Subject account(String id) {
        return new Subject(Kind.ACCOUNT, id);
    }
}
