package io.muster.domain.campaign;

import java.util.Locale;

/**
 * What a campaign is about, of which it is the only live one.
 *
 * @param id of the bid card as its owner calls it, or of the account, in lower case: people spell one account's id in more
 *     than one way
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

    /** Returns an account, whichever way its id is spelt. */
    public static Subject account(String id) {
        return new Subject(Kind.ACCOUNT, id.toLowerCase(Locale.ROOT));
    }

    /** Returns whether the other is the same account or card. */
    public boolean same(Subject other) {
        return kind == other.kind && (kind == Kind.ACCOUNT ? id.equalsIgnoreCase(other.id) : id.equals(other.id));
    }
}
