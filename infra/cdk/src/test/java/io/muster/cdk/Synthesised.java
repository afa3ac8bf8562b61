package io.muster.cdk;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import software.amazon.awscdk.Stack;

/**
 * What the stack becomes for some choices, made once and shared by all tests. Functions' archives stand for themselves by
 * a few bytes, for no template depends on what is in them.
 */
final class Synthesised {

    /** What cannot be left out. */
    static final Map<String, String> LEAST = Map.of(
            "senderAddress", "bids@example.com",
            "senderName", "Bids",
            "senderPostalAddress", "1 Main Street, Austin, TX",
            "alarmAddress", "ops@example.com");

    private static final Map<Map<String, String>, Synthesised> MADE =
            new TreeMap<>((one, other) -> new TreeMap<>(one).toString().compareTo(new TreeMap<>(other).toString()));
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path ROOT = root();
    private static final boolean NODE = node();

    private final Path folder;
    private final String stackName;
    private final byte[] bytes;
    private final JsonNode template;

    private Synthesised(Path folder, String stackName) {
        this.folder = folder;
        this.stackName = stackName;
        this.bytes = read(folder.resolve(stackName + ".template.json"));
        try {
            this.template = JSON.readTree(bytes);
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }

    /** The least that can be chosen. */
    static Synthesised development() {
        return of(Map.of());
    }

    /** Production, and all that can be had. */
    static Synthesised everything() {
        return of(Map.ofEntries(
                entry("stage", "production"),
                entry("verify", "domain"),
                entry("channels", "email,sms,website_form,phone,linkedin,manual"),
                entry("answersDomain", "answers.example.com"),
                entry("tracking", "on"),
                entry("smsOrigination", "+15125550100"),
                entry("smsNumbers", "+15125550100=acme,*=main"),
                entry("connectInstance", "11111111-1111-1111-1111-111111111111"),
                entry("connectFlow", "22222222-2222-2222-2222-222222222222"),
                entry("connectNumber", "+15125550101"),
                entry("concurrentFunctions", "1000"),
                entry("workspaces", "main,acme")));
    }

    /** What is made elsewhere is taken from there: the issuer, the sender, the table, the name. */
    static Synthesised borrowed() {
        return of(Map.of(
                "stage", "a-long-stage-nam",
                "verify", "existing-domain",
                "answersDomain", "answers.example.org",
                "answersRuleSet", "company",
                "issuer", "https://issuer.example.com",
                "audience", "muster",
                "restoredTable", "muster-restored",
                "domainName", "muster.example.com",
                "certificateArn", "arn:aws:acm:eu-west-1:123456789012:certificate/0a1b"));
    }

    private static synchronized Synthesised of(Map<String, String> more) {
        return MADE.computeIfAbsent(more, Synthesised::make);
    }

    /** Returns what some choices beside the least become, made anew. */
    static Synthesised make(Map<String, String> more) {
        return make(more, _ -> {});
    }

    /** Returns the same with something done to the stack before. */
    static Synthesised make(Map<String, String> more, Consumer<Stack> change) {
        needNode();
        var folder = temporary("template");
        var choices = choices(more);
        var app = Main.app(folder.toString());
        change.accept(Main.stack(app, choices, ROOT));
        app.synth();
        return new Synthesised(folder, choices.stackName());
    }

    /** Returns what some constructs become that stand alone in a stack. */
    static Synthesised part(Map<String, String> more, BiConsumer<Stack, Choices> constructs) {
        needNode();
        var folder = temporary("part");
        var app = Main.app(folder.toString());
        var stack = new Stack(app, "part");
        constructs.accept(stack, choices(more));
        app.synth();
        return new Synthesised(folder, stack.getStackName());
    }

    static Choices choices(Map<String, String> more) {
        var context = new TreeMap<>(LEAST);
        context.putAll(more);
        return Choices.of(context::get, context.keySet());
    }

    /** Skips a test where there is no node, in which the CDK runs. */
    static void needNode() {
        Assumptions.assumeTrue(NODE, "the CDK needs node, and there is none on the path");
    }

    /** Returns the project's folder as the stack sees it: the contract, and archives that stand for the functions'. */
    static Path projectFolder() {
        return ROOT;
    }

    static Path temporary(String purpose) {
        try {
            var folder = Files.createTempDirectory("muster-" + purpose);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            return folder;
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }

    /** Returns what the template is, byte for byte. */
    byte[] bytes() {
        return bytes.clone();
    }

    Path file() {
        return folder.resolve(stackName + ".template.json");
    }

    /** Returns the lines of what the rules for AWS solutions found. */
    List<String> findings() {
        return new String(read(folder.resolve("AwsSolutions-" + stackName + "-NagReport.csv")), StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .toList();
    }

    /** Returns what is acknowledged: rule and construct. */
    SortedSet<String> acknowledgements() {
        var paths = new TreeMap<String, String>();
        metadata()
                .properties()
                .forEach(entry -> entry.getValue().forEach(line -> {
                    if (line.path("type").asText().equals("aws:cdk:logicalId")) {
                        paths.put(line.path("data").asText(), entry.getKey().substring(1));
                    }
                }));
        var acknowledged = new TreeSet<String>();
        resources()
                .forEach((id, resource) -> resource.at("/Metadata/cdk_nag/rules_to_suppress")
                        .forEach(rule -> acknowledged.add(rule.path("id").asText() + " " + paths.get(id))));
        return acknowledged;
    }

    /** Returns what constructs were told while the template was made: {@code warning} or {@code error}. */
    List<String> said(String level) {
        return metadata()
                .valueStream()
                .flatMap(JsonNode::valueStream)
                .filter(line -> line.path("type").asText().equals("aws:cdk:" + level))
                .map(line -> line.path("data").asText())
                .toList();
    }

    private JsonNode metadata() {
        try {
            return JSON.readTree(read(folder.resolve(stackName + ".metadata.json")));
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }

    JsonNode manifest() {
        try {
            return JSON.readTree(read(folder.resolve("manifest.json"))).at("/artifacts/" + stackName);
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }

    JsonNode template() {
        return template;
    }

    String stackName() {
        return stackName;
    }

    /** Returns the resources by their logical ids. */
    SortedMap<String, JsonNode> resources() {
        var all = new TreeMap<String, JsonNode>();
        template.path("Resources").properties().forEach(entry -> all.put(entry.getKey(), entry.getValue()));
        return all;
    }

    /** Returns the resources of a type by their logical ids. */
    SortedMap<String, JsonNode> resources(String type) {
        var some = resources();
        some.values().removeIf(resource -> !resource.path("Type").asText().equals(type));
        return some;
    }

    /** Returns the table whose logical id begins so. */
    JsonNode table(String id) {
        return resources("AWS::DynamoDB::GlobalTable").entrySet().stream()
                .filter(table -> table.getKey().startsWith(id))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    /** Returns the only resource of a type. */
    JsonNode only(String type) {
        var all = resources(type).values();
        if (all.size() != 1) {
            throw new AssertionError(all.size() + " resources of type " + type);
        }
        return all.iterator().next();
    }

    /** Returns the properties of the resource that bears a name. */
    JsonNode named(String type, String property, String name) {
        return resources(type).values().stream()
                .map(resource -> resource.path("Properties"))
                .filter(properties -> text(properties.path(property)).equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + type + " called " + name));
    }

    /** Returns what CloudFormation would make of a value in account 123456789012, region eu-west-1. */
    String text(JsonNode value) {
        if (value.has("Ref")) {
            return reference(value.path("Ref").asText());
        }
        if (value.has("Fn::GetAtt")) {
            return attribute(
                    value.path("Fn::GetAtt").path(0).asText(),
                    value.path("Fn::GetAtt").path(1).asText());
        }
        if (value.has("Fn::Join")) {
            return value.path("Fn::Join").path(1).valueStream().map(this::text).collect(Collectors.joining());
        }
        if (value.has("Fn::Select")) {
            var split = value.path("Fn::Select").path(1).path("Fn::Split");
            return text(split.path(1))
                    .split(split.path(0).asText(), -1)[
                    value.path("Fn::Select").path(0).asInt()];
        }
        return value.asText();
    }

    private String reference(String id) {
        return switch (id) {
            case "AWS::Partition" -> "aws";
            case "AWS::URLSuffix" -> "amazonaws.com";
            case "AWS::Region" -> "eu-west-1";
            case "AWS::AccountId" -> "123456789012";
            case "AWS::StackName" -> stackName;
            default -> {
                var resource = Objects.requireNonNull(resources().get(id), id);
                yield switch (resource.path("Type").asText()) {
                    case "AWS::SQS::Queue" -> "https://sqs.eu-west-1.amazonaws.com/123456789012/" + queueName(resource);
                    case "AWS::Lambda::Function" -> text(resource.at("/Properties/FunctionName"));
                    case "AWS::Lambda::Alias" ->
                        "arn:aws:lambda:eu-west-1:123456789012:function:"
                                + text(resource.at("/Properties/FunctionName")) + ":"
                                + text(resource.at("/Properties/Name"));
                    case "AWS::SNS::Topic" -> "arn:aws:sns:eu-west-1:123456789012:" + id;
                    default -> id;
                };
            }
        };
    }

    private String attribute(String id, String attribute) {
        var resource = Objects.requireNonNull(resources().get(id), id);
        return resource.path("Type").asText().equals("AWS::SQS::Queue") && attribute.equals("Arn")
                ? "arn:aws:sqs:eu-west-1:123456789012:" + queueName(resource)
                : id + "." + attribute;
    }

    private static String queueName(JsonNode queue) {
        return queue.at("/Properties/QueueName").asText();
    }

    private static Path root() {
        var root = temporary("project");
        var here = Path.of(System.getProperty("muster.root", "../.."));
        try {
            Files.createDirectories(root.resolve("events"));
            Files.copy(here.resolve("events/openapi.yaml"), root.resolve("events/openapi.yaml"));
            for (var spec : Catalogue.FUNCTIONS) {
                var jar = MusterStack.packaged(root, spec);
                Files.createDirectories(Objects.requireNonNull(jar.getParent()));
                Files.writeString(jar, spec.module());
            }
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
        return root;
    }

    private static boolean node() {
        try {
            boolean there = new ProcessBuilder("node", "--version").start().waitFor() == 0;
            if (!there) {
                System.out.println("Skipped: tests of the stack on AWS, for node does not run.");
            }
            return there;
        } catch (IOException absent) {
            System.out.println("Skipped: tests of the stack on AWS, for there is no node on the path.");
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException left) {
            System.out.println("Left behind: " + folder + " (" + left.getMessage() + ")");
        }
    }
}
