package io.muster.cdk;

import java.util.List;
import software.amazon.awscdk.services.ses.ConfigurationSet;
import software.amazon.awscdk.services.ses.ConfigurationSetEventDestinationOptions;
import software.amazon.awscdk.services.ses.ConfigurationSetTlsPolicy;
import software.amazon.awscdk.services.ses.EmailIdentity;
import software.amazon.awscdk.services.ses.EmailSendingEvent;
import software.amazon.awscdk.services.ses.EventDestination;
import software.amazon.awscdk.services.ses.SuppressionReasons;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.SqsSubscription;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/** Mail: who may be the sender, and the provider's word on each message, which comes back through a topic. */
final class Mail extends Construct {

    private final ConfigurationSet set;
    private final EmailIdentity identity;
    private final Topic events;

    Mail(Construct scope, Choices choices, IQueue feedback) {
        super(scope, "mail");
        events = Topic.Builder.create(this, "events")
                .topicName(choices.named("provider-events"))
                .enforceSsl(true)
                .build();
        events.addSubscription(SqsSubscription.Builder.create(feedback).build());
        set = ConfigurationSet.Builder.create(this, "set")
                .configurationSetName(choices.stackName())
                .reputationMetrics(true)
                .tlsPolicy(ConfigurationSetTlsPolicy.OPTIONAL)
                .suppressionReasons(SuppressionReasons.BOUNCES_AND_COMPLAINTS)
                .build();
        set.addEventDestination(
                "feedback",
                ConfigurationSetEventDestinationOptions.builder()
                        .destination(EventDestination.snsTopic(events))
                        .events(List.of(
                                EmailSendingEvent.SEND,
                                EmailSendingEvent.DELIVERY,
                                EmailSendingEvent.BOUNCE,
                                EmailSendingEvent.COMPLAINT,
                                EmailSendingEvent.REJECT,
                                EmailSendingEvent.RENDERING_FAILURE))
                        .build());
        identity = EmailIdentity.Builder.create(this, "sender")
                .identity(
                        choices.sender().identity().contains("@")
                                ? software.amazon.awscdk.services.ses.Identity.email(
                                        choices.sender().identity())
                                : software.amazon.awscdk.services.ses.Identity.domain(
                                        choices.sender().identity()))
                .configurationSet(set)
                .build();
    }

    String configurationSet() {
        return set.getConfigurationSetName();
    }

    String identityArn() {
        return identity.getEmailIdentityArn();
    }

    Topic events() {
        return events;
    }
}
