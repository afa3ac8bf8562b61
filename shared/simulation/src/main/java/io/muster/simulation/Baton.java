package io.muster.simulation;

import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets one actor act at a time. Handlers are ordinary code that blocks where it calls, so each actor has a thread; but
 * only who holds the baton runs, and passes it on at a remote call or at its end. Whoever ends takes up the next actor on
 * the same thread, so that a run in which nobody waits needs one thread and no switch.
 *
 * <p>Everything that one world consists of is touched with the baton held only, which orders all of it.
 */
final class Baton implements AutoCloseable {

    private final List<Hand> hands = new ArrayList<>();
    private final Deque<Hand> idle = new ArrayDeque<>();
    private final Thread owner = Thread.currentThread();
    private Supplier<@Nullable Actor> next = () -> null;
    private @Nullable Actor running;
    private @Nullable Throwable failure;
    private volatile boolean over;
    private volatile boolean closed;

    /** Lets the actors act that are given, until there is none; nobody may be waiting then. */
    void run(Supplier<@Nullable Actor> actors) {
        next = actors;
        failure = null;
        over = false;
        var first = actors.get();
        if (first != null) {
            pass(first);
            while (!over) {
                LockSupport.park(this);
            }
        }
        if (failure != null) {
            throw new IllegalStateException("the harness itself failed", failure);
        }
    }

    /** Returns who holds the baton; nobody while a world is set up or looked at. */
    @Nullable
    Actor running() {
        return running;
    }

    /** Gives the baton away until somebody gives it back; called by who holds it, and is on the agenda. */
    void rest(Actor actor) {
        var other = next.get();
        if (other == actor) {
            return;
        }
        if (other == null || actor.hand == null) {
            throw new IllegalStateException(actor.name() + " waits, and nobody would wake it");
        }
        var own = actor.hand;
        pass(other);
        own.await();
        if (closed) {
            throw actor.die();
        }
        running = actor;
    }

    /** Returns how long the actors have used a processor, in nanoseconds. */
    long processorTime() {
        var threads = ManagementFactory.getThreadMXBean();
        return hands.stream()
                .mapToLong(hand -> threads.getThreadCpuTime(hand.thread.threadId()))
                .sum();
    }

    private void pass(Actor actor) {
        var to = actor.hand;
        if (to == null) {
            to = idle.isEmpty() ? new Hand() : idle.pop();
            to.job = actor;
        }
        to.take();
    }

    /** A thread that acts whenever it has the baton. */
    final class Hand {

        private final Thread thread;
        private @Nullable Actor job;
        private volatile boolean holding;

        private Hand() {
            hands.add(this);
            thread = Thread.ofPlatform().daemon().name("actor-" + hands.size()).unstarted(this::live);
            thread.start();
        }

        private void take() {
            holding = true;
            LockSupport.unpark(thread);
        }

        private void await() {
            while (!holding) {
                LockSupport.park(Baton.this);
                if (closed) {
                    return;
                }
            }
            holding = false;
        }

        private void live() {
            await();
            while (!closed) {
                work();
                await();
            }
        }

        /** Acts for one actor after the other, until it is another hand's turn. */
        private void work() {
            var actor = job;
            try {
                while (actor != null) {
                    begin(actor);
                    actor = next.get();
                    if (actor != null && actor.hand != null) {
                        running = null;
                        idle.push(this);
                        actor.hand.take();
                        return;
                    }
                }
            } catch (Throwable broken) {
                failure = broken;
            }
            running = null;
            idle.push(this);
            over = true;
            LockSupport.unpark(owner);
        }

        private void begin(Actor actor) {
            actor.hand = this;
            running = actor;
            actor.act();
            actor.hand = null;
            running = null;
        }
    }

    @Override
    public void close() {
        closed = true;
        hands.forEach(hand -> LockSupport.unpark(hand.thread));
    }
}
