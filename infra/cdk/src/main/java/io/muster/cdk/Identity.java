package io.muster.cdk;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cognito.AccountRecovery;
import software.amazon.awscdk.services.cognito.CognitoDomainOptions;
import software.amazon.awscdk.services.cognito.FeaturePlan;
import software.amazon.awscdk.services.cognito.Mfa;
import software.amazon.awscdk.services.cognito.MfaSecondFactor;
import software.amazon.awscdk.services.cognito.OAuthFlows;
import software.amazon.awscdk.services.cognito.OAuthScope;
import software.amazon.awscdk.services.cognito.OAuthSettings;
import software.amazon.awscdk.services.cognito.PasswordPolicy;
import software.amazon.awscdk.services.cognito.ResourceServerScope;
import software.amazon.awscdk.services.cognito.UserPool;
import software.amazon.awscdk.services.cognito.UserPoolClient;
import software.amazon.awscdk.services.cognito.UserPoolDomainOptions;
import software.amazon.awscdk.services.cognito.UserPoolResourceServerOptions;
import software.constructs.Construct;

/** Whose tokens the API takes: those of a user pool made here, or of an issuer that the team has already. */
final class Identity extends Construct {

    private static final List<String> SCOPES = List.of("read", "operate", "approve", "admin");

    private final String issuer;
    private final List<String> audiences;

    Identity(Construct scope, Choices choices) {
        super(scope, "identity");
        var given = choices.issuer();
        if (given == null) {
            var pool = pool(choices);
            Acknowledged.NO_THREAT_PROTECTION.at(pool);
            var client = client(pool, choices);
            issuer = "https://cognito-idp." + Stack.of(this).getRegion() + ".amazonaws.com/" + pool.getUserPoolId();
            audiences = List.of(client.getUserPoolClientId());
        } else {
            issuer = given.url();
            audiences = List.of(given.audience());
        }
    }

    String issuer() {
        return issuer;
    }

    List<String> audiences() {
        return audiences;
    }

    private UserPool pool(Choices choices) {
        return UserPool.Builder.create(this, "pool")
                .userPoolName(choices.stackName())
                .selfSignUpEnabled(false)
                .accountRecovery(AccountRecovery.EMAIL_ONLY)
                .mfa(Mfa.REQUIRED)
                .mfaSecondFactor(MfaSecondFactor.builder().otp(true).sms(false).build())
                .passwordPolicy(PasswordPolicy.builder()
                        .minLength(12)
                        .requireDigits(true)
                        .requireLowercase(true)
                        .requireUppercase(true)
                        .requireSymbols(true)
                        .build())
                .featurePlan(FeaturePlan.ESSENTIALS)
                .deletionProtection(choices.production())
                .removalPolicy(choices.production() ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY)
                .build();
    }

    /** A client for machines: its token says what it may and, by a scope too, in which workspace. */
    private UserPoolClient client(UserPool pool, Choices choices) {
        var scopes = SCOPES.stream()
                .map(name -> ResourceServerScope.Builder.create()
                        .scopeName(name)
                        .scopeDescription(name + " in Muster")
                        .build())
                .toList();
        var server = pool.addResourceServer(
                "api",
                UserPoolResourceServerOptions.builder()
                        .identifier("muster")
                        .scopes(scopes)
                        .build());
        var main = ResourceServerScope.Builder.create()
                .scopeName("main")
                .scopeDescription("the workspace main")
                .build();
        var workspaces = pool.addResourceServer(
                "workspaces",
                UserPoolResourceServerOptions.builder()
                        .identifier("workspace")
                        .scopes(List.of(main))
                        .build());
        pool.addDomain(
                "domain",
                UserPoolDomainOptions.builder()
                        .cognitoDomain(CognitoDomainOptions.builder()
                                .domainPrefix(choices.stackName() + "-"
                                        + Stack.of(this).getAccount())
                                .build())
                        .build());
        return UserPoolClient.Builder.create(this, "client")
                .userPool(pool)
                .userPoolClientName(choices.named("machines"))
                .generateSecret(true)
                .accessTokenValidity(Duration.hours(1))
                .oAuth(OAuthSettings.builder()
                        .flows(OAuthFlows.builder().clientCredentials(true).build())
                        .scopes(Stream.concat(
                                        scopes.stream().map(one -> OAuthScope.resourceServer(server, one)),
                                        Stream.of(OAuthScope.resourceServer(workspaces, main)))
                                .toList())
                        .build())
                .build();
    }
}
