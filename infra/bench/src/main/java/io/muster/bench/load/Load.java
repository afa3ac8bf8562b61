package io.muster.bench.load;

import io.muster.aws.settings.Registry;
import io.muster.aws.settings.SettingsStore;
import io.muster.bench.Machine;
import io.muster.bench.Page;
import io.muster.domain.touch.Channel;
import io.muster.local.Stack;
import io.muster.local.StackOptions;
import io.muster.local.StackOptions.Mode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * One load in this process: so many campaigns at once for so many seconds after a warm-up. Prints one line that {@link
 * Figures} reads. Arguments: folder, campaigns in flight, seconds of warm-up, seconds measured.
 */
public final class Load {

    /** Twenty-four hours in 400 ms. */
    static final long SPEED = 216_000;

    static final Duration CAMPAIGN = Duration.ofMillis(400);

    private static final Instant START = Instant.parse("2026-06-01T14:00:00Z");

    private final Loaded loaded = new Loaded();
    private final ConcurrentLinkedQueue<Long> taken = new ConcurrentLinkedQueue<>();
    private volatile boolean stopped;

    private Load() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (var page = Page.open()) {
            page.line(new Load()
                    .run(
                            Path.of(arguments[0]),
                            Integer.parseInt(arguments[1]),
                            Duration.ofSeconds(Long.parseLong(arguments[2])),
                            Duration.ofSeconds(Long.parseLong(arguments[3])))
                    .written());
        }
    }

    private Figures run(Path folder, int inFlight, Duration warmUp, Duration measured) throws InterruptedException {
        var options = StackOptions.in(folder).withMode(new Mode.Live(SPEED, START));
        try (var stack = Stack.start(options, loaded)) {
            new SettingsStore(loaded.platform())
                    .set(StackOptions.WORKSPACE, Registry.perDay(Channel.EMAIL), 1_000_000, "bench");
            var slots = new ArrayList<Slot>();
            for (int number = 0; number < inFlight; number++) {
                slots.add(new Slot(loaded, stack, number));
            }
            slots.getFirst().prepare();
            slots.getFirst().run();
            long boot = System.currentTimeMillis()
                    - ManagementFactory.getRuntimeMXBean().getStartTime();
            slots.stream().skip(1).forEach(Slot::prepare);
            return figures(slots, boot, warmUp, measured);
        }
    }

    private Figures figures(List<Slot> slots, long boot, Duration warmUp, Duration measured)
            throws InterruptedException {
        var threads = slots.stream()
                .map(slot -> Thread.ofVirtual().start(() -> repeat(slot)))
                .toList();
        Thread.sleep(warmUp);
        taken.clear();
        long sends = loaded.sends();
        long cpu = processorNanos();
        long begun = System.nanoTime();
        Thread.sleep(measured);
        double seconds = (System.nanoTime() - begun) / 1e9;
        var millis = taken.stream().mapToDouble(nanos -> nanos / 1e6).sorted().toArray();
        var figures = Figures.of(
                slots.size(),
                millis,
                seconds,
                (processorNanos() - cpu) / 1e6,
                (loaded.sends() - sends) / (double) Math.max(1, millis.length),
                boot,
                Machine.proportionalMebibytes());
        stopped = true;
        for (var thread : threads) {
            thread.join();
        }
        return figures;
    }

    private void repeat(Slot slot) {
        try {
            while (!stopped) {
                taken.add(slot.run());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long processorNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
