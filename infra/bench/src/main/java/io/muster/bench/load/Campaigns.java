package io.muster.bench.load;

import static io.muster.bench.Page.number;

import io.muster.bench.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Campaigns per second on the embedded stack, each number of campaigns in flight in a process of its own. */
@Command(
        name = "campaigns",
        mixinStandardHelpOptions = true,
        description = "Campaigns per second on the embedded stack, with overhead, processor time, boot and memory.")
public final class Campaigns implements Callable<Integer> {

    @Option(
            names = "--in-flight",
            split = ",",
            defaultValue = "1,10,100,400",
            description = "how many at once (default: ${DEFAULT-VALUE})")
    private List<Integer> inFlight = List.of();

    @Option(names = "--warm-up", defaultValue = "5", description = "seconds not measured (default: ${DEFAULT-VALUE})")
    private int warmUp;

    @Option(names = "--seconds", defaultValue = "8", description = "seconds measured (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(names = "--jvm", split = " ", description = "further options of the process, to try some")
    private List<String> jvm = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (var page = Page.open()) {
            page.head(
                    "In flight",
                    "Campaigns/s",
                    "Median overhead",
                    "10th–90th percentile",
                    "CPU a campaign",
                    "Boot to first campaign done",
                    "Memory (PSS)",
                    "Sends a campaign");
            for (int some : inFlight) {
                var figures = load(some);
                page.row(
                        figures.inFlight(),
                        number(figures.perSecond(), 1),
                        number(figures.overhead(), 1) + " ms",
                        number(figures.low(), 1) + "–" + number(figures.high(), 1) + " ms",
                        number(figures.processor(), 2) + " ms",
                        number(figures.boot() / 1000, 2) + " s",
                        number(figures.memory(), 0) + " MiB",
                        number(figures.sends(), 2));
            }
            page.line("");
            page.line("A campaign: 24 hours in 400 ms; 8 sends, 2 more at 50 %, 4 bids (one revises another), 4"
                    + " check-ins, a report; journal on. Mail goes to a provider in the process; campaigns are"
                    + " created, and bids made, by calls of the API's functions in the process, so that the load"
                    + " itself is in all figures.");
        }
        return 0;
    }

    private Figures load(int some) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("muster-bench-");
        var errors = folder.resolveSibling(folder.getFileName() + ".err");
        try {
            var process = new ProcessBuilder(command(folder, some))
                    .redirectError(errors.toFile())
                    .start();
            var lines = process.inputReader().lines().toList();
            process.waitFor();
            var figures = lines.stream()
                    .filter(line -> line.startsWith(Figures.MARK))
                    .map(Figures::read)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("the load failed; see " + errors));
            Files.delete(errors);
            return figures;
        } finally {
            delete(folder);
        }
    }

    private List<String> command(Path folder, int some) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        command.addAll(jvm);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Load.class.getName()));
        command.addAll(List.of(folder.toString(), "" + some, "" + warmUp, "" + seconds));
        return command;
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
