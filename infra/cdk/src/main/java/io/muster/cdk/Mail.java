package io.muster.cdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.ses.ConfigurationSet;
import software.amazon.awscdk.services.ses.ConfigurationSetEventDestinationOptions;
import software.amazon.awscdk.services.ses.ConfigurationSetTlsPolicy;
import software.amazon.awscdk.services.ses.EmailIdentity;
import software.amazon.awscdk.services.ses.EmailSendingEvent;
import software.amazon.awscdk.services.ses.EventDestination;
import software.amazon.awscdk.services.ses.IEmailIdentity;
import software.amazon.awscdk.services.ses.Identity;
import software.amazon.awscdk.services.ses.SuppressionReasons;
import software.amazon.awscdk.services.smsvoice.CfnConfigurationSet;
import software.amazon.awscdk.services.sns.CfnTopic;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.SqsSubscription;
import software.constructs.Construct;

/**
 * Mail and texts: who may be the sender, and the provider's word on each message and the texts that people send back, which
 * come through a topic.
 */
final class Mail extends Construct {

    private final ConfigurationSet set;
    private final IEmailIdentity identity;
    private final Topic events;
    private final @Nullable CfnConfigurationSet texts;

    Mail(Construct scope, Choices choices, FedQueue feedback) {
        super(scope, "mail");
        events = events(choices, feedback);
        set = set(choices);
        identity = identity(choices.sender());
        texts = choices.texts() == null ? null : texts(choices);
    }

    /** Returns the name of the set whose events come back. */
    String configurationSet() {
        return set.getConfigurationSetName();
    }

    /** Returns the name of the same for texts; absent where none are sent. */
    @Nullable
    String textsConfigurationSet() {
        return texts == null ? null : texts.getConfigurationSetName();
    }

    /** Returns the topic to which providers tell what comes back. */
    Topic events() {
        return events;
    }

    String identityArn() {
        return identity.getEmailIdentityArn();
    }

    /**
     * The envelope that SNS puts around a message stays on, for it is signed, and says when a text was taken. What the queue refuses goes
     * to where its own dead letters are, from which it can be sent to the queue again.
     */
    private Topic events(Choices choices, FedQueue feedback) {
        var topic = Topic.Builder.create(this, "events")
                .topicName(choices.named("provider-events"))
                .enforceSsl(true)
                .build();
        Objects.requireNonNull((CfnTopic) topic.getNode().getDefaultChild()).setSignatureVersion("2");
        topic.addSubscription(SqsSubscription.Builder.create(feedback.queue())
                .rawMessageDelivery(false)
                .deadLetterQueue(feedback.deadLetters())
                .build());
        return topic;
    }

    /** Mail to a server without TLS goes in the open, as mail does; to require it would lose the contact. */
    private ConfigurationSet set(Choices choices) {
        var made = ConfigurationSet.Builder.create(this, "set")
                .configurationSetName(choices.stackName())
                .reputationMetrics(true)
                .tlsPolicy(ConfigurationSetTlsPolicy.OPTIONAL)
                .suppressionReasons(SuppressionReasons.BOUNCES_AND_COMPLAINTS)
                .build();
        made.addEventDestination(
                "feedback",
                ConfigurationSetEventDestinationOptions.builder()
                        .destination(EventDestination.snsTopic(events))
                        .events(told(choices.tracking()))
                        .build());
        return made;
    }

    /** To tell of opened mails and followed links, SES changes mails: it adds a picture, and leads links past itself. */
    private static List<EmailSendingEvent> told(boolean tracking) {
        var told = new ArrayList<>(List.of(
                EmailSendingEvent.SEND,
                EmailSendingEvent.DELIVERY,
                EmailSendingEvent.BOUNCE,
                EmailSendingEvent.COMPLAINT,
                EmailSendingEvent.REJECT,
                EmailSendingEvent.RENDERING_FAILURE));
        if (tracking) {
            told.addAll(List.of(EmailSendingEvent.OPEN, EmailSendingEvent.CLICK));
        }
        return told;
    }

    private IEmailIdentity identity(Choices.Sender sender) {
        if (sender.verified()) {
            return EmailIdentity.fromEmailIdentityName(this, "sender", sender.identity());
        }
        var made = EmailIdentity.Builder.create(this, "sender")
                .identity(sender.domain() ? Identity.domain(sender.identity()) : Identity.email(sender.identity()))
                .configurationSet(set)
                .build();
        if (sender.domain()) {
            CfnOutput.Builder.create(Stack.of(this), "SenderRecords")
                    .value(made.getDkimRecords().stream()
                            .map(record -> record.getName() + " CNAME " + record.getValue())
                            .collect(Collectors.joining(", ")))
                    .description("What the sender's DNS must say before SES signs and sends")
                    .build();
        }
        return made;
    }

    /**
     * The number itself is no part of the stack: carriers register numbers for weeks, and deleting a stack must not give
     * one back. It is pointed to the topic once.
     */
    private CfnConfigurationSet texts(Choices choices) {
        var letIn = events.addToResourcePolicy(PolicyStatement.Builder.create()
                .principals(List.of(new ServicePrincipal("sms-voice.amazonaws.com")))
                .actions(List.of("sns:Publish"))
                .resources(List.of(events.getTopicArn()))
                .conditions(Map.of(
                        "StringEquals",
                        Map.of("aws:SourceAccount", Stack.of(this).getAccount())))
                .build());
        CfnOutput.Builder.create(Stack.of(this), "Texts")
                .value(events.getTopicArn())
                .description("The topic to which two-way texts of your numbers are to be sent")
                .build();
        var made = CfnConfigurationSet.Builder.create(this, "texts")
                .configurationSetName(choices.stackName())
                .eventDestinations(List.of(CfnConfigurationSet.EventDestinationProperty.builder()
                        .enabled(true)
                        .eventDestinationName("feedback")
                        .matchingEventTypes(List.of("TEXT_ALL"))
                        .snsDestination(CfnConfigurationSet.SnsDestinationProperty.builder()
                                .topicArn(events.getTopicArn())
                                .build())
                        .build()))
                .build();
        made.getNode().addDependency(Objects.requireNonNull(letIn.getPolicyDependable()));
        return made;
    }
}
