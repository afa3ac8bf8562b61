package io.muster.cdk;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The gateway against the contract, and what it lets in, holds back and writes down. */
class FrontTest {

    private static final String ROUTE = "AWS::ApiGatewayV2::Route";
    private static final String STAGE = "AWS::ApiGatewayV2::Stage";
    private static final String INTEGRATION = "AWS::ApiGatewayV2::Integration";
    private static final String PERMISSION = "AWS::Lambda::Permission";

    /** Nothing that a caller sends: no path, query, header, token, claim or address. */
    private static final Set<String> LOGGED = Set.of(
            "requestTime",
            "requestId",
            "routeKey",
            "status",
            "responseLatency",
            "responseLength",
            "integration.status",
            "integration.latency",
            "error.responseType",
            "authorizer.error");

    private static Synthesised whole;
    private static Map<String, JsonNode> contract;

    @BeforeAll
    static void make() throws IOException {
        whole = Synthesised.development();
        contract = new TreeMap<>();
        new YAMLMapper()
                .readTree(Synthesised.projectFolder()
                        .resolve("events/openapi.yaml")
                        .toFile())
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> contract.put(
                                operation.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey(),
                                operation.getValue())));
    }

    @Test
    void the_gateway_has_the_routes_of_the_contract_and_no_other() {
        assertEquals(contract.keySet(), new TreeSet<>(routes().keySet()));
        assertEquals(contract.size(), Resource.all(whole, ROUTE).size());
    }

    @Test
    void every_route_asks_for_the_scope_that_the_contract_says_and_only_the_open_ones_for_none() {
        var authorizer = Resource.only(whole, "AWS::ApiGatewayV2::Authorizer").id();
        routes().forEach((key, route) -> {
            var scope = contract.getOrDefault(key, route.node())
                    .at("/security/0/token/0")
                    .asText();
            if (scope.isEmpty()) {
                assertEquals("NONE", route.text("AuthorizationType"), key);
                assertTrue(key.endsWith(" /u/{token}") || key.equals("GET /health"), key);
            } else {
                assertEquals("JWT", route.text("AuthorizationType"), key);
                assertEquals(authorizer, whole.text(route.property("/AuthorizerId")), key);
                assertEquals(
                        Set.of(scope, "muster/" + scope),
                        StreamSupport.stream(
                                        route.property("/AuthorizationScopes").spliterator(), false)
                                .map(JsonNode::asText)
                                .collect(toSet()),
                        key);
            }
        });
    }

    @Test
    void every_route_leads_to_the_alias_of_the_function_that_the_contract_names() {
        routes().forEach((key, route) -> {
            var target = whole.text(route.property("/Target"));
            var integration = find(INTEGRATION, target.substring("integrations/".length()));
            var alias = alias(integration.property("/IntegrationUri"));
            assertEquals(
                    "muster-development-"
                            + contract.getOrDefault(key, route.node())
                                    .path("x-function")
                                    .asText(),
                    function(alias).text("FunctionName"),
                    key);
        });
    }

    @Test
    void a_function_gives_up_before_the_gateway_does() {
        for (var integration : Resource.all(whole, INTEGRATION)) {
            assertEquals("AWS_PROXY", integration.text("IntegrationType"));
            assertEquals("2.0", integration.text("PayloadFormatVersion"));
            assertEquals(30_000, integration.property("/TimeoutInMillis").asInt());
            var alias = alias(integration.property("/IntegrationUri"));
            assertEquals(29, function(alias).property("/Timeout").asInt(), alias.id());
        }
    }

    @Test
    void the_gateway_may_call_each_function_once_and_no_further_than_its_routes() {
        var arns = Resource.all(whole, PERMISSION).stream()
                .filter(permission -> permission.text("Principal").equals("apigateway.amazonaws.com"))
                .collect(toMap(
                        permission -> function(alias(permission.property("/FunctionName")))
                                .text("FunctionName")
                                .substring("muster-development-".length()),
                        permission -> whole.text(permission.property("/SourceArn"))));
        var served = contract.entrySet().stream()
                .collect(groupingBy(entry -> entry.getValue().path("x-function").asText()));
        assertEquals(served.keySet(), arns.keySet());
        var api = "arn:aws:execute-api:eu-west-1:123456789012:"
                + Resource.only(whole, "AWS::ApiGatewayV2::Api").id() + "/*/";
        served.forEach((name, routes) -> {
            var arn = arns.getOrDefault(name, "");
            assertTrue(arn.startsWith(api), arn);
            var reach = arn.substring(api.length());
            routes.forEach(route -> assertTrue(covers(reach, route.getKey()), reach + " for " + route.getKey()));
        });
        assertEquals(api + "GET/errors", arns.get("errors-api"));
        assertEquals(api + "*/u/*", arns.get("opt-out-api"));
        assertEquals(api + "POST/*", arns.get("controls-api"));
        assertEquals(api + "*/templates*", arns.get("templates-api"));
    }

    @Test
    void the_log_holds_the_route_and_nothing_that_the_caller_sent() throws IOException {
        var format = Resource.only(whole, STAGE)
                .property("/AccessLogSettings/Format")
                .asText();
        var variables = Pattern.compile("\\$context\\.([A-Za-z.]+)")
                .matcher(format)
                .results()
                .map(match -> match.group(1))
                .collect(toSet());
        assertEquals(LOGGED, variables);
        assertEquals(LOGGED.size(), new YAMLMapper().readTree(format).size());
        var log = find(
                "AWS::Logs::LogGroup",
                whole.text(Resource.only(whole, STAGE).property("/AccessLogSettings/DestinationArn"))
                        .replace(".Arn", ""));
        assertEquals(7, log.property("/RetentionInDays").asInt());
    }

    @Test
    void callers_are_held_back_and_creators_sooner() {
        var stage = Resource.only(whole, STAGE);
        assertEquals(
                50, stage.property("/DefaultRouteSettings/ThrottlingRateLimit").asInt());
        assertEquals(
                100,
                stage.property("/DefaultRouteSettings/ThrottlingBurstLimit").asInt());
        var creating = contract.entrySet().stream()
                .filter(entry -> entry.getValue().path("responses").has("201"))
                .map(Map.Entry::getKey)
                .collect(toSet());
        assertTrue(creating.contains("POST /campaigns"));
        var limits = stage.property("/RouteSettings");
        assertEquals(
                creating, limits.properties().stream().map(Map.Entry::getKey).collect(toSet()));
        limits.forEach(limit -> {
            assertEquals(10, limit.path("ThrottlingRateLimit").asInt());
            assertEquals(20, limit.path("ThrottlingBurstLimit").asInt());
        });
        var waitsFor = StreamSupport.stream(stage.node().path("DependsOn").spliterator(), false)
                .map(JsonNode::asText)
                .collect(toSet());
        creating.forEach(key ->
                assertTrue(waitsFor.contains(routes().getOrDefault(key, stage).id()), key));
    }

    @Test
    void pages_of_other_origins_are_not_answered() {
        assertTrue(Resource.only(whole, "AWS::ApiGatewayV2::Api")
                .property("/CorsConfiguration")
                .isMissingNode());
    }

    @Test
    void links_in_messages_lead_to_the_api() {
        var url = "https://" + Resource.only(whole, "AWS::ApiGatewayV2::Api").id()
                + ".execute-api.eu-west-1.amazonaws.com";
        assertEquals(url, whole.text(whole.template().at("/Outputs/Api/Value")));
        for (var function : Resource.all(whole, "AWS::Lambda::Function")) {
            var variable = function.property("/Environment/Variables/MUSTER_PUBLIC_URL");
            if (!variable.isMissingNode()) {
                assertEquals(url, whole.text(variable), function.id());
            }
        }
        assertTrue(Resource.all(whole, "AWS::Lambda::Function").stream()
                .anyMatch(
                        function -> function.property("/Environment/Variables").has("MUSTER_PUBLIC_URL")));
    }

    @Test
    void a_domain_of_the_teams_own_is_the_only_way_in() {
        var certificate = "arn:aws:acm:eu-central-1:123456789012:certificate/0a1b";
        var part = Synthesised.part(
                Map.of("domainName", "api.example.com", "certificateArn", certificate),
                (stack, choices) -> assertEquals("https://api.example.com", new Front(stack, choices).url()));
        var domain = Resource.only(part, "AWS::ApiGatewayV2::DomainName");
        assertEquals("api.example.com", domain.text("DomainName"));
        var end = domain.property("/DomainNameConfigurations/0");
        assertEquals("TLS_1_2", end.path("SecurityPolicy").asText());
        assertEquals(certificate, end.path("CertificateArn").asText());
        assertTrue(Resource.only(part, "AWS::ApiGatewayV2::Api")
                .property("/DisableExecuteApiEndpoint")
                .asBoolean());
        var mapping = Resource.only(part, "AWS::ApiGatewayV2::ApiMapping");
        assertEquals(domain.id(), part.text(mapping.property("/DomainName")));
        assertTrue(part.template().path("Outputs").has("DomainTarget"));
        assertFalse(whole.template().path("Outputs").has("DomainTarget"));
    }

    private static Map<String, Resource> routes() {
        return Resource.all(whole, ROUTE).stream().collect(toMap(route -> route.text("RouteKey"), route -> route));
    }

    private static Resource find(String type, String id) {
        return Resource.all(whole, type).stream()
                .filter(resource -> resource.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + type + " " + id));
    }

    private static Resource alias(JsonNode reference) {
        return find("AWS::Lambda::Alias", reference.path("Ref").asText());
    }

    private static Resource function(Resource alias) {
        return find("AWS::Lambda::Function", alias.property("/FunctionName/Ref").asText());
    }

    private static boolean covers(String reach, String key) {
        var parts = List.of(reach.split("/", 2));
        var path = key.substring(key.indexOf(' ') + 2);
        var wanted = parts.get(1);
        return (parts.get(0).equals("*") || key.startsWith(parts.get(0) + " "))
                && (wanted.endsWith("*")
                        ? path.startsWith(wanted.substring(0, wanted.length() - 1))
                        : path.equals(wanted));
    }
}
