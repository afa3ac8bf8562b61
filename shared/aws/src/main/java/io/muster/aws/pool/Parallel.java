package io.muster.aws.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Does several things at once, a few at a time, since each of them mostly waits for an answer. */
final class Parallel {

    private static final int AT_ONCE = 8;

    private Parallel() {}

    /** Does the work for each; when this returns all of it is done, or the first failure is thrown once all has ended. */
    static <T> void forEach(List<T> items, Consumer<T> work) {
        if (items.size() == 1) {
            work.accept(items.getFirst());
            return;
        }
        var under = new ArrayList<Future<?>>();
        try (var workers = Executors.newFixedThreadPool(
                Math.clamp(items.size(), 1, AT_ONCE), Thread.ofVirtual().factory())) {
            items.forEach(item -> under.add(workers.submit(() -> work.accept(item))));
        }
        under.forEach(Parallel::ended);
    }

    private static void ended(Future<?> work) {
        try {
            work.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("parallel work failed", failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for parallel work", interrupted);
        }
    }
}
