package io.muster.aws.store;

import io.muster.domain.touch.Channel;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One address that must not be contacted, kept by its hash, so that it stands when the address itself must be forgotten.
 *
 * @param hash keyed hash of the normalised address, or of the contact's id where it has no address
 * @param address as it was stated; absent where there is none, or where it was erased
 * @param contactId whom the suppression was meant for; absent where an address alone was named
 * @param channels on which it must not be contacted; none once somebody has lifted it
 * @param untilStart those of them that a STOP closed and nothing else since, which the same person's START opens again
 * @param reason why, as it was first
 * @param source what told us: the touch whose link was used, the provider's event, or the operator
 * @param at when it was first suppressed
 * @param version of this record, raised by every write
 */
public record Suppression(
        String hash,
        @Nullable String address,
        @Nullable String contactId,
        Set<Channel> channels,
        Set<Channel> untilStart,
        Reason reason,
        String source,
        Instant at,
        long version) {

    public Suppression {
        channels = Collections.unmodifiableSet(new TreeSet<>(channels));
        untilStart = Collections.unmodifiableSet(new TreeSet<>(untilStart));
    }

    /** Why an address is suppressed. */
    public enum Reason {
        ONE_CLICK,
        STOP_WORD,
        /** Somebody asked for it in words of his own. */
        REPLY,
        HARD_BOUNCE,
        /** Whoever called it reached somebody else. */
        WRONG_NUMBER,
        COMPLAINT,
        OPERATOR,
        IMPORT,
        ERASURE;

        /** Returns whether the address is merely dead: nobody has asked to be left alone. */
        public boolean dead() {
            return this == HARD_BOUNCE || this == WRONG_NUMBER;
        }
    }

    /**
     * One thing that was done to a suppression.
     *
     * @param version that it gave the suppression
     * @param channels on which the address must not be contacted since; none once it was lifted
     * @param reason absent when it was lifted
     * @param by what told us, or who lifted it
     * @param note what the operator said
     */
    public record Change(
            long version,
            Set<Channel> channels,
            @Nullable Reason reason,
            String by,
            @Nullable String note,
            Instant at) {

        public Change {
            channels = Collections.unmodifiableSet(new TreeSet<>(channels));
        }
    }

    /** Returns this suppression once a START has opened what a STOP closed. */
    Suppression opened() {
        var rest = new TreeSet<>(channels);
        rest.removeAll(untilStart);
        return new Suppression(hash, address, contactId, rest, Set.of(), reason, source, at, version + 1);
    }

    /** Returns this suppression once it does not stand any more. */
    Suppression lifted() {
        return new Suppression(hash, address, contactId, Set.of(), Set.of(), reason, source, at, version + 1);
    }

    /** Returns whether it stands, which it does not once it was lifted. */
    public boolean stands() {
        return !channels.isEmpty();
    }
}
