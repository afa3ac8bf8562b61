package io.muster.cdk;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;

/** A template made from choices; made once for each set of them, since making one takes seconds. */
record Synthesised(JsonNode template) {

    static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<Map<String, String>, Synthesised> WHOLE = new ConcurrentHashMap<>();
    private static final Map<String, String> USUAL = Map.of(
            "senderAddress", "bids@example.com",
            "senderName", "Bids",
            "senderPostalAddress", "1 Main St, Springfield",
            "alarmAddress", "ops@example.com");

    /** One resource of the template. */
    record Resource(String id, JsonNode node) {

        JsonNode property(String pointer) {
            return node.at("/Properties" + pointer);
        }

        String text(String name) {
            return property("/" + name).asText();
        }
    }

    /** Returns the whole stack's template, with other choices than the usual where some are given, as name and value. */
    static Synthesised whole(String... others) {
        requireNode();
        return WHOLE.computeIfAbsent(
                with(others), context -> of(Main.stack(app(), Choices.of(context::get), standIns())));
    }

    /** Returns the template of a stack in which some constructs stand alone. */
    static Synthesised part(BiConsumer<Stack, Choices> parts, String... others) {
        requireNode();
        var stack = new Stack(app(), "part");
        parts.accept(stack, choices(others));
        return of(stack);
    }

    static Choices choices(String... others) {
        return Choices.of(with(others)::get);
    }

    List<Resource> all(String type) {
        return StreamSupport.stream(template.path("Resources").properties().spliterator(), false)
                .filter(entry -> entry.getValue().path("Type").asText().equals(type))
                .map(entry -> new Resource(entry.getKey(), entry.getValue()))
                .toList();
    }

    Resource only(String type) {
        var found = all(type);
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " of " + type);
        }
        return found.getFirst();
    }

    /** Returns the logical id that a value refers to, by {@code Ref} or {@code GetAtt}. */
    static String referred(JsonNode value) {
        return value.path("Ref").asText(value.at("/Fn::GetAtt/0").asText());
    }

    /** Returns a joined text, with the ids of what it refers to in braces. */
    static String joined(JsonNode value) {
        if (value.isTextual()) {
            return value.asText();
        }
        return StreamSupport.stream(value.at("/Fn::Join/1").spliterator(), false)
                .map(piece -> piece.isTextual() ? piece.asText() : "{" + referred(piece) + "}")
                .reduce("", String::concat);
    }

    private static Synthesised of(Stack stack) {
        return new Synthesised(JSON.valueToTree(Template.fromStack(stack).toJSON()));
    }

    private static Map<String, String> with(String... others) {
        var context = new HashMap<>(USUAL);
        for (int i = 0; i < others.length; i += 2) {
            context.put(others[i], others[i + 1]);
        }
        return context;
    }

    private static App app() {
        return new App(AppProps.builder().analyticsReporting(false).build());
    }

    private static void requireNode() {
        @Nullable String path = System.getenv("PATH");
        assumeTrue(
                path != null
                        && Arrays.stream(path.split(File.pathSeparator, -1))
                                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "node"))),
                "no node on the PATH, on which the CDK runs: the template is not looked at");
    }

    /** The contract as it is, and an empty file for each function's jar, so that the template needs no jars. */
    private static Path standIns() {
        try {
            var root = Files.createTempDirectory("muster-stand-ins");
            Files.createDirectory(root.resolve("events"));
            Files.copy(ROOT.resolve("events/openapi.yaml"), root.resolve("events/openapi.yaml"));
            for (var module : Stream.of("strategy", "dispatch", "check-in", "escalation", "reporting")
                    .toList()) {
                var target = Files.createDirectories(
                        root.resolve("functions").resolve(module).resolve("target"));
                Files.writeString(target.resolve("lambda.jar"), module);
            }
            return root;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
