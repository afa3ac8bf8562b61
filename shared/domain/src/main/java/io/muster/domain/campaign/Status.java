package io.muster.domain.campaign;

/** Where a campaign stands in its life; the last three are final. */
public enum Status {
    DRAFT,
    SCHEDULED,
    ACTIVE,
    PAUSED,
    COMPLETED,
    CANCELLED,
    FAILED;

    /** Returns whether the campaign has ended: nothing is sent, planned or escalated any more. */
    public boolean terminal() {
        return switch (this) {
            case DRAFT, SCHEDULED, ACTIVE, PAUSED -> false;
            case COMPLETED, CANCELLED, FAILED -> true;
        };
    }

    /** Returns whether the campaign runs against its deadline, sending or held. */
    public boolean running() {
        return this == ACTIVE || this == PAUSED;
    }
}
