package io.muster.bench.load;

import io.muster.aws.settings.Registry;
import io.muster.aws.settings.SettingsStore;
import io.muster.bench.Caller;
import io.muster.bench.Page;
import io.muster.domain.touch.Channel;
import io.muster.local.Stack;
import io.muster.local.StackOptions;
import io.muster.local.StackOptions.Mode;
import io.muster.local.host.Conductor.Pace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Account campaigns by the thousand: many that are over and stored, many that live and whose next touch is due at one and
 * the same moment. What a live one costs in memory is what the embedded stack's table keeps of it, since nothing else does.
 */
@Command(
        name = "accounts",
        mixinStandardHelpOptions = true,
        description =
                "Account campaigns, stored and live: how many a second are created and touched, and what they weigh.")
public final class Accounts implements Callable<Integer> {

    /** A Monday, nine in the morning in Chicago. */
    private static final Instant START = Instant.parse("2026-06-01T14:00:00Z");

    private static final Instant NEXT_MONDAY = START.plus(Duration.ofDays(7));
    private static final Duration TO_THE_SECOND_TOUCH = Duration.ofDays(2);
    private static final double MEBIBYTE = 1 << 20;

    @Option(
            names = "--stored",
            defaultValue = "100000",
            description = "campaigns that are over (default: ${DEFAULT-VALUE})")
    private int stored;

    @Option(names = "--live", defaultValue = "10000", description = "campaigns that run (default: ${DEFAULT-VALUE})")
    private int live;

    private final Loaded loaded = new Loaded();
    private final Caller caller = new Caller(StackOptions.WORKSPACE);

    @Override
    public Integer call() throws IOException {
        var folder = Files.createTempDirectory("muster-bench-");
        try (var page = Page.open();
                var stack = Stack.start(
                        StackOptions.in(folder)
                                .withMode(new Mode.Conducted(START, 240))
                                .withFsync(false),
                        loaded)) {
            new SettingsStore(loaded.platform())
                    .set(StackOptions.WORKSPACE, Registry.perDay(Channel.EMAIL), 1_000_000, "bench");
            page.head("", "Campaigns", "A second", "Touches sent", "Memory after", "of it for each");
            double empty = heap();
            row(page, "Created, touched once, over, reported", stored, empty, () -> {
                created(stored, "over", "\"maxTouches\": 1,");
                until(stack, NEXT_MONDAY);
            });
            double before = heap();
            row(page, "Created with a first touch", live, before, () -> {
                created(live, "live", "");
                until(stack, NEXT_MONDAY.plusSeconds(60));
            });
            row(page, "Their second touch, all due at one moment", live, before, () -> {
                until(stack, NEXT_MONDAY.plus(TO_THE_SECOND_TOUCH).plusSeconds(60));
            });
        } finally {
            delete(folder);
        }
        return 0;
    }

    private void row(Page page, String what, int campaigns, double empty, Runnable work) {
        long sent = loaded.sends();
        long begun = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - begun) / 1e9;
        double heap = heap();
        page.row(
                what,
                campaigns,
                String.format(Locale.ROOT, "%.0f", campaigns / seconds),
                loaded.sends() - sent,
                String.format(Locale.ROOT, "%.0f MiB", heap),
                String.format(Locale.ROOT, "%.1f KiB", Math.max(0, heap - empty) * 1024 / Math.max(1, campaigns)));
    }

    private void created(int campaigns, String name, String terms) {
        for (int number = 0; number < campaigns; number++) {
            caller.account(loaded.api("campaigns-api"), name + "-" + number, terms);
        }
    }

    private static void until(Stack stack, Instant moment) {
        stack.conductor().runUntil(Pace.AT_ONCE, () -> !stack.time().business().isBefore(moment));
    }

    private static double heap() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / MEBIBYTE;
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
