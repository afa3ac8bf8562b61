package io.muster.domain.touch;

import io.muster.domain.error.Category;
import io.muster.domain.error.Circuit;
import io.muster.domain.error.Retry;
import io.muster.domain.error.RetryPolicy;
import io.muster.domain.reply.Look;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/**
 * How a claimed slice moves while its touches are sent, one at a time: every function gives back the slice as it is to
 * be written, and the same slice when there is nothing to write.
 */
public final class Sending {

    /** A touch that providers have refused this often is given up, and its contact tried on the next channel. */
    public static final int MOST_ATTEMPTS = 10;

    /** A send is retried at the pace of a queue's redelivery once its own waits are used up. */
    static final Duration REDELIVERY = Duration.ofMinutes(3);

    /** Nothing about sends is drawn, except a DATABASE failure's wait, which no provider's refusal is. */
    private static final double UNDRAWN = 0.5;

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
        return Transition.SEND
                .from(touch.state())
                .map(next -> slice.with(position, touch.sending(now)))
                .orElse(slice);
    }

    /** As {@link #recorded(Slice, int, Receipt, Instant, Function)} where business time runs as machine time does. */
    public static Slice recorded(Slice slice, int position, Receipt receipt, Instant now) {
        return recorded(slice, position, receipt, now, now::plus);
    }

    /**
     * Returns the slice with the outcome of the call for the touch at a position; unchanged when that is settled already.
     *
     * @param in the business moment that a wait of machine time leads to
     */
    public static Slice recorded(
            Slice slice, int position, Receipt receipt, Instant now, Function<Duration, Instant> in) {
        var touch = slice.touches().get(position);
        if (touch.state() != TouchState.SENDING) {
            return slice;
        }
        return slice.with(
                position,
                switch (receipt) {
                    case Receipt.Accepted accepted -> touch.sent(now);
                    case Receipt.Refused refused -> refused(touch, refused, in);
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

    /**
     * Returns the slice with a provider's event applied to the touch at a position; unchanged when it tells nothing new. What
     * an operator said did not go is the provider's to know better.
     */
    public static Slice settled(Slice slice, int position, Transition event, Instant at) {
        var touch = slice.touches().get(position);
        return event.from(touch.settled(Settlement.NOT_SENT) ? TouchState.UNKNOWN : touch.state())
                .map(next -> slice.with(position, settled(touch, next, at)))
                .orElse(slice);
    }

    /**
     * Returns the slice with an operator's word on the touch at a position; unchanged when it is known whether that went.
     * What went, went when it may have gone.
     */
    public static Slice settled(Slice slice, int position, Settlement word, Instant at) {
        var touch = slice.touches().get(position);
        return word.transition()
                .from(touch.state())
                .map(next -> touch.in(next, Touch.SETTLED_BY_OPERATOR))
                .map(next -> slice.with(position, next.state().lost() ? unsent(next) : dated(next, at)))
                .orElse(slice);
    }

    /**
     * Returns whether a touch of a sequence has come back that counted for how often it may touch its contact: it has
     * reached nobody, and the same step is made once more, in another way. A bid campaign's cap counts both ways.
     */
    public static boolean cameBack(Touch before, Touch after) {
        boolean counted = switch (before.state()) {
            case CLAIMED, SENDING, SENT, DELIVERED, UNKNOWN -> true;
            case PLANNED, BOUNCED, COMPLAINED, FAILED, SKIPPED, CANCELLED -> false;
        };
        return counted
                && after.state().lost()
                && after.kind().ofAccount()
                && !after.kind().notice();
    }

    /** Returns the slice with a look at the mail of the touch at a position; unchanged when it tells nothing new. */
    public static Slice seen(Slice slice, int position, Looks.What what, Look by, Instant at) {
        var touch = slice.touches().get(position);
        var before = touch.looks() == null ? Looks.NONE : touch.looks();
        var after = before.and(what, by, at);
        return after.equals(touch.looks()) ? slice : slice.with(position, touch.seen(after));
    }

    private static Touch settled(Touch touch, TouchState next, Instant at) {
        return touch.sentAt() == null && next.reached()
                ? touch.sent(at).in(next, null)
                : touch.in(next, next.lost() ? "PROVIDER_EVENT" : null);
    }

    private static Touch dated(Touch touch, Instant at) {
        return touch.sentAt() == null ? touch.sent(at).in(touch.state(), touch.reason()) : touch;
    }

    private static Slice expire(Slice slice) {
        var next = slice;
        for (int position = 0; position < slice.touches().size(); position++) {
            var touch = slice.touches().get(position);
            if (touch.state() == TouchState.CLAIMED || touch.state() == TouchState.SENDING) {
                var state = Transition.EXPIRE.from(touch.state()).orElseThrow();
                next = next.with(
                        position, touch.in(state, state == TouchState.UNKNOWN ? "OUTCOME_NOT_RECORDED" : null));
            }
        }
        return next;
    }

    /**
     * A refused touch waits as its category says; one that no retry can help is given up, and its contact tried on the
     * next channel. A provider that is set up wrongly fails no touch: its circuit holds them, until somebody has put it
     * right or the deadline is too near.
     */
    private static Touch refused(Touch touch, Receipt.Refused refused, Function<Duration, Instant> in) {
        int attempts = touch.attempts() + 1;
        var retry = RetryPolicy.of(refused.category()).next(attempts, refused.retryAfter(), UNDRAWN);
        boolean held = refused.category() == Category.INTEGRATION || refused.category() == Category.PERMISSION;
        if (attempts >= MOST_ATTEMPTS || (retry instanceof Retry.Never && !held)) {
            var why = attempts > 1 ? "REFUSED_TOO_OFTEN: " : "REFUSED: ";
            var next = touch.refused(refused.reason(), in.apply(Duration.ZERO));
            return next.in(TouchState.FAILED, why + refused.reason());
        }
        var delay = retry instanceof Retry.After(var wait) ? wait : held ? Circuit.MISCONFIGURED_REST : REDELIVERY;
        return touch.refused(refused.reason(), in.apply(delay));
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
                touch.earlier(),
                touch.reference(),
                touch.looks());
    }
}
