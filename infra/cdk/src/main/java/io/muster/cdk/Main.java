package io.muster.cdk;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.DefaultStackSynthesizer;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.TagProps;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.cloudwatch.CfnDashboard;

/** Synthesises the stack; the CDK's command line runs it. */
public final class Main {

    /** The CDK checks what it makes against AWS's rules for CloudFormation, and a finding ends it. */
    private static final Map<String, Object> RULES = Map.of("@aws-cdk/core:validateAgainstDefaultRules", true);

    private Main() {}

    /** Writes the cloud assembly of the choices in the CDK's context; the argument is the project's folder. */
    public static void main(String[] arguments) throws IOException {
        var root = Path.of(arguments.length == 0 ? "." : arguments[0]);
        var app = app(Objects.requireNonNullElse(
                System.getenv("CDK_OUTDIR"),
                root.resolve("infra/cdk/target/cdk.out").toString()));
        try {
            stack(app, Choices.of(context(app, root)), root);
        } catch (Choices.Incomplete | Unpackaged incomplete) {
            System.err.println(incomplete.getMessage());
            System.exit(2);
        }
        System.err.println(app.synth().getDirectory());
    }

    /** Returns what was chosen: the CDK's command line tells it, and without that it is read where that would read it. */
    private static Function<String, @Nullable Object> context(App app, Path root) throws IOException {
        var file = root.resolve("infra/cdk/cdk.context.json");
        var written = System.getenv("CDK_CONTEXT_JSON") == null && Files.exists(file)
                ? new ObjectMapper().readTree(file.toFile())
                : MissingNode.getInstance();
        return name -> {
            var value = app.getNode().tryGetContext(name);
            return value == null && written.has(name) ? written.path(name).asText() : value;
        };
    }

    /** Functions have not been packaged; the message names all of them. */
    static final class Unpackaged extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unpackaged(List<Path> absent) {
            super("Functions are not packaged: " + absent + " (mvn package makes them, from the project's folder)");
        }
    }

    /** Returns an app that writes to a folder. */
    static App app(String folder) {
        return new App(AppProps.builder()
                .analyticsReporting(false)
                .outdir(folder)
                .postCliContext(RULES)
                .build());
    }

    /** Returns the stack of some choices in an app, checked by the rules that the CDK knows for AWS solutions. */
    static MusterStack stack(App app, Choices choices, Path root) {
        var absent = Catalogue.FUNCTIONS.stream()
                .map(spec -> MusterStack.packaged(root, spec))
                .distinct()
                .filter(jar -> !Files.exists(jar))
                .toList();
        if (!absent.isEmpty()) {
            throw new Unpackaged(absent);
        }
        var stack = new MusterStack(
                app,
                choices.stackName(),
                StackProps.builder()
                        .stackName(choices.stackName())
                        .description("Muster: answers from other people, by a deadline (" + choices.stage() + ")")
                        .terminationProtection(choices.production())
                        .synthesizer(DefaultStackSynthesizer.Builder.create()
                                .generateBootstrapVersionRule(true)
                                .build())
                        .build(),
                choices,
                root);
        tag(stack, "project", "muster");
        tag(stack, "stage", choices.stage());
        tag(stack, Spending.TAG, choices.stackName());
        Aspects.of(app).add(new AwsSolutionsChecks());
        return stack;
    }

    /** Dashboards cost the same with a tag, and not every region's CloudFormation takes one there. */
    private static void tag(Stack stack, String key, String value) {
        Tags.of(stack)
                .add(
                        key,
                        value,
                        TagProps.builder()
                                .excludeResourceTypes(List.of(CfnDashboard.CFN_RESOURCE_TYPE_NAME))
                                .build());
    }
}
