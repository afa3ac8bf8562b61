package io.muster.domain.touch;

/** A touch's way from decision to ledger. */
public enum TouchState {
    /** Decided, not yet taken by anybody. */
    PLANNED,
    /** Taken by one invocation, caps reserved, nothing called yet. */
    CLAIMED,
    /** The provider is being called; whoever dies here leaves UNKNOWN. */
    SENDING,
    /** The provider accepted it, or a person was given it as a task. */
    SENT,
    DELIVERED,
    BOUNCED,
    COMPLAINED,
    /** The address is bad, or the provider refused for good. */
    FAILED,
    /** A gate says never in this campaign. */
    SKIPPED,
    CANCELLED,
    /** Perhaps sent: never sent again; counts as sent until a provider event or an operator settles it. */
    UNKNOWN;

    /** Returns whether the contact has, or may have, received it. */
    public boolean reached() {
        return switch (this) {
            case SENT, DELIVERED, COMPLAINED, UNKNOWN -> true;
            case PLANNED, CLAIMED, SENDING, BOUNCED, FAILED, SKIPPED, CANCELLED -> false;
        };
    }

    /** Returns whether it is planned or under way: it counts as a contact in every forecast. */
    public boolean open() {
        return switch (this) {
            case PLANNED, CLAIMED, SENDING -> true;
            case SENT, DELIVERED, COMPLAINED, UNKNOWN, BOUNCED, FAILED, SKIPPED, CANCELLED -> false;
        };
    }

    /** Returns whether the contact cannot be reached this way, so that its next channel is due. */
    public boolean lost() {
        return this == FAILED || this == BOUNCED;
    }
}
