package io.muster.local.host;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Keeps a function fed from its queue, as many batches at once as its concurrency allows. Stopping finishes what is in
 * hand.
 */
public final class QueuePoller implements AutoCloseable {

    private static final int LONG_POLL_SECONDS = 20;

    private final Batches batches;
    private final QueueTrigger trigger;
    private final Semaphore slots;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread poller;
    private volatile boolean stopped;

    private QueuePoller(Batches batches, QueueTrigger trigger) {
        this.batches = batches;
        this.trigger = trigger;
        this.slots = new Semaphore(trigger.concurrency());
        this.poller = Thread.ofVirtual().name("poll-" + trigger.function()).unstarted(this::poll);
    }

    /** Starts to poll. */
    public static QueuePoller start(Batches batches, QueueTrigger trigger) {
        var poller = new QueuePoller(batches, trigger);
        poller.poller.start();
        return poller;
    }

    private void poll() {
        try {
            while (!stopped) {
                slots.acquire();
                var batch = batches.receive(trigger, LONG_POLL_SECONDS);
                if (batch.isEmpty()) {
                    slots.release();
                } else {
                    workers.execute(() -> {
                        try {
                            batches.process(trigger, batch);
                        } finally {
                            slots.release();
                        }
                    });
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // asked to stop while all slots were taken
        } catch (RuntimeException e) {
            if (!stopped) {
                throw e;
            }
        }
    }

    @Override
    public void close() {
        stopped = true;
        poller.interrupt();
        workers.close();
    }
}
