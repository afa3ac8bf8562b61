package io.muster.cdk;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.constructs.IConstruct;

/**
 * What the rules for AWS solutions find in the stack and what is meant to be so, each with its reason. A finding that is
 * not here fails a test, and so does an entry that finds nothing any more.
 */
enum Acknowledged {
    OPEN_ROUTE(
            "AwsSolutions-APIG4",
            null,
            "The contract gives this route no scope: a link out of a mail carries its own signed token, and the health"
                    + " check names providers that are left alone, and nobody else."),
    NO_THREAT_PROTECTION(
            "AwsSolutions-COG3",
            null,
            "Threat protection needs the Plus plan, which costs per user; nobody can sign up by themselves, and a"
                    + " second factor is required."),
    NO_LOG_OF_FILES(
            "AwsSolutions-S1",
            null,
            "Three functions alone reach the files, which vanish after a fortnight; each upload is told to a queue and"
                    + " recorded as an import, with who asked for it, and each mail is gone once it was read."),
    END_OF_TIMERS(
            "AwsSolutions-SQS3",
            null,
            "It is the dead-letter queue of timers, whose source is the scheduler and no queue; a function files what"
                    + " comes there."),
    TIMERS_OF_THE_GROUP(
            "AwsSolutions-IAM5",
            "Resource::arn:<AWS::Partition>:scheduler:<AWS::Region>:<AWS::AccountId>:schedule/{name}/*",
            "A timer is named when it is set, by a hash of its purpose; the group holds this stack's alone."),
    TRACES_OF_THE_ACCOUNT(
            "AwsSolutions-IAM5",
            "Resource::*",
            "Traces belong to the account: X-Ray has nothing smaller that could be named."),
    ANY_NUMBER(
            "AwsSolutions-IAM5",
            "Resource::arn:<AWS::Partition>:sms-voice:<AWS::Region>:<AWS::AccountId>:phone-number/*",
            "Texts come from a number whose id is not known here; give the number's ARN as smsOrigination to have it"
                    + " allowed alone."),
    ANY_CALL(
            "AwsSolutions-IAM5",
            "Resource::arn:<AWS::Partition>:connect:<AWS::Region>:<AWS::AccountId>:instance/{name}/contact/*",
            "A call gets its id when it is placed; the instance is named."),
    FILES_OF_IMPORTS(
            "AwsSolutions-IAM5",
            "Resource::<filesbucket8D8B9C9E.Arn>/imports/*",
            "A file is named when it is uploaded, below its workspace and its import."),
    FILES_OF_MAIL(
            "AwsSolutions-IAM5", "Resource::<filesbucket8D8B9C9E.Arn>/mail/*", "SES names a mail when it comes in.");

    private final String rule;
    private final @Nullable String finding;
    private final String reason;

    Acknowledged(String rule, @Nullable String finding, String reason) {
        this.rule = rule;
        this.finding = finding;
        this.reason = reason;
    }

    String reason() {
        return reason;
    }

    /** Acknowledges the finding at one construct. */
    void at(IConstruct construct) {
        at(construct, "");
    }

    /** Acknowledges the finding at one construct of a stack that bears a name. */
    void at(IConstruct construct, String stack) {
        var suppression = NagPackSuppression.builder().id(rule).reason(reason);
        if (finding != null) {
            suppression.appliesTo(List.of(finding.replace("{name}", stack)));
        }
        NagSuppressions.addResourceSuppressions(construct, List.of(suppression.build()));
    }
}
