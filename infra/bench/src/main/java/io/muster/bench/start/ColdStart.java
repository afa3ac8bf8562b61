package io.muster.bench.start;

import io.muster.aws.store.Table;
import io.muster.local.runtime.Packaged;
import io.muster.local.runtime.PackagedFunction;
import io.muster.memory.MemoryAws;
import io.muster.memory.http.MemoryAwsEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** From the start of the process to the first answer, for one function of each package and for a bare handler. */
@Command(
        name = "coldstart",
        mixinStandardHelpOptions = true,
        description = "Start to first answer of each package; needs them built: mvn -DskipTests package.")
public final class ColdStart implements Callable<Integer> {

    private static final List<String> QUEUES =
            List.of("DISPATCH", "CHECK_IN", "ESCALATION", "REPORTING", "FEEDBACK", "IMPORT");

    @Option(names = "--runs", defaultValue = "7", description = "of each kind (default: ${DEFAULT-VALUE})")
    private int runs = 7;

    private int folders;

    /** What one start took: the median, and the fastest and the slowest. */
    private record Taken(long median, long least, long most) {

        static Taken of(long[] nanos) {
            var sorted =
                    Arrays.stream(nanos).map(nano -> nano / 1_000_000).sorted().toArray();
            return new Taken(sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
        }

        @Override
        public String toString() {
            return median + " (" + least + "–" + most + ")";
        }
    }

    @Override
    public Integer call() throws IOException {
        var missing = FirstCall.ALL.stream()
                .map(FirstCall::archive)
                .filter(archive -> !Files.exists(archive))
                .toList();
        if (!missing.isEmpty()) {
            System.err.println("not built: " + missing + "; run mvn -DskipTests package first");
            return 2;
        }
        var folder = Files.createTempDirectory("muster-start");
        try (var aws = MemoryAws.open(MemoryAws.Options.forgetful(Instant::now));
                var endpoint = MemoryAwsEndpoint.start(aws, 0)) {
            new Table(aws.dynamoDb(), "muster").createIfAbsent();
            print(measured(environment(endpoint.uri().toString()), folder));
        }
        return 0;
    }

    private Map<FirstCall, List<Taken>> measured(Map<String, String> environment, Path folder) throws IOException {
        var rows = new LinkedHashMap<FirstCall, List<Taken>>();
        for (var call : FirstCall.ALL) {
            var cache = folder.resolve(call.name().replace(' ', '-') + ".aot").toString();
            var archives = call.name().startsWith("bare") ? List.of(call.archive(), beside()) : List.of(call.archive());
            var usual = new Packaged(
                    call.name(),
                    call.handler(),
                    archives.stream().map(Path::toAbsolutePath).toList(),
                    environment,
                    Duration.ofSeconds(45),
                    false,
                    List.of(),
                    true);
            answered(usual.withOptions(with("-XX:AOTCacheOutput=" + cache)), call, folder);
            rows.put(
                    call,
                    List.of(
                            taken(usual, call, folder),
                            taken(usual.withOptions(Packaged.AS_ON_LAMBDA), call, folder),
                            taken(usual.withOptions(with("-XX:AOTCache=" + cache)), call, folder)));
        }
        return rows;
    }

    private static List<String> with(String option) {
        return Stream.concat(Packaged.AS_ON_LAMBDA.stream(), Stream.of(option)).toList();
    }

    private Taken taken(Packaged function, FirstCall call, Path folder) throws IOException {
        var nanos = new long[runs];
        for (int run = 0; run < runs; run++) {
            nanos[run] = answered(function, call, folder);
        }
        return Taken.of(nanos);
    }

    private long answered(Packaged function, FirstCall call, Path folder) throws IOException {
        var own = Files.createDirectories(folder.resolve("run-" + folders++));
        long start = System.nanoTime();
        try (var running = PackagedFunction.start(function, own)) {
            var answer = running.invoke(call.event());
            long end = System.nanoTime();
            if (!answer.contains(call.answer())) {
                throw new IllegalStateException(call.name() + " answered " + answer);
            }
            return end - start;
        }
    }

    /** Packs this benchmark's own classes: a cache keeps none of those that lie in folders. */
    private static Path beside() throws IOException {
        var name = BareHandler.class.getName().replace('.', '/') + ".class";
        var archive = Files.createTempFile("bare", ".jar");
        try (var packed = new java.util.jar.JarOutputStream(Files.newOutputStream(archive));
                var type = BareHandler.class.getResourceAsStream("/" + name)) {
            packed.putNextEntry(new java.util.zip.ZipEntry(name));
            java.util.Objects.requireNonNull(type, name).transferTo(packed);
        }
        return archive;
    }

    private static Map<String, String> environment(String endpoint) {
        var all = new HashMap<String, String>(Map.of(
                "AWS_ENDPOINT_URL", endpoint,
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "local",
                "AWS_EC2_METADATA_DISABLED", "true",
                "MUSTER_TABLE", "muster",
                "MUSTER_KEYS_TABLE", "muster-keys"));
        all.putAll(Map.of(
                "MUSTER_SCHEDULE_GROUP", "muster",
                "MUSTER_SCHEDULER_ROLE_ARN", "arn:aws:iam::000000000000:role/muster",
                "MUSTER_SENDER_ADDRESS", "bids@example.com",
                "MUSTER_SENDER_NAME", "Bids",
                "MUSTER_SENDER_POSTAL_ADDRESS", "1 Main Street, Austin, TX",
                "MUSTER_PUBLIC_URL", "https://api.example.com",
                "MUSTER_CHANNELS", "email",
                "MUSTER_CONFIGURATION_SET", "muster",
                "MUSTER_IMPORT_BUCKET", "muster"));
        QUEUES.forEach(queue -> {
            all.put("MUSTER_" + queue + "_QUEUE_URL", endpoint + "/000000000000/" + queue);
            all.put("MUSTER_" + queue + "_QUEUE_ARN", "arn:aws:sqs:us-east-1:000000000000:" + queue);
        });
        return all;
    }

    private void print(Map<FirstCall, List<Taken>> rows) {
        System.out.println("Start to first answer, ms: median (fastest–slowest) of " + runs);
        System.out.println();
        System.out.println(
                "| Function of | package, MB | plain | C1, serial GC | and an AOT cache | of the bare handler's |");
        System.out.println("|---|---|---|---|---|---|");
        var bare = new ArrayList<>(rows.values()).getFirst();
        rows.forEach((call, taken) -> System.out.printf(
                Locale.ROOT,
                "| %s | %.1f | %s | %s | %s | %s |%n",
                call.name(),
                call.archive().toFile().length() / 1e6,
                taken.get(0),
                taken.get(1),
                taken.get(2),
                ratios(taken, bare)));
    }

    private static String ratios(List<Taken> taken, List<Taken> bare) {
        var ratios = new ArrayList<String>();
        for (int i = 0; i < taken.size(); i++) {
            ratios.add(String.format(
                    Locale.ROOT,
                    "%.2f",
                    taken.get(i).median() / (double) bare.get(i).median()));
        }
        return String.join(" / ", ratios);
    }
}
