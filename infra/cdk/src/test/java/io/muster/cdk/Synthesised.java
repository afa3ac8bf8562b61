package io.muster.cdk;

import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/**
 * The template of some choices, made once for all tests that look at it.
 *
 * @param folder of the cloud assembly, with the functions' packages
 */
record Synthesised(Path folder, JsonNode template) {

    static final Path ROOT = Path.of(Objects.requireNonNull(System.getProperty("muster.root"), "muster.root"));

    /** The fewest choices that a team can make. */
    static final Map<String, String> USUAL = Map.of(
            "senderAddress", "bids@example.com",
            "senderName", "Bids",
            "senderPostalAddress", "1 Main Street, Austin, TX 78701",
            "alarmAddress", "ops@example.com");

    private static final Map<Map<String, String>, Synthesised> MADE = new ConcurrentHashMap<>();

    static Synthesised of(Map<String, String> context) {
        if (!node()) {
            abort("no node on the path, which the CDK runs in: nothing is synthesised");
        }
        return MADE.computeIfAbsent(context, Synthesised::make);
    }

    private static boolean node() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "node")));
    }

    private static Synthesised make(Map<String, String> context) {
        try {
            var name = "cdk.out-" + Integer.toHexString(new TreeMap<>(context).hashCode());
            var folder = ROOT.resolve("infra/cdk/target").resolve(name);
            var app = new App(AppProps.builder()
                    .analyticsReporting(false)
                    .outdir(folder.toString())
                    .build());
            var stack = Main.stack(app, Choices.of(context::get), ROOT);
            app.synth();
            var template = folder.resolve(stack.getStackName() + ".template.json");
            return new Synthesised(folder, new ObjectMapper().readTree(template.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
