package io.muster.cdk;

import io.muster.aws.metric.Metric;
import io.muster.cdk.Alarms.Rule;
import io.muster.domain.error.Category;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/** What tells people that something is wrong, and what they should do first. */
final class Watch extends Construct {

    /** A message that waits longer than this, in seconds, has been forgotten; a check-in that is later, too. */
    private static final int PATIENCE = 300;

    /** What is measured when nothing is wrong but a function was cut off or a deployment came in between. */
    private static final int A_FEW = 2;

    /** At these shares of what was sent, SES puts a sender under review. */
    private static final double MOST_BOUNCES = 0.05;

    private static final double MOST_COMPLAINTS = 0.001;
    private static final int SLOW_MILLIS = 3000;

    private final Measures measures;
    private final Alarms alarms;

    Watch(Construct scope, Choices choices) {
        super(scope, "watch");
        measures = new Measures(choices.stage());
        alarms = new Alarms(this, choices);
    }

    Measures measures() {
        return measures;
    }

    Alarms alarms() {
        return alarms;
    }

    /** Watches a queue: how long its oldest message waits, and whether something lies in its dead letters. */
    void over(Step step, FedQueue queue) {
        alarms.add(
                step.purpose() + "-waits",
                "The oldest message of the queue " + step.purpose() + " waits for more than five minutes.",
                Runbook.QUEUE_WAITS,
                Measures.age(queue.queue()),
                Rule.above(PATIENCE, 3));
        overDeadLetters(step.purpose(), queue.deadLetters());
    }

    /** Watches a queue of dead letters, from which each is filed at once unless it names no workspace. */
    void overDeadLetters(String purpose, IQueue deadLetters) {
        alarms.add(
                purpose + "-dead-letters",
                "Something lies in the dead letters of " + purpose + ".",
                Runbook.DEAD_LETTERS,
                Measures.held(purpose, deadLetters),
                Rule.above(0, 1));
    }

    /** Watches what functions write about the work itself. */
    void overWork() {
        alarms.add(
                "dead-letters-filed",
                "A message kept failing and was given up.",
                Runbook.DEAD_LETTERS,
                measures.own(Metric.DEAD_LETTERS_FILED, Measures.SUM, Measures.FIVE_MINUTES),
                Rule.above(0, 1));
        alarms.add(
                "unknown-touches",
                "For a quarter of an hour there have been messages of which nobody knows whether they went.",
                Runbook.UNKNOWN_TOUCHES,
                measures.own(Metric.UNKNOWN_TOUCHES, Measures.MAXIMUM, Measures.FIVE_MINUTES),
                Rule.above(0, 3));
        alarms.add(
                "check-in-delay",
                "A check-in came more than five minutes late.",
                Runbook.LATE_CHECK_INS,
                measures.own(Metric.CHECK_IN_DELAY, Measures.MAXIMUM, Measures.FIVE_MINUTES),
                Rule.above(PATIENCE, 1));
        alarms.add(
                "sweep-silent",
                "The sweep has not come to an end for five minutes.",
                Runbook.SWEEP_SILENT,
                measures.own(Metric.SWEEP_FOUND, "SampleCount", Measures.MINUTE),
                Rule.silentFor(5));
        for (var category : List.of(Category.INTEGRATION, Category.PERMISSION, Category.UNKNOWN)) {
            alarms.add(
                    "errors-" + Metric.word(category),
                    "Something failed in a way that does not heal by itself (" + category + ").",
                    Runbook.NEEDS_A_PERSON,
                    measures.own(Metric.ERRORS, Measures.SUM, Measures.FIVE_MINUTES, category),
                    Rule.above(0, 1));
        }
    }

    /**
     * Watches the functions that no caller waits for: of the others the API's own alarm tells. Throttles are told by
     * account, which is where the quota is.
     */
    void over(Collection<MusterFunction> functions) {
        functions.stream()
                .filter(Watch::unattended)
                .forEach(function -> alarms.add(
                        function.spec().name() + "-fails",
                        "The function " + function.spec().name()
                                + " ended more than twice in five minutes without an answer.",
                        Runbook.FUNCTION_FAILS,
                        function.alias().metricErrors(Measures.options(Measures.SUM, Measures.FIVE_MINUTES)),
                        Rule.above(A_FEW, 1)));
        alarms.add(
                "throttled",
                "Functions of this account and region were throttled for a quarter of an hour.",
                Runbook.THROTTLED,
                Measures.of("AWS/Lambda", "Throttles", Map.of(), Measures.SUM, Measures.FIVE_MINUTES),
                Rule.above(0, 3));
    }

    private static boolean unattended(MusterFunction function) {
        return switch (function.spec().trigger()) {
            case Trigger.Requests _ -> false;
            case Trigger.Messages _, Trigger.DeadLetters _, Trigger.EveryMinute _ -> true;
        };
    }

    /** Watches the API as its callers see it. */
    void over(HttpApi api) {
        alarms.add(
                "api-fails",
                "The API answered more than twice in five minutes with 5xx.",
                Runbook.API_FAILS,
                api.metricServerError(Measures.options(Measures.SUM, Measures.FIVE_MINUTES)),
                Rule.above(A_FEW, 1));
        alarms.add(
                "api-slow",
                "For a quarter of an hour one request in ten has waited for more than three seconds.",
                Runbook.API_SLOW,
                api.metricLatency(Measures.options("p90", Measures.FIVE_MINUTES)),
                Rule.above(SLOW_MILLIS, 3));
    }

    /** Watches what SES thinks of the sender. */
    void over(Mail mail) {
        var set = Map.of("ses:configuration-set", mail.configurationSet());
        alarms.add(
                "bounces",
                "More than 5 % of the mails bounce, at which SES puts a sender under review.",
                Runbook.REPUTATION,
                Measures.of("AWS/SES", "Reputation.BounceRate", set, "Average", Duration.hours(1)),
                Rule.atLeastAsLastTold(MOST_BOUNCES));
        alarms.add(
                "complaints",
                "More than 0.1 % of the mails are complained about, at which SES puts a sender under review.",
                Runbook.REPUTATION,
                Measures.of("AWS/SES", "Reputation.ComplaintRate", set, "Average", Duration.hours(1)),
                Rule.atLeastAsLastTold(MOST_COMPLAINTS));
    }

    /** Watches the table; requests that it calls wrong are told by account. */
    void over(Storage storage) {
        var table = Map.of("TableName", storage.table().getTableName());
        for (var kind : List.of("Read", "Write")) {
            alarms.add(
                    "table-" + kind.toLowerCase(java.util.Locale.ROOT) + "-throttled",
                    "The table has refused to " + kind.toLowerCase(java.util.Locale.ROOT)
                            + " for a quarter of an hour.",
                    Runbook.TABLE_REFUSES,
                    Measures.of("AWS/DynamoDB", kind + "ThrottleEvents", table, Measures.SUM, Measures.FIVE_MINUTES),
                    Rule.above(0, 3));
        }
        alarms.add(
                "table-user-errors",
                "DynamoDB called requests of this account and region wrong.",
                Runbook.TABLE_REFUSES,
                Measures.of("AWS/DynamoDB", "UserErrors", Map.of(), Measures.SUM, Measures.FIVE_MINUTES),
                Rule.above(A_FEW, 1));
    }
}
