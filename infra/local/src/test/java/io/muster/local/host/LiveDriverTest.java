package io.muster.local.host;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.aws.Time;
import io.muster.memory.MemoryAws;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class LiveDriverTest {

    /** Fails the first times that it is asked, in acting and in saying when it is due. */
    private static final class Stumbling implements Actor {

        private final AtomicInteger asked = new AtomicInteger();
        private final CountDownLatch acted = new CountDownLatch(1);

        @Override
        public Optional<Instant> nextDue() {
            if (asked.get() == 2) {
                throw new IllegalStateException("does not know when");
            }
            return Optional.empty();
        }

        @Override
        public int act(Instant now) {
            if (asked.incrementAndGet() == 1) {
                throw new IllegalStateException("the API was not there");
            }
            if (asked.get() > 2) {
                acted.countDown();
            }
            return 0;
        }
    }

    @Test
    void an_actor_that_fails_is_asked_again() throws InterruptedException {
        var actor = new Stumbling();
        try (var aws = MemoryAws.open(MemoryAws.Options.forgetful(Instant::now));
                var driver = new LiveDriver(
                        aws,
                        Time.system(),
                        new Batches(aws.sqs(), new FunctionHost(Duration.ofSeconds(1))),
                        List.of(),
                        List.of(actor))) {
            driver.start();
            assertTrue(actor.acted.await(20, TimeUnit.SECONDS));
        }
    }
}
