package io.muster.domain.touch;

/** The ways in which a contact can be reached; each has one adapter. */
public enum Channel {
    EMAIL,
    SMS,
    WEBSITE_FORM,
    PHONE,
    LINKEDIN,
    MANUAL
}
