package io.muster.domain.touch;

import java.time.Instant;

/**
 * How a claimed slice moves while its touches are sent, one at a time: every function gives back the slice as it is to
 * be written, and the same slice when there is nothing to write.
 */
public final class Sending {

    /** A touch that providers have refused this often is given up, and its contact tried on the next channel. */
    public static final int MOST_ATTEMPTS = 10;

    private Sending() {}

    /**
     * Returns the slice with the touch at a position about to be sent. The lease stays what it was: a claim's gates are
     * not asked again, so it must not outlast them.
     *
     * @throws IllegalStateException when nobody holds the slice, the claim has expired, or another touch is being sent: at
     *     most one touch of a slice may be on its way, so that a crash leaves one unknown at most
     */
    public static Slice begin(Slice slice, int position, Instant machineNow, Instant now) {
        var claim = slice.claim();
        if (claim == null || claim.expired(machineNow)) {
            throw new IllegalStateException(
                    "slice " + slice.wave() + "/" + slice.index() + " is not held at " + machineNow + ": " + claim);
        }
        if (slice.touches().stream().anyMatch(touch -> touch.state() == TouchState.SENDING)) {
            throw new IllegalStateException(
                    "slice " + slice.wave() + "/" + slice.index() + " already has a touch on its way");
        }
        var touch = slice.touches().get(position);
        return Step.SEND
                .from(touch.state())
                .map(next -> slice.with(position, touch.sending(now)))
                .orElse(slice);
    }

    /** Returns the slice with the outcome of the call for the touch at a position; unchanged when that is settled already. */
    public static Slice recorded(Slice slice, int position, Receipt receipt, Instant now) {
        var touch = slice.touches().get(position);
        if (touch.state() != TouchState.SENDING) {
            return slice;
        }
        return slice.with(
                position,
                switch (receipt) {
                    case Receipt.Accepted accepted -> touch.sent(now);
                    case Receipt.Refused refused -> refused(touch, refused);
                    case Receipt.BadAddress bad -> unsent(touch.in(TouchState.FAILED, bad.reason()));
                    case Receipt.Ambiguous lost -> touch.in(TouchState.UNKNOWN, lost.reason());
                });
    }

    /** Returns the slice once its claim is over: what was not called is planned again, and nobody holds it. */
    public static Slice closed(Slice slice) {
        return expire(slice).held(null);
    }

    /**
     * Returns the slice without a claim that has expired: what may have been sent is UNKNOWN for good, what was not
     * called is planned again. A slice whose claim is alive, or that has none, is unchanged.
     */
    public static Slice expired(Slice slice, Instant machineNow) {
        var claim = slice.claim();
        return claim == null || !claim.expired(machineNow) ? slice : closed(slice);
    }

    /** Returns the slice with a provider's event applied to the touch at a position; unchanged when it tells nothing new. */
    public static Slice settled(Slice slice, int position, Step event, Instant at) {
        var touch = slice.touches().get(position);
        return event.from(touch.state())
                .map(next -> slice.with(position, settled(touch, next, at)))
                .orElse(slice);
    }

    private static Touch settled(Touch touch, TouchState next, Instant at) {
        return touch.sentAt() == null && next.reached()
                ? touch.sent(at).in(next, null)
                : touch.in(next, next.lost() ? "PROVIDER_EVENT" : null);
    }

    private static Slice expire(Slice slice) {
        var next = slice;
        for (int position = 0; position < slice.touches().size(); position++) {
            var touch = slice.touches().get(position);
            if (touch.state() == TouchState.CLAIMED || touch.state() == TouchState.SENDING) {
                var state = Step.EXPIRE.from(touch.state()).orElseThrow();
                next = next.with(
                        position, touch.in(state, state == TouchState.UNKNOWN ? "OUTCOME_NOT_RECORDED" : null));
            }
        }
        return next;
    }

    private static Touch refused(Touch touch, Receipt.Refused refused) {
        var next = touch.refused(refused.reason());
        return next.attempts() < MOST_ATTEMPTS
                ? next
                : next.in(TouchState.FAILED, "REFUSED_TOO_OFTEN: " + refused.reason());
    }

    private static Touch unsent(Touch touch) {
        return new Touch(
                touch.contactId(),
                touch.tier(),
                touch.channel(),
                touch.kind(),
                touch.state(),
                touch.notBefore(),
                null,
                touch.attempts(),
                touch.reason(),
                touch.earlier());
    }
}
