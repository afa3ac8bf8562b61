package io.muster.local.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClockTest {

    private static final Instant BUSINESS = Instant.parse("2026-05-04T14:00:00Z");
    private static final Instant MACHINE = Instant.parse("2026-11-21T06:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void business_time_runs_at_its_speed() {
        var clock = new AcceleratedClock(new Scale(BUSINESS, MACHINE, 3600), () -> MACHINE.plusMillis(24_000));
        assertEquals(Instant.parse("2026-05-05T14:00:00Z"), clock.business());
        assertEquals(MACHINE.plusMillis(24_000), clock.machine());
    }

    @Test
    void a_business_moment_has_been_reached_at_its_machine_moment_and_not_a_millisecond_before() {
        var random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            var scale = new Scale(BUSINESS, MACHINE, 1 + random.nextInt(300_000));
            var business =
                    BUSINESS.plusNanos(random.nextLong(Duration.ofDays(90).toNanos()));
            var machine = scale.machine(business);
            assertFalse(scale.business(machine).isBefore(business), () -> scale + " " + business);
            assertFalse(!scale.business(machine.minusMillis(1)).isBefore(business), () -> scale + " " + business);
        }
    }

    @Test
    void a_speed_below_one_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> new Scale(BUSINESS, MACHINE, 0));
    }

    @Test
    void the_clock_stands_still_while_it_is_closed() {
        var nanos = new AtomicLong();
        try (var clock = StoredClock.open(file(), scale(3600), nanos::get)) {
            clock.instant();
            nanos.addAndGet(Duration.ofSeconds(5).toNanos());
        }
        nanos.addAndGet(Duration.ofDays(3).toNanos());
        try (var clock = StoredClock.open(file(), scale(3600), nanos::get)) {
            assertEquals(MACHINE.plusSeconds(5), clock.instant());
        }
    }

    @Test
    @SuppressWarnings("MustBeClosedChecker")
    void a_killed_clock_resumes_after_everything_it_told_and_skips_a_second_at_most() {
        var nanos = new AtomicLong();
        var killed = StoredClock.open(file(), scale(3600), nanos::get);
        var random = new Random(3);
        var told = killed.instant();
        for (int i = 0; i < 200; i++) {
            nanos.addAndGet(random.nextLong(2_000_000_000L));
            told = killed.instant();
        }
        var resumed = StoredClock.open(file(), scale(3600), nanos::get).instant();
        assertFalse(resumed.isBefore(told));
        assertFalse(resumed.isAfter(told.plus(StoredClock.AHEAD)));
    }

    @Test
    void a_stored_clock_keeps_its_own_scale() {
        StoredClock.open(file(), scale(3600)).close();
        try (var clock = StoredClock.open(file(), scale(60))) {
            assertEquals(scale(3600), clock.scale());
        }
    }

    @Test
    void a_stepped_clock_moves_by_hand_and_never_back() {
        var clock = new SteppedClock(BUSINESS);
        clock.moveTo(BUSINESS.plusSeconds(60));
        clock.moveTo(BUSINESS.plusSeconds(30));
        assertEquals(BUSINESS.plusSeconds(60), clock.business());
        assertEquals(BUSINESS.plusSeconds(90), clock.machineAt(BUSINESS.plusSeconds(90)));
    }

    private Path file() {
        return folder.resolve("clock");
    }

    private static Scale scale(long speed) {
        return new Scale(BUSINESS, MACHINE, speed);
    }
}
