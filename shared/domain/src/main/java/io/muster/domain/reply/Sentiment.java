package io.muster.domain.reply;

/** How somebody who replies feels about it. */
public enum Sentiment {
    POSITIVE,
    NEUTRAL,
    NEGATIVE
}
