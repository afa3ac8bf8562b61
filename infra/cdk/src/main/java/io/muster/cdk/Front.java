package io.muster.cdk;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.apigatewayv2.CfnAuthorizer;
import software.amazon.awscdk.services.apigatewayv2.CfnIntegration;
import software.amazon.awscdk.services.apigatewayv2.CfnRoute;
import software.amazon.awscdk.services.apigatewayv2.CfnStage;
import software.amazon.awscdk.services.apigatewayv2.DomainMappingOptions;
import software.amazon.awscdk.services.apigatewayv2.DomainName;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.apigatewayv2.HttpStage;
import software.amazon.awscdk.services.apigatewayv2.SecurityPolicy;
import software.amazon.awscdk.services.apigatewayv2.ThrottleSettings;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Permission;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/**
 * The HTTP API: the contract's routes and no other, tokens verified, throttled, each request logged by its route.
 *
 * <p>It takes bodies of 10 MB and hands on 6, which is what a function takes; more is a 413 of the gateway's. Pages of other
 * origins are not answered: there is no CORS.
 */
final class Front extends Construct {

    /** By route and not by path: paths and queries hold tokens and ids of people. An IP address tells of a person as well. */
    private static final String LOG_LINE = """
        {"time":"$context.requestTime","request":"$context.requestId","route":"$context.routeKey",\
        "status":"$context.status","milliseconds":"$context.responseLatency","bytes":"$context.responseLength",\
        "function":"$context.integration.status","functionMilliseconds":"$context.integration.latency",\
        "error":"$context.error.responseType","authorizer":"$context.authorizer.error"}\
        """;

    /** As long as the gateway waits at all; a function gives up a second earlier and so leaves a trace. */
    private static final int WAIT_MILLISECONDS = 30_000;

    private final Choices choices;
    private final HttpApi api;
    private final HttpStage stage;

    Front(Construct scope, Choices choices) {
        super(scope, "front");
        this.choices = choices;
        var domain = domain(choices.entrance().domain());
        api = HttpApi.Builder.create(this, "api")
                .apiName(choices.stackName())
                .description("Muster (" + choices.stage() + ")")
                .createDefaultStage(false)
                .disableExecuteApiEndpoint(domain != null)
                .build();
        stage = HttpStage.Builder.create(this, "stage")
                .httpApi(api)
                .stageName("$default")
                .autoDeploy(true)
                .throttle(throttle(choices.entrance().requestsPerSecond()))
                .domainMapping(
                        domain == null
                                ? null
                                : DomainMappingOptions.builder()
                                        .domainName(domain)
                                        .build())
                .build();
        logged();
    }

    /** Returns where the API is. */
    String url() {
        var domain = choices.entrance().domain();
        return "https://"
                + (domain == null
                        ? api.getApiId() + ".execute-api." + Stack.of(this).getRegion() + ".amazonaws.com"
                        : domain.name());
    }

    private @Nullable DomainName domain(Entrance.@Nullable Domain chosen) {
        if (chosen == null) {
            return null;
        }
        var domain = DomainName.Builder.create(this, "domain")
                .domainName(chosen.name())
                .certificate(Certificate.fromCertificateArn(this, "certificate", chosen.certificate()))
                .securityPolicy(SecurityPolicy.TLS_1_2)
                .build();
        CfnOutput.Builder.create(this, "DomainTarget")
                .description("What " + chosen.name() + " must point to: a CNAME, or an alias in Route 53")
                .value(domain.getRegionalDomainName())
                .build()
                .overrideLogicalId("DomainTarget");
        return domain;
    }

    private void logged() {
        var log = LogGroup.Builder.create(this, "log")
                .logGroupName("/muster/" + choices.stage() + "/access")
                .retention(choices.production() ? RetentionDays.THREE_MONTHS : RetentionDays.ONE_WEEK)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        plain().setAccessLogSettings(CfnStage.AccessLogSettingsProperty.builder()
                .destinationArn(log.getLogGroupArn())
                .format(LOG_LINE)
                .build());
    }

    HttpApi api() {
        return api;
    }

    void serve(List<Contract.Route> routes, Map<String, MusterFunction> functions, Identity identity) {
        var authorizer = CfnAuthorizer.Builder.create(this, "tokens")
                .apiId(api.getApiId())
                .name("tokens")
                .authorizerType("JWT")
                .identitySource(List.of("$request.header.Authorization"))
                .jwtConfiguration(CfnAuthorizer.JWTConfigurationProperty.builder()
                        .issuer(identity.issuer())
                        .audience(identity.audiences())
                        .build())
                .build();
        routes.stream()
                .collect(Collectors.groupingBy(Contract.Route::function, TreeMap::new, Collectors.toList()))
                .forEach((name, served) -> {
                    var target = integration(name, served, functions);
                    served.forEach(route -> add(route, target, authorizer));
                });
        limit(routes.stream().filter(Contract.Route::creates).toList());
    }

    private String integration(String name, List<Contract.Route> served, Map<String, MusterFunction> functions) {
        var function = functions.get(name);
        if (function == null) {
            throw new IllegalStateException("the contract names a function that does not exist: " + name);
        }
        function.alias()
                .addPermission(
                        "gateway",
                        Permission.builder()
                                .principal(new ServicePrincipal("apigateway.amazonaws.com"))
                                .sourceArn(Stack.of(this)
                                        .formatArn(ArnComponents.builder()
                                                .service("execute-api")
                                                .resource(api.getApiId())
                                                .resourceName("*/" + Contract.reach(served))
                                                .build()))
                                .build());
        var integration = CfnIntegration.Builder.create(this, "to " + name)
                .apiId(api.getApiId())
                .integrationType("AWS_PROXY")
                .integrationUri(function.alias().getFunctionArn())
                .payloadFormatVersion("2.0")
                .timeoutInMillis(WAIT_MILLISECONDS)
                .build();
        return "integrations/" + integration.getRef();
    }

    private void add(Contract.Route route, String target, CfnAuthorizer authorizer) {
        var made = CfnRoute.Builder.create(this, id(route))
                .apiId(api.getApiId())
                .routeKey(route.key())
                .target(target);
        var scope = route.scope();
        if (scope == null) {
            Acknowledged.OPEN_ROUTE.at(made.authorizationType("NONE").build());
        } else {
            made.authorizationType("JWT")
                    .authorizerId(authorizer.getRef())
                    .authorizationScopes(List.of("muster/" + scope, scope))
                    .build();
        }
    }

    /** A route's limit names the route, which must be there before. */
    private void limit(List<Contract.Route> creating) {
        var limits = new TreeMap<String, Object>();
        var rate = choices.entrance().creationsPerSecond();
        for (var route : creating) {
            limits.put(
                    route.key(), new TreeMap<>(Map.of("ThrottlingBurstLimit", 2 * rate, "ThrottlingRateLimit", rate)));
            stage.getNode().addDependency(Objects.requireNonNull(getNode().tryFindChild(id(route))));
        }
        plain().setRouteSettings(limits);
    }

    private static String id(Contract.Route route) {
        return route.key().replace('/', '|');
    }

    private CfnStage plain() {
        return Objects.requireNonNull((CfnStage) stage.getNode().getDefaultChild());
    }

    private static ThrottleSettings throttle(int rate) {
        return ThrottleSettings.builder().rateLimit(rate).burstLimit(2 * rate).build();
    }
}
