package io.muster.cdk;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cognito.AccountRecovery;
import software.amazon.awscdk.services.cognito.FeaturePlan;
import software.amazon.awscdk.services.cognito.KeepOriginalAttrs;
import software.amazon.awscdk.services.cognito.Mfa;
import software.amazon.awscdk.services.cognito.MfaSecondFactor;
import software.amazon.awscdk.services.cognito.PasswordPolicy;
import software.amazon.awscdk.services.cognito.SignInAliases;
import software.amazon.awscdk.services.cognito.StandardAttribute;
import software.amazon.awscdk.services.cognito.StandardAttributes;
import software.amazon.awscdk.services.cognito.UserPool;
import software.constructs.Construct;

/** Where the people are kept who may sign in: invited, by their mail address, with a second factor. */
final class People {

    private People() {}

    static UserPool pool(Construct scope, Choices choices) {
        var pool = UserPool.Builder.create(scope, "pool")
                .userPoolName(choices.stackName())
                .selfSignUpEnabled(false)
                .signInAliases(SignInAliases.builder().email(true).build())
                .signInCaseSensitive(false)
                .standardAttributes(StandardAttributes.builder()
                        .email(StandardAttribute.builder()
                                .required(true)
                                .mutable(true)
                                .build())
                        .build())
                .keepOriginal(KeepOriginalAttrs.builder().email(true).build())
                .accountRecovery(AccountRecovery.EMAIL_ONLY)
                .mfa(Mfa.REQUIRED)
                .mfaSecondFactor(MfaSecondFactor.builder().otp(true).sms(false).build())
                .passwordPolicy(passwords())
                .featurePlan(FeaturePlan.ESSENTIALS)
                .deletionProtection(choices.production())
                .removalPolicy(choices.ofData())
                .build();
        Acknowledged.NO_THREAT_PROTECTION.at(pool);
        return pool;
    }

    private static PasswordPolicy passwords() {
        return PasswordPolicy.builder()
                .minLength(12)
                .requireDigits(true)
                .requireLowercase(true)
                .requireUppercase(true)
                .requireSymbols(true)
                .tempPasswordValidity(Duration.days(3))
                .build();
    }
}
