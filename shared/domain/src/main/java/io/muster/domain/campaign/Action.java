package io.muster.domain.campaign;

/** What an escalation does once in a campaign's life, with the mildest level that calls for it. */
public enum Action {
    REMIND_SILENT(Level.MILD),
    VERIFY_ADDRESSES(Level.MILD),
    CALL_SILENT_INTERNAL(Level.MODERATE),
    MANUAL_OUTREACH(Level.SEVERE),
    SUGGEST_RADIUS(Level.SEVERE),
    ALERT_REQUESTER(Level.CRITICAL),
    ALERT_OPERATOR(Level.CRITICAL),
    SUGGEST_DEADLINE(Level.CRITICAL);

    private final Level from;

    Action(Level from) {
        this.from = from;
    }

    /** Returns the mildest level that calls for this action. */
    public Level from() {
        return from;
    }
}
