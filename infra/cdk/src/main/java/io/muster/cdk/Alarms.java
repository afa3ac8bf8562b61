package io.muster.cdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/** The alarms of an installation, and the topic through which they reach its people. */
final class Alarms extends Construct {

    private final Choices choices;
    private final Topic topic;
    private final List<IAlarm> all = new ArrayList<>();

    Alarms(Construct scope, Choices choices) {
        super(scope, "alarms");
        this.choices = choices;
        topic = Topic.Builder.create(this, "topic")
                .topicName(choices.named("alarms"))
                .enforceSsl(true)
                .build();
        letAlarmsPublish();
        topic.addSubscription(new EmailSubscription(choices.alarmAddress()));
    }

    /**
     * When an alarm rings.
     *
     * @param limit the value that rings
     * @param periods how many periods of the metric in a row it takes
     */
    record Rule(ComparisonOperator comparison, double limit, int periods, TreatMissingData missing) {

        static Rule above(double limit, int periods) {
            return new Rule(ComparisonOperator.GREATER_THAN_THRESHOLD, limit, periods, TreatMissingData.NOT_BREACHING);
        }

        /** What is told now and then stands until it is told anew. */
        static Rule atLeastAsLastTold(double limit) {
            return new Rule(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD, limit, 1, TreatMissingData.IGNORE);
        }

        /** What is silent rings. */
        static Rule silentFor(int periods) {
            return new Rule(ComparisonOperator.LESS_THAN_THRESHOLD, 1, periods, TreatMissingData.BREACHING);
        }
    }

    /** Adds an alarm that tells people when it rings and when it is over. */
    void add(String name, String whatHappened, Runbook runbook, IMetric metric, Rule rule) {
        var alarm = Alarm.Builder.create(this, name)
                .alarmName(choices.named(name))
                .alarmDescription(runbook.after(whatHappened))
                .metric(metric)
                .threshold(rule.limit())
                .comparisonOperator(rule.comparison())
                .evaluationPeriods(rule.periods())
                .datapointsToAlarm(rule.periods())
                .treatMissingData(rule.missing())
                .build();
        alarm.addAlarmAction(new SnsAction(topic));
        alarm.addOkAction(new SnsAction(topic));
        all.add(alarm);
    }

    List<IAlarm> all() {
        return List.copyOf(all);
    }

    /** A topic with a policy of its own has lost the one that let its account's alarms in. */
    private void letAlarmsPublish() {
        topic.addToResourcePolicy(PolicyStatement.Builder.create()
                .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
                .actions(List.of("sns:Publish"))
                .resources(List.of(topic.getTopicArn()))
                .conditions(Map.of(
                        "StringEquals",
                        Map.of("aws:SourceAccount", Stack.of(this).getAccount())))
                .build());
    }
}
