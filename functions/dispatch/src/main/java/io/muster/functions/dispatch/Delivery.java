package io.muster.functions.dispatch;

import io.muster.aws.Platform;
import io.muster.aws.lambda.Log;
import io.muster.aws.metric.Sends;
import io.muster.aws.store.SliceStore;
import io.muster.aws.store.Table;
import io.muster.domain.error.Category;
import io.muster.domain.touch.ClaimDecision;
import io.muster.domain.touch.Receipt;
import io.muster.domain.touch.Sending;
import io.muster.domain.touch.Slice;
import io.muster.domain.touch.TouchState;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Sends the touches of a claimed slice one after the other. The write that records one outcome also announces the next
 * call, so that whenever an invocation dies, one touch at most is on its way, and it is known which.
 */
final class Delivery {

    private static final int MOST_ATTEMPTS = 8;

    private final Platform platform;
    private final SliceStore slices;
    private final Letters letters;
    private final ProviderWatch watch;
    private final Sends sends;

    Delivery(Platform platform, Table table) {
        this.platform = platform;
        this.slices = new SliceStore(table);
        this.letters = new Letters(platform, table);
        this.watch = new ProviderWatch(platform, table, Log.of("dispatch"));
        this.sends = new Sends(platform);
    }

    /** Somebody else has taken over, since the lease ran out: nothing more may be sent or recorded here. */
    private static final class ClaimLost extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** What the provider said of a touch that is not recorded yet. */
    private record Outcome(int position, Receipt receipt) {

        /** Returns whether the message certainly did not go, so that its caps are free again. */
        boolean unsent() {
            return receipt instanceof Receipt.Refused || receipt instanceof Receipt.BadAddress;
        }
    }

    /**
     * Sends what was taken and returns the slice as it stands afterwards. Once a provider must be left alone, the rest of
     * the slice is left to the claim that follows this one, which gives back its caps and holds it.
     */
    Slice run(SliceFile file, ClaimDecision.Taken taken, Ways ways) {
        var slice = taken.slice().next();
        var claim = slice.claim();
        if (claim == null) {
            return slice;
        }
        try {
            Outcome last = null;
            var shift = watch.over(file, taken);
            for (int position : taken.toSend()) {
                var letter = letters.compose(file, position);
                slice = announce(file, slice, claim.id(), last, position);
                last = null;
                if (slice.touches().get(position).state() == TouchState.SENDING) {
                    var done = new Outcome(position, call(slice, position, letter, ways));
                    boolean goOn = letter instanceof Letters.Composed.Impossible
                            || shift.heard(slice.touches().get(position).channel(), done.receipt());
                    if (!goOn && position != taken.toSend().getLast()) {
                        return write(file, slice, claim.id(), done, current -> recorded(current, done));
                    }
                    last = done;
                } else if (claim.expired(platform.time().machine())) {
                    return slice;
                }
            }
            var done = last;
            return write(file, slice, claim.id(), done, current -> Sending.closed(recorded(current, done)));
        } catch (ClaimLost gone) {
            return slices.find(file.campaign().key(), slice.wave(), slice.index())
                    .orElse(slice);
        }
    }

    /**
     * Records the last outcome and begins the next call in one write. The lease is never renewed: what the gates said at
     * the claim is old by then, so the rest of the slice is left to a claim that asks them again.
     */
    private Slice announce(SliceFile file, Slice slice, String claimId, @Nullable Outcome last, int position) {
        return write(file, slice, claimId, last, current -> {
            var recorded = recorded(current, last);
            var machine = platform.time().machine();
            var claim = recorded.claim();
            boolean sending = recorded.touches().get(position).state() == TouchState.SENDING;
            if (sending || (claim != null && claim.expired(machine))) {
                return recorded;
            }
            if (claim == null) {
                throw new ClaimLost();
            }
            return Sending.begin(recorded, position, machine, platform.time().business());
        });
    }

    private Receipt call(Slice slice, int position, Letters.Composed letter, Ways ways) {
        var claim = slice.claim();
        if (claim == null || claim.expired(platform.time().machine())) {
            return new Receipt.Refused(Category.DATABASE, "the lease ran out before the call", null);
        }
        return switch (letter) {
            case Letters.Composed.Ready ready -> {
                var sender = ways.of(position, slice.touches().get(position).channel());
                yield sender == null ? new Receipt.BadAddress("NO_PROVIDER") : sender.send(ready.message());
            }
            case Letters.Composed.Impossible impossible -> new Receipt.BadAddress(impossible.reason());
        };
    }

    private Slice recorded(Slice slice, @Nullable Outcome last) {
        return last == null
                ? slice
                : Sending.recorded(
                        slice,
                        last.position(),
                        last.receipt(),
                        platform.time().business(),
                        wait -> platform.time()
                                .businessAt(platform.time().machine().plus(wait)));
    }

    /**
     * Writes a change of a slice that this claim holds. A write that was overtaken, by a provider's event for instance,
     * is made again on what is there now, as long as the claim stands.
     */
    private Slice write(
            SliceFile file, Slice slice, String claimId, @Nullable Outcome last, UnaryOperator<Slice> change) {
        var key = file.campaign().key();
        var current = slice;
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            var next = change.apply(current).next();
            boolean made = written(file, current, next, last);
            var stands =
                    made ? next : slices.find(key, slice.wave(), slice.index()).orElseThrow(ClaimLost::new);
            if (stands.equals(next)) {
                sends.count(key, current, next);
                return next;
            }
            current = stands;
            if (!current.heldBy(claimId)) {
                throw new ClaimLost();
            }
        }
        throw new ClaimLost();
    }

    private boolean written(SliceFile file, Slice current, Slice next, @Nullable Outcome last) {
        var key = file.campaign().key();
        var machineNow = platform.time().machine();
        var touch = last == null ? null : current.touches().get(last.position());
        if (last == null || touch == null || !last.unsent() || touch.kind().notice()) {
            return slices.put(key, current, next, machineNow);
        }
        boolean settled = touch.state() == next.touches().get(last.position()).state();
        return settled
                ? slices.put(key, current, next, machineNow)
                : slices.putAndRelease(key, current, next, touch, file.counters(), machineNow);
    }
}
