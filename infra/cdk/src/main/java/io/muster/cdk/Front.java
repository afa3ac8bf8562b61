package io.muster.cdk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.aws_apigatewayv2_authorizers.HttpJwtAuthorizer;
import software.amazon.awscdk.aws_apigatewayv2_integrations.HttpLambdaIntegration;
import software.amazon.awscdk.services.apigatewayv2.CfnStage;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.apigatewayv2.HttpMethod;
import software.amazon.awscdk.services.apigatewayv2.HttpNoneAuthorizer;
import software.amazon.awscdk.services.apigatewayv2.HttpRoute;
import software.amazon.awscdk.services.apigatewayv2.HttpRouteKey;
import software.amazon.awscdk.services.apigatewayv2.HttpStage;
import software.amazon.awscdk.services.apigatewayv2.ThrottleSettings;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/** The HTTP API: the contract's routes and no other, tokens verified, throttled, each request logged by its route. */
final class Front extends Construct {

    /** By route and not by path: paths hold tokens and ids of people. */
    private static final String LOG_LINE = """
        {"time":"$context.requestTime","request":"$context.requestId","route":"$context.routeKey",\
        "status":"$context.status","milliseconds":"$context.responseLatency","bytes":"$context.responseLength",\
        "error":"$context.error.responseType","authorizer":"$context.authorizer.error"}\
        """;

    private final HttpApi api;

    Front(Construct scope, Choices choices) {
        super(scope, "front");
        api = HttpApi.Builder.create(this, "api")
                .apiName(choices.stackName())
                .description("Muster (" + choices.stage() + ")")
                .createDefaultStage(false)
                .build();
        var log = LogGroup.Builder.create(this, "log")
                .logGroupName("/muster/" + choices.stage() + "/access")
                .retention(choices.production() ? RetentionDays.THREE_MONTHS : RetentionDays.ONE_WEEK)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        var stage = HttpStage.Builder.create(this, "stage")
                .httpApi(api)
                .stageName("$default")
                .autoDeploy(true)
                .throttle(
                        ThrottleSettings.builder().rateLimit(50).burstLimit(100).build())
                .build();
        Objects.requireNonNull((CfnStage) stage.getNode().getDefaultChild())
                .setAccessLogSettings(CfnStage.AccessLogSettingsProperty.builder()
                        .destinationArn(log.getLogGroupArn())
                        .format(LOG_LINE)
                        .build());
    }

    HttpApi api() {
        return api;
    }

    String url() {
        return "https://" + api.getApiId() + ".execute-api." + Stack.of(this).getRegion() + ".amazonaws.com";
    }

    void serve(List<Contract.Route> routes, Map<String, MusterFunction> functions, Identity identity) {
        var authorizer = HttpJwtAuthorizer.Builder.create("jwt", identity.issuer())
                .jwtAudience(identity.audiences())
                .build();
        var integrations = new HashMap<String, HttpLambdaIntegration>();
        for (var route : routes) {
            var integration = integrations.computeIfAbsent(route.function(), name -> integration(name, functions));
            var scope = route.scope();
            var made = HttpRoute.Builder.create(
                            this, route.method() + " " + route.path().replace('/', '|'))
                    .httpApi(api)
                    .routeKey(HttpRouteKey.with(route.path(), HttpMethod.valueOf(route.method())))
                    .integration(integration);
            if (scope == null) {
                Acknowledged.OPEN_ROUTE.at(
                        made.authorizer(new HttpNoneAuthorizer()).build());
            } else {
                made.authorizer(authorizer)
                        .authorizationScopes(List.of("muster/" + scope, scope))
                        .build();
            }
        }
    }

    private static HttpLambdaIntegration integration(String name, Map<String, MusterFunction> functions) {
        var function = functions.get(name);
        if (function == null) {
            throw new IllegalStateException("the contract names a function that does not exist: " + name);
        }
        return HttpLambdaIntegration.Builder.create(name, function.alias())
                .scopePermissionToRoute(false)
                .build();
    }
}
