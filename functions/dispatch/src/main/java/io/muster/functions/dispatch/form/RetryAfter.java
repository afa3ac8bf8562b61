package io.muster.functions.dispatch.form;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long a website wants to be left alone, by its header of that name. */
final class RetryAfter {

    private static final long LONGEST_SECONDS = 86_400;

    private RetryAfter() {}

    /** Returns the time; absent when there is none, or a date, which needs a clock that the site and we share. */
    static @Nullable Duration of(String header) {
        return header.strip().matches("[0-9]{1,9}")
                ? Duration.ofSeconds(Math.min(LONGEST_SECONDS, Long.parseLong(header.strip())))
                : null;
    }
}
