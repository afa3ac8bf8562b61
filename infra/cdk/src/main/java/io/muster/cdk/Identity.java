package io.muster.cdk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cognito.AuthFlow;
import software.amazon.awscdk.services.cognito.CognitoDomainOptions;
import software.amazon.awscdk.services.cognito.OAuthFlows;
import software.amazon.awscdk.services.cognito.OAuthScope;
import software.amazon.awscdk.services.cognito.OAuthSettings;
import software.amazon.awscdk.services.cognito.ResourceServerScope;
import software.amazon.awscdk.services.cognito.UserPool;
import software.amazon.awscdk.services.cognito.UserPoolClient;
import software.amazon.awscdk.services.cognito.UserPoolClientIdentityProvider;
import software.amazon.awscdk.services.cognito.UserPoolDomain;
import software.amazon.awscdk.services.cognito.UserPoolGroup;
import software.amazon.awscdk.services.cognito.UserPoolResourceServer;
import software.constructs.Construct;

/**
 * Whose tokens the API takes: those of a user pool made here, or of an issuer that the team has already.
 *
 * <p>The pool needs no function at sign-in to say who belongs where: Cognito writes a person's groups into access tokens by
 * itself, and a machine's client can have no more than the scopes it was made with. Hence groups and scopes of the same
 * names, {@code muster/<right>} and {@code workspace/<name>}, and for each workspace a client of its own: one that was
 * allowed two workspaces could choose.
 */
final class Identity extends Construct {

    private static final List<String> RIGHTS = List.of("read", "operate", "approve", "admin");

    /** Nobody signs in past the page, where the second factor is asked for; sessions may be renewed. */
    private static final AuthFlow ONLY_BY_THE_PAGE =
            AuthFlow.builder().userSrp(false).build();

    private final String issuer;
    private final List<String> audiences = new ArrayList<>();

    Identity(Construct scope, Choices choices) {
        super(scope, "identity");
        var given = choices.issuer();
        if (given == null) {
            var pool = People.pool(this, choices);
            issuer = "https://cognito-idp." + Stack.of(this).getRegion() + ".amazonaws.com/" + pool.getUserPoolId();
            admit(pool, choices);
        } else {
            issuer = given.url();
            audiences.add(given.audience());
        }
    }

    String issuer() {
        return issuer;
    }

    /** Returns the ids of the clients whose tokens hold: those of Cognito name no other audience. */
    List<String> audiences() {
        return List.copyOf(audiences);
    }

    private void admit(UserPool pool, Choices choices) {
        var workspaces = choices.entrance().workspaces();
        var rights = server(pool, "muster", RIGHTS, "Lets its bearer %s in Muster");
        var places = server(pool, "workspace", workspaces, "Belongs to the workspace %s");
        Stream.concat(
                        RIGHTS.stream().map("muster/"::concat),
                        workspaces.stream().map("workspace/"::concat))
                .forEach(name -> UserPoolGroup.Builder.create(this, "group " + name.replace('/', ' '))
                        .userPool(pool)
                        .groupName(name)
                        .build());
        var people = people(pool, choices);
        people.getNode().addDependency(rights);
        audiences.add(people.getUserPoolClientId());
        var machines = new LinkedHashMap<String, String>();
        for (var workspace : choices.entrance().machines()) {
            var client = machines(pool, choices, workspace);
            client.getNode().addDependency(rights, places);
            machines.put(workspace, client.getUserPoolClientId());
        }
        audiences.addAll(machines.values());
        tell(choices, pool, people, machines);
    }

    private UserPoolResourceServer server(UserPool pool, String name, List<String> scopes, String says) {
        return UserPoolResourceServer.Builder.create(this, name)
                .userPool(pool)
                .identifier(name)
                .scopes(scopes.stream()
                        .map(scope -> ResourceServerScope.Builder.create()
                                .scopeName(scope)
                                .scopeDescription(says.formatted(scope))
                                .build())
                        .toList())
                .build();
    }

    /** A page in a browser can keep no secret: the code that it gets is bound to it by PKCE. */
    private UserPoolClient people(UserPool pool, Choices choices) {
        return client(pool, choices, "people")
                .generateSecret(false)
                .refreshTokenValidity(Duration.hours(12))
                .oAuth(OAuthSettings.builder()
                        .flows(OAuthFlows.builder().authorizationCodeGrant(true).build())
                        .scopes(Stream.concat(Stream.of(OAuthScope.OPENID), rights())
                                .toList())
                        .callbackUrls(choices.entrance().callbacks())
                        .logoutUrls(choices.entrance().callbacks())
                        .build())
                .build();
    }

    private UserPoolClient machines(UserPool pool, Choices choices, String workspace) {
        return client(pool, choices, "machines-" + workspace)
                .generateSecret(true)
                .oAuth(OAuthSettings.builder()
                        .flows(OAuthFlows.builder().clientCredentials(true).build())
                        .scopes(Stream.concat(rights(), Stream.of(OAuthScope.custom("workspace/" + workspace)))
                                .toList())
                        .build())
                .build();
    }

    private UserPoolClient.Builder client(UserPool pool, Choices choices, String name) {
        return UserPoolClient.Builder.create(this, name)
                .userPool(pool)
                .userPoolClientName(choices.named(name))
                .supportedIdentityProviders(List.of(UserPoolClientIdentityProvider.COGNITO))
                .authFlows(ONLY_BY_THE_PAGE)
                .preventUserExistenceErrors(true)
                .enableTokenRevocation(true)
                .accessTokenValidity(Duration.hours(1))
                .idTokenValidity(Duration.hours(1));
    }

    private static Stream<OAuthScope> rights() {
        return RIGHTS.stream().map(right -> OAuthScope.custom("muster/" + right));
    }

    private void tell(Choices choices, UserPool pool, UserPoolClient people, Map<String, String> machines) {
        var page = UserPoolDomain.Builder.create(this, "domain")
                .userPool(pool)
                .cognitoDomain(CognitoDomainOptions.builder()
                        .domainPrefix(choices.stackName() + "-" + Stack.of(this).getAccount())
                        .build())
                .build();
        say("UserPool", "Where people are kept", pool.getUserPoolId());
        say("SignIn", "Where people sign in, and below it at /oauth2/token where tokens come from", page.baseUrl());
        say("PeopleClient", "The client that people sign in by", people.getUserPoolClientId());
        if (machines.isEmpty()) {
            return;
        }
        say(
                "MachineClients",
                "The client of each workspace's machines",
                machines.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining(" ")));
    }

    private void say(String name, String what, String value) {
        CfnOutput.Builder.create(this, name)
                .description(what)
                .value(value)
                .build()
                .overrideLogicalId(name);
    }
}
