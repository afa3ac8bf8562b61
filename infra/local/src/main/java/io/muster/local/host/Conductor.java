package io.muster.local.host;

import io.muster.local.clock.SteppedClock;
import io.muster.memory.MemoryAws;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/**
 * Work in a fixed order, on a clock that is moved by hand: everything that is due at a moment is done, and all that
 * follows from it, one thing after the other, before the clock moves to the next moment at which something is due. The
 * same start and the same seed make the same story, to the millisecond.
 */
public final class Conductor implements Driver {

    private final SteppedClock clock;
    private final MemoryAws aws;
    private final Batches batches;
    private final List<QueueTrigger> triggers;
    private final List<Actor> actors;
    private final Lock turn;

    /**
     * Makes a conductor; the triggers are served, and the actors asked, in the order given.
     *
     * @param turn held while anything runs, so that requests from outside can be kept apart
     */
    public Conductor(
            SteppedClock clock,
            MemoryAws aws,
            Batches batches,
            List<QueueTrigger> triggers,
            List<Actor> actors,
            Lock turn) {
        this.clock = clock;
        this.aws = aws;
        this.batches = batches;
        this.triggers = List.copyOf(triggers);
        this.actors = new CopyOnWriteArrayList<>(actors);
        this.turn = turn;
    }

    /** How long a step of business time takes for those who watch. */
    @FunctionalInterface
    public interface Pace {

        /** No waiting at all. */
        Pace AT_ONCE = step -> {};

        /** Waits as long as a step is to take. */
        void await(Duration step);

        /** Business time at so many times its real speed; time that the work itself took is made up for. */
        static Pace speed(long speed) {
            var start = System.nanoTime();
            var passed = new Duration[] {Duration.ZERO};
            return step -> {
                passed[0] = passed[0].plus(step);
                var left = start + passed[0].toNanos() / speed - System.nanoTime();
                if (left > 0) {
                    LockSupport.parkNanos(left);
                }
            };
        }
    }

    /** Lets somebody more take part. */
    public void join(Actor actor) {
        actors.add(actor);
    }

    /** Nothing to start: whoever holds the conductor lets it run. */
    @Override
    public void start() {
        settle();
    }

    /** Runs until the condition holds, which is looked at whenever all is quiet, or nothing is due any more. */
    public void runUntil(Pace pace, BooleanSupplier done) {
        settle();
        while (!done.getAsBoolean()) {
            var next = nextDue();
            if (next.isEmpty()) {
                return;
            }
            pace.await(Duration.between(clock.business(), next.get()));
            clock.moveTo(next.get());
            settle();
        }
    }

    private Optional<Instant> nextDue() {
        return Stream.concat(
                        Stream.of(aws.scheduler().nextDue(), aws.sqs().nextDue()),
                        actors.stream().map(Actor::nextDue))
                .flatMap(Optional::stream)
                .map(due -> due.isBefore(clock.business()) ? clock.business() : due)
                .min(Comparator.naturalOrder());
    }

    private void settle() {
        while (inTurn(() -> aws.scheduler().fireDue()) > 0 || inTurn(this::drained) > 0 || acted() > 0) {
            // whatever happened may have made more to do
        }
    }

    private int inTurn(IntSupplier work) {
        turn.lock();
        try {
            return work.getAsInt();
        } finally {
            turn.unlock();
        }
    }

    private int drained() {
        int messages = 0;
        for (var trigger : triggers) {
            for (var batch = batches.receive(trigger, 0); !batch.isEmpty(); batch = batches.receive(trigger, 0)) {
                messages += batch.size();
                batches.process(trigger, batch);
            }
        }
        return messages;
    }

    private int acted() {
        return actors.stream().mapToInt(actor -> actor.act(clock.business())).sum();
    }

    @Override
    public void close() {}
}
