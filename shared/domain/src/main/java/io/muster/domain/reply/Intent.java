package io.muster.domain.reply;

/** What somebody who replies wants. */
public enum Intent {
    WANTS_MEETING,
    WANTS_INFO,
    NOT_INTERESTED,
    UNSUBSCRIBE,
    OTHER
}
