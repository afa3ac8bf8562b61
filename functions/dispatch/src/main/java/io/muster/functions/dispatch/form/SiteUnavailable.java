package io.muster.functions.dispatch.form;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A website that does not answer now, and may later. */
final class SiteUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final @Nullable Duration retryAfter;

    SiteUnavailable(String why, @Nullable Duration retryAfter) {
        super(why);
        this.retryAfter = retryAfter;
    }

    /** Returns how long it wants to be left alone; absent when it does not say. */
    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }
}
