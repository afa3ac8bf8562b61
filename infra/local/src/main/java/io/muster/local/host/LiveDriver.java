package io.muster.local.host;

import io.muster.aws.Time;
import io.muster.memory.MemoryAws;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Work as on AWS: every queue has a poller, the scheduler a thread, and every actor one. */
public final class LiveDriver implements Driver {

    private static final Duration GLANCE = Duration.ofMillis(50);

    /** How long an actor that failed is left alone. */
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final MemoryAws aws;
    private final Time time;
    private final Batches batches;
    private final List<QueueTrigger> triggers;
    private final List<Actor> actors;
    private final List<QueuePoller> pollers = new ArrayList<>();
    private final List<Thread> acting = new ArrayList<>();

    /** Makes a driver that does nothing yet. */
    public LiveDriver(MemoryAws aws, Time time, Batches batches, List<QueueTrigger> triggers, List<Actor> actors) {
        this.aws = aws;
        this.time = time;
        this.batches = batches;
        this.triggers = List.copyOf(triggers);
        this.actors = List.copyOf(actors);
    }

    @Override
    public void start() {
        triggers.forEach(trigger -> pollers.add(QueuePoller.start(batches, trigger)));
        aws.scheduler().start();
        actors.forEach(actor -> acting.add(Thread.ofVirtual().name("actor").start(() -> play(actor))));
    }

    /** An actor may find something to do at any time, so it is asked again and again. */
    private void play(Actor actor) {
        try {
            while (true) {
                Thread.sleep(acted(actor));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the stack stops
        }
    }

    /** Lets an actor act, and returns when to ask it again; one that failed is told of and asked again like any other. */
    private Duration acted(Actor actor) {
        try {
            actor.act(time.business());
            return untilDue(actor.nextDue());
        } catch (RuntimeException failure) {
            System.err.println("an actor failed, and goes on: " + failure);
            return PAUSE;
        }
    }

    private Duration untilDue(Optional<Instant> due) {
        return due.map(moment -> Duration.between(time.machine(), time.machineAt(moment)))
                .filter(left -> left.compareTo(GLANCE) < 0)
                .map(left -> left.isNegative() ? Duration.ofMillis(1) : left)
                .orElse(GLANCE);
    }

    @Override
    public void close() {
        acting.forEach(Thread::interrupt);
        acting.forEach(LiveDriver::join);
        aws.scheduler().close();
        pollers.forEach(QueuePoller::close);
    }

    private static void join(Thread thread) {
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
