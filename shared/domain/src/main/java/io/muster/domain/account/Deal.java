package io.muster.domain.account;

import java.util.Optional;

/** How a deal with an account stands. */
public enum Deal {
    OPEN,
    WON,
    LOST;

    /** Returns what speaks against writing to the account, where it does. */
    public Optional<Conflict> conflict() {
        return switch (this) {
            case OPEN -> Optional.empty();
            case WON -> Optional.of(Conflict.DEAL_WON);
            case LOST -> Optional.of(Conflict.DEAL_LOST);
        };
    }
}
