package io.muster.domain.touch;

/** A way to reach a contact. */
public enum Channel {
    EMAIL,
    SMS,
    WEBSITE_FORM,
    PHONE,
    LINKEDIN,
    MANUAL
}
