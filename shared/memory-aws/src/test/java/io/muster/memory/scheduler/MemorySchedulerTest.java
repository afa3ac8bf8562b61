package io.muster.memory.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.memory.MemoryAws;
import io.muster.memory.journal.FileJournal;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.ActionAfterCompletion;

class MemorySchedulerTest extends SchedulerContract {

    @TempDir
    Path folder;

    @Override
    SchedulerClient connect() {
        return aws.scheduler();
    }

    private MemoryAws open(Path where, long compactAt) {
        var stack = MemoryAws.open(new MemoryAws.Options(
                clock, Optional.of(new FileJournal.Options(where, false, compactAt)), (arn, input) -> {
                    called.add(input);
                    failure.ifPresent(e -> {
                        throw e;
                    });
                }));
        scheduler = stack.scheduler();
        return stack;
    }

    @Test
    void a_kill_at_any_byte_of_a_firing_neither_loses_nor_doubles_it() throws IOException {
        long before;
        try (var stack = open(folder, 1 << 20)) {
            stack.sqs().createQueue(request -> request.queueName("due"));
            create(
                    "check-in",
                    "at(2026-03-02T10:00:00)",
                    queue("now"),
                    request -> request.actionAfterCompletion(ActionAfterCompletion.DELETE));
            before = Files.size(folder.resolve("journal.log"));
            clock.advance(Duration.ofHours(1));
            assertEquals(1, stack.scheduler().fireDue());
        }
        var after = Files.size(folder.resolve("journal.log"));
        for (var cut = before; cut <= after; cut++) {
            var killed = Files.createDirectories(folder.resolve("cut" + cut));
            Files.copy(folder.resolve("journal.log"), killed.resolve("journal.log"));
            try (var file = new RandomAccessFile(killed.resolve("journal.log").toFile(), "rw")) {
                file.setLength(cut);
            }
            try (var stack = open(killed, 1 << 20)) {
                assertEquals(cut == after ? 0 : 1, stack.scheduler().fireDue());
                assertEquals(1, stack.sqs().counts("due").visible());
                assertEquals(List.of(), names());
            }
        }
    }

    @Test
    void schedules_groups_and_open_deliveries_survive_a_restart_and_a_compaction() {
        for (var compactAt : List.of(1L << 20, 1L)) {
            var where = folder.resolve("at" + compactAt);
            called.clear();
            failure = Optional.of(new IllegalStateException("down"));
            try (var stack = open(where, compactAt)) {
                stack.scheduler().createScheduleGroup(request -> request.name("muster"));
                create("later", "at(2030-01-01T00:00:00)", function("x"), request -> request.groupName("muster"));
                create("now", "rate(1 day)", function("retry me"));
                assertEquals(2, stack.scheduler().fireDue());
            }
            failure = Optional.empty();
            try (var stack = open(where, compactAt)) {
                assertEquals(
                        Optional.of(clock.instant().plusSeconds(1)),
                        stack.scheduler().nextDue());
                clock.advance(Duration.ofSeconds(1));
                assertEquals(1, stack.scheduler().fireDue());
                assertEquals(List.of("retry me", "retry me"), called);
                assertEquals(List.of("now", "later"), names());
            }
        }
    }

    @Test
    void the_thread_fires_an_earlier_schedule_that_comes_later() {
        var real = MemoryAws.Options.forgetful(InstantSource.system());
        try (var stack = MemoryAws.open(real)) {
            stack.sqs().createQueue(request -> request.queueName("due"));
            scheduler = stack.scheduler();
            stack.scheduler().start();
            create("far", "at(2199-01-01T00:00:00)", queue("far"));
            create("near", "at(2026-01-01T00:00:00)", queue("near"));
            var received = stack.sqs()
                    .receiveMessage(request ->
                            request.queueUrl(stack.sqs().urlOf("due")).waitTimeSeconds(9));
            assertTrue(received.hasMessages());
            assertEquals("near", received.messages().getFirst().body());
        }
    }
}
