package io.muster.cdk;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.LoggingFormat;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;
import software.constructs.IConstruct;

/** One function with a role, a log and an alias of its own; triggers point to the alias, behind which SnapStart works. */
final class MusterFunction extends Construct {

    private final FunctionSpec spec;
    private final Function function;
    private final Alias alias;
    private final Role role;

    MusterFunction(Construct scope, FunctionSpec spec, Choices choices, Code code, Map<String, String> environment) {
        super(scope, spec.name());
        this.spec = spec;
        var log = LogGroup.Builder.create(this, "log")
                .logGroupName("/muster/" + choices.stage() + "/" + spec.name())
                .retention(choices.production() ? RetentionDays.THREE_MONTHS : RetentionDays.ONE_WEEK)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        role = Role.Builder.create(this, "role")
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .description("What " + spec.name() + " may do")
                .build();
        may(List.of("logs:CreateLogStream", "logs:PutLogEvents"), log.getLogGroupArn());
        may(List.of("xray:PutTraceSegments", "xray:PutTelemetryRecords"), "*");
        Acknowledged.TRACES_OF_THE_ACCOUNT.at(policy());
        function = Function.Builder.create(this, "function")
                .functionName(choices.named(spec.name()))
                .description(spec.purpose())
                .runtime(Runtime.JAVA_25)
                .architecture(Architecture.ARM_64)
                .handler(spec.handler())
                .code(code)
                .memorySize(spec.memory())
                .timeout(Duration.seconds(spec.seconds()))
                .role(role.withoutPolicyUpdates())
                .logGroup(log)
                .loggingFormat(LoggingFormat.JSON)
                .tracing(Tracing.ACTIVE)
                .snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS)
                .environment(environment)
                .build();
        Annotations.of(function)
                .acknowledgeWarning(
                        "@aws-cdk/aws-lambda:snapStartRequirePublish", "The alias points to a published version.");
        alias = Alias.Builder.create(this, "live")
                .aliasName("live")
                .version(function.getCurrentVersion())
                .build();
    }

    FunctionSpec spec() {
        return spec;
    }

    /** Returns what triggers call. */
    Alias alias() {
        return alias;
    }

    Function function() {
        return function;
    }

    Role role() {
        return role;
    }

    /** Returns what the role grants. */
    IConstruct policy() {
        return role.getNode().findChild("DefaultPolicy");
    }

    /** Allows it. */
    void may(List<String> actions, String... resources) {
        role.addToPolicy(allow(actions, resources));
    }

    static PolicyStatement allow(List<String> actions, String... resources) {
        return PolicyStatement.Builder.create()
                .actions(actions)
                .resources(List.of(resources))
                .build();
    }
}
