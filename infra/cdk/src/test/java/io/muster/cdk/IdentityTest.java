package io.muster.cdk;

import static io.muster.cdk.Resource.each;
import static io.muster.cdk.Resource.texts;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who can get a token, and what can stand in it. */
class IdentityTest {

    private static final String POOL = "AWS::Cognito::UserPool";
    private static final String CLIENT = "AWS::Cognito::UserPoolClient";
    private static final String AUTHORIZER = "AWS::ApiGatewayV2::Authorizer";
    private static final List<String> RIGHTS =
            List.of("muster/read", "muster/operate", "muster/approve", "muster/admin");

    private static Synthesised several;

    @BeforeAll
    static void make() {
        several = Synthesised.part(
                Map.of(
                        "workspaces", "main, north.west,south",
                        "callbackUrls", "https://console.example.com/back,http://localhost:9000/"),
                Identity::new);
    }

    @Test
    void people_are_invited_use_a_second_factor_and_good_passwords() {
        var pool = Resource.only(several, POOL);
        assertTrue(
                pool.property("/AdminCreateUserConfig/AllowAdminCreateUserOnly").asBoolean());
        assertEquals("ON", pool.text("MfaConfiguration"));
        assertEquals(List.of("SOFTWARE_TOKEN_MFA"), texts(pool.property("/EnabledMfas")));
        assertEquals(List.of("email"), texts(pool.property("/UsernameAttributes")));
        assertEquals("ESSENTIALS", pool.text("UserPoolTier"));
        var password = pool.property("/Policies/PasswordPolicy");
        assertEquals(12, password.path("MinimumLength").asInt());
        Stream.of("RequireLowercase", "RequireUppercase", "RequireNumbers", "RequireSymbols")
                .forEach(rule -> assertTrue(password.path(rule).asBoolean(), rule));
    }

    @Test
    void no_function_runs_when_somebody_signs_in() {
        assertTrue(Resource.only(several, POOL).property("/LambdaConfig").isMissingNode());
    }

    @Test
    void people_of_a_production_stack_survive_it() {
        var pool = Resource.only(Synthesised.part(Map.of("stage", "production"), Identity::new), POOL);
        assertEquals("ACTIVE", pool.text("DeletionProtection"));
        assertEquals("RetainExceptOnCreate", pool.node().path("DeletionPolicy").asText());
    }

    @Test
    void every_right_and_every_workspace_is_a_scope_and_a_group_of_the_same_name() {
        var names = Stream.concat(
                        RIGHTS.stream(), Stream.of("workspace/main", "workspace/north.west", "workspace/south"))
                .collect(toSet());
        assertEquals(
                names,
                Resource.all(several, "AWS::Cognito::UserPoolGroup").stream()
                        .map(group -> group.text("GroupName"))
                        .collect(toSet()));
        assertEquals(
                names,
                Resource.all(several, "AWS::Cognito::UserPoolResourceServer").stream()
                        .flatMap(server -> each(server.property("/Scopes"))
                                .map(scope -> server.text("Identifier") + "/"
                                        + scope.path("ScopeName").asText()))
                        .collect(toSet()));
    }

    @Test
    void each_workspace_has_one_client_of_machines_that_can_have_no_other_workspace() {
        var workspaces = Resource.all(several, CLIENT).stream()
                .filter(client -> texts(client.property("/AllowedOAuthFlows")).contains("client_credentials"))
                .map(client -> {
                    assertEquals(List.of("client_credentials"), texts(client.property("/AllowedOAuthFlows")));
                    assertTrue(client.property("/GenerateSecret").asBoolean());
                    var scopes = texts(client.property("/AllowedOAuthScopes"));
                    assertTrue(scopes.containsAll(RIGHTS));
                    var own = scopes.stream()
                            .filter(scope -> !RIGHTS.contains(scope))
                            .toList();
                    assertEquals(1, own.size(), own.toString());
                    assertEquals(
                            "muster-development-machines-" + own.getFirst().substring("workspace/".length()),
                            client.text("ClientName"));
                    return own.getFirst();
                })
                .toList();
        assertEquals(List.of("workspace/main", "workspace/north.west", "workspace/south"), sorted(workspaces));
    }

    @Test
    void machines_are_left_out_where_none_are_wanted() {
        var people = Synthesised.part(Map.of("machines", "none"), Identity::new);
        assertEquals("muster-development-people", Resource.only(people, CLIENT).text("ClientName"));
        assertTrue(people.template().at("/Outputs/MachineClients").isMissingNode());
    }

