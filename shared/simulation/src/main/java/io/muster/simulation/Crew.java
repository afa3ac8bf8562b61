package io.muster.simulation;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Runs of one scenario on several cores. Each thread has a simulation of its own, so that what a run does depends neither on
 * who runs it nor on what runs beside it; answers come in the order of the questions.
 */
final class Crew implements AutoCloseable {

    private final Queue<Simulation> simulations = new ConcurrentLinkedQueue<>();
    private final ThreadLocal<Simulation> own;
    private final ExecutorService threads;

    /** Makes a crew that makes its simulations when they are needed. */
    Crew(Supplier<Simulation> simulation, int threads) {
        this.own = ThreadLocal.withInitial(() -> {
            var made = simulation.get();
            simulations.add(made);
            return made;
        });
        this.threads = Executors.newFixedThreadPool(
                threads, job -> Thread.ofPlatform().daemon().name("crew").unstarted(job));
    }

    /** Runs a scenario under each of some plans. */
    List<Attempt> attempts(long seed, List<Plan> plans) {
        return each(plans, (simulation, plan) -> new Attempt(plan, simulation.run(seed, plan)));
    }

    /** A question about one thing. */
    @FunctionalInterface
    interface Question<Q, A> {
        A ask(Simulation simulation, Q about);
    }

    /** Asks the same about each of some things. */
    <Q, A> List<A> each(List<Q> things, Question<Q, A> question) {
        var answers = things.stream()
                .map(thing -> threads.submit(() -> question.ask(own.get(), thing)))
                .toList();
        return answers.stream().map(Crew::answer).toList();
    }

    /** Has one of the simulations do something. */
    <A> A once(Function<Simulation, A> job) {
        return answer(threads.submit(() -> job.apply(own.get())));
    }

    private static <A> A answer(Future<A> future) {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a simulation could not be made or asked", failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while simulations ran", stopped);
        }
    }

    /** Returns how long all runs so far have used processors, in nanoseconds. */
    long processorTime() {
        return simulations.stream().mapToLong(Simulation::processorTime).sum();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        simulations.forEach(Simulation::close);
    }
}
