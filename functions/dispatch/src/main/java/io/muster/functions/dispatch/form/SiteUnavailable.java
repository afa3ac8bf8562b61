package io.muster.functions.dispatch.form;

import io.muster.domain.error.Category;
import io.muster.domain.touch.Receipt;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A website that does not answer now, and may later. */
final class SiteUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Category category;
    private final @Nullable Duration retryAfter;

    SiteUnavailable(Category category, String why, @Nullable Duration retryAfter) {
        super(why);
        this.category = category;
        this.retryAfter = retryAfter;
    }

    /** Returns a website that is down, by the status that it answers with. */
    static SiteUnavailable answering(String why, Wire.Reply reply) {
        return new SiteUnavailable(Category.ofStatus(reply.status()), why, RetryAfter.of(reply.retryAfter()));
    }

    /** Returns what became of a message for it. */
    Receipt receipt() {
        return new Receipt.Refused(category, String.valueOf(getMessage()), retryAfter);
    }
}
