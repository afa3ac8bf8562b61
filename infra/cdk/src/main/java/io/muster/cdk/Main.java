package io.muster.cdk;

import java.nio.file.Path;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.DefaultStackSynthesizer;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Tags;

/** Synthesises the stack; the CDK's command line runs it. */
public final class Main {

    private Main() {}

    /** Writes the cloud assembly of the choices in the CDK's context. */
    public static void main(String[] arguments) {
        var root = Path.of(arguments.length == 0 ? "." : arguments[0]);
        var app = new App(AppProps.builder().analyticsReporting(false).build());
        try {
            stack(app, Choices.of(name -> app.getNode().tryGetContext(name)), root);
        } catch (Choices.Incomplete incomplete) {
            System.err.println(incomplete.getMessage());
            System.exit(2);
        }
        app.synth();
    }

    /** Returns the stack of some choices in an app, checked by the rules that the CDK knows for AWS solutions. */
    static MusterStack stack(App app, Choices choices, Path root) {
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
        Tags.of(stack).add(Spending.TAG, choices.stackName());
        Tags.of(stack).add("stage", choices.stage());
        Aspects.of(app).add(new io.github.cdklabs.cdknag.AwsSolutionsChecks());
        return stack;
    }
}