    @Test
    void people_sign_in_on_the_page_by_code_and_without_a_secret_and_ask_for_no_workspace() {
        var client = Resource.all(several, CLIENT).stream()
                .filter(one -> one.text("ClientName").endsWith("-people"))
                .findFirst()
                .orElseThrow();
        assertEquals(List.of("code"), texts(client.property("/AllowedOAuthFlows")));
        assertEquals(false, client.property("/GenerateSecret").asBoolean(true));
        assertEquals(
                sorted(Stream.concat(Stream.of("openid"), RIGHTS.stream()).toList()),
                sorted(texts(client.property("/AllowedOAuthScopes"))));
        assertEquals(
                List.of("https://console.example.com/back", "http://localhost:9000/"),
                texts(client.property("/CallbackURLs")));
    }

    @Test
    void nobody_signs_in_past_the_page_and_tokens_end_within_the_hour() {
        for (var client : Resource.all(several, CLIENT)) {
            assertEquals(List.of("ALLOW_REFRESH_TOKEN_AUTH"), texts(client.property("/ExplicitAuthFlows")));
            assertEquals("ENABLED", client.text("PreventUserExistenceErrors"));
            assertEquals(60, client.property("/AccessTokenValidity").asInt());
            assertEquals(
                    "minutes",
                    client.property("/TokenValidityUnits/AccessToken").asText());
        }
    }

    @Test
    void a_client_waits_for_the_scopes_it_is_allowed() {
        var servers = Resource.all(several, "AWS::Cognito::UserPoolResourceServer").stream()
                .collect(java.util.stream.Collectors.toMap(server -> server.text("Identifier"), Resource::id));
        for (var client : Resource.all(several, CLIENT)) {
            var needed = texts(client.property("/AllowedOAuthScopes")).stream()
                    .filter(scope -> scope.contains("/"))
                    .map(scope -> servers.getOrDefault(scope.substring(0, scope.indexOf('/')), "none"))
                    .collect(toSet());
            assertEquals(needed, Set.copyOf(texts(client.node().path("DependsOn"))), client.id());
        }
    }

    /** The gateway holds the audience against {@code client_id} where a token names no {@code aud}, as Cognito's do not. */
    @Test
    void the_gateway_takes_tokens_of_the_pool_and_of_its_clients_alone() {
        var whole = Synthesised.development();
        var authorizer = Resource.only(whole, AUTHORIZER);
        assertEquals("JWT", authorizer.text("AuthorizerType"));
        assertEquals(List.of("$request.header.Authorization"), texts(authorizer.property("/IdentitySource")));
        assertEquals(
                "https://cognito-idp.eu-west-1.amazonaws.com/"
                        + Resource.only(whole, POOL).id(),
                whole.text(authorizer.property("/JwtConfiguration/Issuer")));
        assertEquals(
                Resource.all(whole, CLIENT).stream().map(Resource::id).collect(toSet()),
                each(authorizer.property("/JwtConfiguration/Audience"))
                        .map(whole::text)
                        .collect(toSet()));
    }

    @Test
    void an_issuer_of_the_teams_own_leaves_cognito_out() {
        var borrowed = Synthesised.borrowed();
        var jwt = Resource.only(borrowed, AUTHORIZER).property("/JwtConfiguration");
        assertEquals("https://issuer.example.com", jwt.path("Issuer").asText());
        assertEquals(List.of("muster"), texts(jwt.path("Audience")));
        assertEquals(
                List.of(),
                borrowed.resources().values().stream()
                        .map(resource -> resource.path("Type").asText())
                        .filter(type -> type.startsWith("AWS::Cognito::"))
                        .toList());
    }

    @Test
    void the_outputs_say_where_tokens_come_from_and_no_secret() {
        var outputs = several.template().path("Outputs");
        assertEquals(
                new TreeSet<>(Set.of("UserPool", "SignIn", "PeopleClient", "MachineClients")),
                outputs.properties().stream().map(Map.Entry::getKey).collect(toCollection(TreeSet::new)));
        assertTrue(!several.template().toString().contains("ClientSecret"));
        assertTrue(several.text(outputs.at("/MachineClients/Value")).startsWith("main="));
    }

    private static List<String> sorted(List<String> list) {
        return list.stream().sorted().toList();
    }
}
