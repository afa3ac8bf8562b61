package io.muster.aws.store;

import io.muster.domain.touch.Channel;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One address that must not be contacted, as the workspace's list shows it: by hash, so that the list outlives the
 * address.
 *
 * @param hash keyed hash of the normalised address, or of the contact where it has no address
 * @param channels on which it must not be contacted
 * @param source what told us: the touch whose link was used, or the provider's event
 */
public record Suppression(
        String hash, @Nullable String contactId, Set<Channel> channels, Reason reason, String source, Instant at) {

    public Suppression {
        channels = Collections.unmodifiableSet(new TreeSet<>(channels));
    }

    /** Why an address is suppressed. */
    public enum Reason {
        ONE_CLICK,
        STOP_WORD,
        HARD_BOUNCE,
        COMPLAINT,
        OPERATOR,
        IMPORT,
        ERASURE
    }
}
