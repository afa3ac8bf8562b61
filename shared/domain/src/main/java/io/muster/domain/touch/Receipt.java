package io.muster.domain.touch;

import io.muster.domain.error.Category;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a provider said to one call; whoever calls must know which of the four it was, since only one may be repeated. */
public sealed interface Receipt {

    /** The provider has the message. */
    record Accepted(@Nullable String providerId) implements Receipt {}

    /**
     * The provider certainly does not have the message: it may be offered again.
     *
     * @param category why, which decides when it is offered again and whether the provider is left alone
     * @param retryAfter how long the provider wants to be left alone; absent when it does not say
     */
    record Refused(
            Category category, String reason, @Nullable Duration retryAfter) implements Receipt {}

    /** The provider will never take a message to this address. */
    record BadAddress(String reason) implements Receipt {

        /** The provider itself was told by the recipient to stop. */
        public static final String OPTED_OUT = "OPTED_OUT";
    }

    /** Nobody can say whether the provider has the message: it must never be offered again. */
    record Ambiguous(String reason) implements Receipt {}
}
