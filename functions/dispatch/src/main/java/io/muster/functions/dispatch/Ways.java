package io.muster.functions.dispatch;

import io.muster.domain.touch.Channel;
import io.muster.domain.touch.ClaimDecision;
import io.muster.domain.touch.Obstacle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The ways that one invocation's touches go. Where a channel has to look first (at a website, say), that is done before
 * the claim, only for what the gates let pass, and for several touches at once; what was found serves that touch alone.
 */
final class Ways {

    private final Outlets outlets;
    private final Map<Integer, Preparation> found = new TreeMap<>();

    Ways(Outlets outlets) {
        this.outlets = outlets;
    }

    /** Returns what carries the touch at a position; absent when its channel has no provider. */
    @Nullable
    Sender of(int position, Channel channel) {
        return found.get(position) instanceof Preparation.Open open
                ? open.way()
                : outlets.senders().get(channel);
    }

    /** Returns the ways that nobody can go, by position. */
    Map<Integer, Obstacle.Kind> closed() {
        var closed = new HashMap<Integer, Obstacle.Kind>();
        found.forEach((position, preparation) -> {
            if (preparation instanceof Preparation.Closed way) {
                closed.put(position, way.because());
            }
        });
        return closed;
    }

    /** Returns how long the claim may live: as long as the slowest way that was prepared needs. */
    Duration lease() {
        return found.values().stream()
                .filter(Preparation.Open.class::isInstance)
                .map(preparation -> ((Preparation.Open) preparation).way().lease())
                .max(Comparator.naturalOrder())
                .orElse(Sender.USUAL_LEASE);
    }

    /** Looks at the ways that have to be looked at and have not been; returns whether there were any. */
    boolean prepare(SliceFile file, ClaimDecision.Taken taken) {
        var looks = new ArrayList<Look>();
        for (int position : taken.toSend()) {
            var touch = file.slice().touches().get(position);
            var sender = outlets.senders().get(touch.channel());
            var recipient = file.recipient(touch);
            var address = recipient == null ? null : Letters.address(touch.channel(), recipient);
            if (sender != null && sender.prepares() && address != null && !found.containsKey(position)) {
                looks.add(new Look(position, sender, address));
            }
        }
        prepare(looks);
        return !looks.isEmpty();
    }

    private record Look(int position, Sender sender, String address) {

        Preparation now() {
            return sender.prepare(address);
        }
    }

    private void prepare(List<Look> looks) {
        if (looks.size() == 1) {
            found.put(looks.getFirst().position(), looks.getFirst().now());
            return;
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new TreeMap<Integer, Future<Preparation>>();
            looks.forEach(look -> running.put(look.position(), threads.submit(look::now)));
            running.forEach((position, look) -> found.put(position, result(look)));
        }
    }

    private static Preparation result(Future<Preparation> look) {
        try {
            return look.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error fatal) {
                throw fatal;
            }
            throw new IllegalStateException("a way could not be looked at", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while looking at a way", e);
        }
    }
}
