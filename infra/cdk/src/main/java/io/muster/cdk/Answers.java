package io.muster.cdk;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.ses.CfnReceiptRule;
import software.amazon.awscdk.services.ses.CfnReceiptRuleSet;
import software.amazon.awscdk.services.ses.EmailIdentity;
import software.amazon.awscdk.services.ses.Identity;
import software.constructs.Construct;

/**
 * Answers to mails: SES takes what comes for their domain, has it looked through for viruses and spam, lays it into the
 * bucket, and tells the topic of providers' events. An account has one set of receipt rules that is active, and who makes
 * one active decides for the whole account, so that this is left to people.
 */
final class Answers extends Construct {

    /** Where mails lie in the bucket. */
    static final String FOLDER = "mail";

    private final Choices choices;
    private final Choices.Answers chosen;

    Answers(Construct scope, Choices choices, Choices.Answers chosen, Files files, Mail mail) {
        super(scope, "answers");
        this.choices = choices;
        this.chosen = chosen;
        var set = chosen.ruleSet() == null ? ruleSet() : null;
        var setName = chosen.ruleSet() == null ? choices.stackName() : chosen.ruleSet();
        var rule = CfnReceiptRule.Builder.create(this, "rule")
                .ruleSetName(setName)
                .rule(CfnReceiptRule.RuleProperty.builder()
                        .name(choices.stackName())
                        .enabled(true)
                        .scanEnabled(true)
                        .tlsPolicy("Optional")
                        .recipients(List.of(chosen.domain()))
                        .actions(List.of(CfnReceiptRule.ActionProperty.builder()
                                .s3Action(CfnReceiptRule.S3ActionProperty.builder()
                                        .bucketName(files.bucket().getBucketName())
                                        .objectKeyPrefix(FOLDER + "/")
                                        .topicArn(mail.events().getTopicArn())
                                        .build())
                                .build()))
                        .build())
                .build();
        if (set != null) {
            rule.getNode().addDependency(set);
        }
        var ours = "arn:" + Stack.of(this).getPartition() + ":ses:"
                + Stack.of(this).getRegion() + ":" + Stack.of(this).getAccount() + ":receipt-rule-set/" + setName
                + ":receipt-rule/" + choices.stackName();
        letIn(rule, ours, files, mail);
        tellRecords();
    }

    private CfnReceiptRuleSet ruleSet() {
        return CfnReceiptRuleSet.Builder.create(this, "set")
                .ruleSetName(choices.stackName())
                .build();
    }

    /** SES tries both when the rule is made, so that they must be open before. */
    private void letIn(CfnReceiptRule rule, String ours, Files files, Mail mail) {
        var toFiles = files.bucket()
                .addToResourcePolicy(
                        statement(ours, "s3:PutObject", files.bucket().arnForObjects(FOLDER + "/*")));
        var toTopic = mail.events()
                .addToResourcePolicy(
                        statement(ours, "sns:Publish", mail.events().getTopicArn()));
        Stream.of(toFiles.getPolicyDependable(), toTopic.getPolicyDependable())
                .forEach(policy -> rule.getNode().addDependency(policy));
    }

    private PolicyStatement statement(String ours, String action, String resource) {
        return PolicyStatement.Builder.create()
                .principals(List.of(new ServicePrincipal("ses.amazonaws.com")))
                .actions(List.of(action))
                .resources(List.of(resource))
                .conditions(Map.of(
                        "StringEquals",
                        new TreeMap<>(Map.of("aws:SourceAccount", Stack.of(this).getAccount(), "aws:SourceArn", ours))))
                .build();
    }

    /** SES takes mail for domains that it has verified, alone. */
    private void tellRecords() {
        var mailServer =
                chosen.domain() + " MX 10 inbound-smtp." + Stack.of(this).getRegion() + ".amazonaws.com";
        var signatures = chosen.within(choices.sender())
                ? Stream.<String>empty()
                : EmailIdentity.Builder.create(this, "identity")
                        .identity(Identity.domain(chosen.domain()))
                        .build()
                        .getDkimRecords()
                        .stream()
                        .map(record -> record.getName() + " CNAME " + record.getValue());
        CfnOutput.Builder.create(Stack.of(this), "AnswersRecords")
                .value(Stream.concat(Stream.of(mailServer), signatures).collect(Collectors.joining(", ")))
                .description("What the DNS of the domain for answers must say before they come in")
                .build();
    }
}
