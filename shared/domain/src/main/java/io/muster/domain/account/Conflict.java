package io.muster.domain.account;

/** What speaks against going on with a sequence until somebody has looked. */
public enum Conflict {
    /** Somebody human answered: the primary, whoever got one of the first three touches, or, if so wished, anybody. */
    PRIMARY_RESPONDED,
    /** A meeting stands in the calendar. */
    MEETING_SCHEDULED,
    /** Somebody has told this campaign to send no more messages. */
    UNSUBSCRIBED,
    /** Somebody must be left alone by now without having told this campaign: opted out elsewhere, or was erased. */
    CONTACT_LEFT,
    /** An answer sounded annoyed, or was a no. */
    NEGATIVE_SENTIMENT,
    /** Another live campaign has the contact. */
    CONTACT_IN_ANOTHER_CAMPAIGN,
    /** Another live campaign has the account. */
    COMPANY_IN_ANOTHER_CAMPAIGN,
    /** The account has bought. */
    DEAL_WON,
    /** The account has bought elsewhere, or nothing. */
    DEAL_LOST,
    /** Messages to somebody came back. */
    ADDRESS_OUT_OF_DATE
}
