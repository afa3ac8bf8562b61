package io.muster.cdk;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.budgets.CfnBudget;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/** What tells people that something is wrong, and shows them how things are: alarms, a dashboard, a budget. */
final class Watch extends Construct {

    private static final String NAMESPACE = "Muster";
    private static final Duration FIVE_MINUTES = Duration.minutes(5);

    private final Choices choices;
    private final Topic alarms;
    private final List<IAlarm> all = new ArrayList<>();

    Watch(Construct scope, Choices choices) {
        super(scope, "watch");
        this.choices = choices;
        alarms = Topic.Builder.create(this, "alarms")
                .topicName(choices.named("alarms"))
                .enforceSsl(true)
                .build();
        alarms.addSubscription(new EmailSubscription(choices.alarmAddress()));
    }

    /** Watches a queue: how long its oldest message waits, and whether anything has ended as a dead letter. */
    void over(String purpose, IQueue queue, IQueue deadLetters) {
        alarm(
                purpose + "-waits",
                "The oldest message of the queue " + purpose + " waits for more than five minutes.",
                queue.metricApproximateAgeOfOldestMessage(maximum(Duration.minutes(1))),
                300,
                5);
        alarm(
                purpose + "-dead-letters",
                "A message of the queue " + purpose + " kept failing: look at the dead letters.",
                deadLetters.metricApproximateNumberOfMessagesVisible(maximum(FIVE_MINUTES)),
                0,
                1);
    }

    /** Watches what the functions report themselves, and their errors. */
    void over(Collection<MusterFunction> functions) {
        functions.forEach(function -> alarm(
                function.spec().name() + "-errors",
                "The function " + function.spec().name() + " fails.",
                function.alias().metricErrors(sum(FIVE_MINUTES)),
                2,
                1));
        alarm(
                "unknown-touches",
                "Of some messages nobody knows whether they went: see the runbook on UNKNOWN touches.",
                own("UnknownTouches", "Sum", FIVE_MINUTES),
                0,
                3);
        alarm(
                "check-in-delay",
                "Check-ins come more than five minutes late.",
                own("CheckInDelaySeconds", "Maximum", FIVE_MINUTES),
                300,
                1);
    }

    void dashboard(Collection<MusterFunction> functions, Map<String, IQueue> queues) {
        var rows = new ArrayList<List<? extends IWidget>>();
        rows.add(List.of(AlarmStatusWidget.Builder.create()
                .title("Alarms")
                .width(24)
                .height(4)
                .alarms(all)
                .build()));
        rows.add(List.of(
                graph("Sends by outcome", search("Sends", "outcome")),
                graph("Sends by channel", search("Sends", "channel"))));
        rows.add(List.of(
                graph("Chance of success at check-ins", List.of(own("SuccessChance", "Average", FIVE_MINUTES))),
                graph("Check-in delay, seconds", List.of(own("CheckInDelaySeconds", "Maximum", FIVE_MINUTES)))));
        rows.add(List.of(
                graph(
                        "Oldest message, seconds",
                        queues.values().stream()
                                .<IMetric>map(queue ->
                                        queue.metricApproximateAgeOfOldestMessage(maximum(Duration.minutes(1))))
                                .toList()),
                graph(
                        "Errors",
                        functions.stream()
                                .<IMetric>map(function -> function.alias().metricErrors(sum(FIVE_MINUTES)))
                                .toList())));
        Dashboard.Builder.create(this, "dashboard")
                .dashboardName(choices.stackName())
                .widgets(rows)
                .build();
    }

    /** Tells the alarm address when the month's costs of what bears the project's tag reach 80 % of what is meant. */
    void budget() {
        CfnBudget.Builder.create(this, "budget")
                .budget(CfnBudget.BudgetDataProperty.builder()
                        .budgetName(choices.stackName())
                        .budgetType("COST")
                        .timeUnit("MONTHLY")
                        .budgetLimit(CfnBudget.SpendProperty.builder()
                                .amount(choices.monthlyBudget())
                                .unit("USD")
                                .build())
                        .costFilters(Map.of("TagKeyValue", List.of("user:stack$" + choices.stackName())))
                        .build())
                .notificationsWithSubscribers(List.of(CfnBudget.NotificationWithSubscribersProperty.builder()
                        .notification(CfnBudget.NotificationProperty.builder()
                                .notificationType("ACTUAL")
                                .comparisonOperator("GREATER_THAN")
                                .threshold(80)
                                .thresholdType("PERCENTAGE")
                                .build())
                        .subscribers(List.of(CfnBudget.SubscriberProperty.builder()
                                .subscriptionType("EMAIL")
                                .address(choices.alarmAddress())
                                .build()))
                        .build()))
                .build();
    }

    private void alarm(String name, String description, IMetric metric, int above, int periods) {
        var alarm = Alarm.Builder.create(this, name)
                .alarmName(choices.named(name))
                .alarmDescription(description)
                .metric(metric)
                .threshold(above)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                .evaluationPeriods(periods)
                .datapointsToAlarm(periods)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .build();
        alarm.addAlarmAction(new SnsAction(alarms));
        alarm.addOkAction(new SnsAction(alarms));
        all.add(alarm);
    }

    private IMetric own(String name, String statistic, Duration period) {
        return Metric.Builder.create()
                .namespace(NAMESPACE)
                .metricName(name)
                .dimensionsMap(Map.of("stage", choices.stage()))
                .statistic(statistic)
                .period(period)
                .build();
    }

    private List<IMetric> search(String name, String by) {
        return List.of(software.amazon.awscdk.services.cloudwatch.MathExpression.Builder.create()
                .label("")
                .period(FIVE_MINUTES)
                .expression("SEARCH('{" + NAMESPACE + ",stage," + by + "} MetricName=\"" + name + "\" stage=\""
                        + choices.stage() + "\"', 'Sum')")
                .build());
    }

    private static GraphWidget graph(String title, List<IMetric> metrics) {
        return GraphWidget.Builder.create()
                .title(title)
                .width(12)
                .height(6)
                .left(metrics)
                .build();
    }

    private static MetricOptions maximum(Duration period) {
        return MetricOptions.builder().statistic("Maximum").period(period).build();
    }

    private static MetricOptions sum(Duration period) {
        return MetricOptions.builder().statistic("Sum").period(period).build();
    }
}
