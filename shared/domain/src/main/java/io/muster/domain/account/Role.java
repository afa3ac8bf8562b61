package io.muster.domain.account;

/** What somebody is to an account campaign. */
public enum Role {
    /** The lead that came in. */
    PRIMARY,
    /** The best by priority of the others. */
    SECONDARY,
    /** Everybody else. */
    TERTIARY
}
