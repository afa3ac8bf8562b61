package io.muster.domain.account;

import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A touch as the next one looks at it.
 *
 * @param at when it went, or is to go
 * @param lost whether it did not reach the contact, which its channel therefore does not
 * @param toCome whether it only is to go, so that no cap has counted it yet
 */
record Made(String contactId, Channel channel, Instant at, boolean lost, boolean toCome) {

    /** A touch that was taken back, or that a gate forbade, was never made. */
    static Optional<Made> of(Touch touch) {
        var at = touch.sentAt() != null ? touch.sentAt() : touch.notBefore();
        return touch.kind().notice() || never(touch) || at == null
                ? Optional.empty()
                : Optional.of(new Made(
                        touch.contactId(),
                        touch.channel(),
                        at,
                        touch.state().lost(),
                        touch.state() == TouchState.PLANNED));
    }

    /** A step that is to be made. */
    static Made of(Step step) {
        return new Made(step.contactId(), step.channel(), step.at(), false, true);
    }

    /** Returns whether a touch was taken back, or forbidden by a gate. */
    static boolean never(Touch touch) {
        return touch.state() == TouchState.CANCELLED || touch.state() == TouchState.SKIPPED;
    }

    static Stream<Made> of(List<Made> made, String contactId) {
        return made.stream().filter(one -> one.contactId.equals(contactId));
    }

    /** Returns when a contact was last touched. */
    static Optional<Instant> last(List<Made> made, String contactId) {
        return of(made, contactId).map(Made::at).max(Instant::compareTo);
    }

    /** Returns when anybody was. */
    static Optional<Instant> last(List<Made> made) {
        return made.stream().map(Made::at).max(Instant::compareTo);
    }
}
