package io.muster.cdk;

import io.muster.aws.metric.Metric;
import io.muster.aws.metric.SendOutcome;
import io.muster.domain.campaign.Level;
import io.muster.domain.error.Category;
import io.muster.domain.touch.Channel;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.constructs.Construct;

/** One dashboard: the alarms, then the work, then the machinery. */
final class Board {

    private static final int WIDTH = 24;
    private static final int HEIGHT = 6;

    private final Measures measures;
    private final Collection<MusterFunction> functions;
    private final Map<Step, FedQueue> queues;
    private final HttpApi api;

    Board(Measures measures, Collection<MusterFunction> functions, Map<Step, FedQueue> queues, HttpApi api) {
        this.measures = measures;
        this.functions = functions;
        this.queues = queues;
        this.api = api;
    }

    void on(Construct scope, Choices choices, Alarms alarms) {
        Dashboard.Builder.create(scope, "dashboard")
                .dashboardName(choices.stackName())
                .widgets(List.of(
                        List.of(AlarmStatusWidget.Builder.create()
                                .title("Alarms")
                                .width(WIDTH)
                                .height(HEIGHT)
                                .alarms(alarms.all())
                                .build()),
                        work(),
                        progress(),
                        trouble(),
                        waiting(),
                        machinery()))
                .build();
    }

    private List<IWidget> work() {
        return List.of(
                graph("Sends by outcome", totals(Metric.SENDS, Metric.Dimension.OUTCOME, SendOutcome.values()), 2),
                graph("Sends by channel", totals(Metric.SENDS, Metric.Dimension.CHANNEL, Channel.values()), 2));
    }

    private List<IWidget> progress() {
        return List.of(
                graph(
                        "Chance of success at check-ins",
                        Stream.of("p10", "p50", "p90")
                                .map(share -> measures.own(Metric.SUCCESS_CHANCE, share, Measures.FIVE_MINUTES))
                                .toList(),
                        3),
                graph("Check-in delay, seconds", List.of(highest(Metric.CHECK_IN_DELAY)), 3),
                graph(
                        "Escalations by level",
                        totals(Metric.ESCALATIONS, Metric.Dimension.ESCALATION, Level.values()),
                        3));
    }

    private List<IWidget> trouble() {
        return List.of(
                graph("Failures by category", totals(Metric.ERRORS, Metric.Dimension.CATEGORY, Category.values()), 3),
                graph(
                        "UNKNOWN touches; campaigns with something overdue",
                        List.of(highest(Metric.UNKNOWN_TOUCHES), highest(Metric.SWEEP_FOUND)),
                        3),
                graph(
                        "Dead letters",
                        List.of(measures.own(Metric.DEAD_LETTERS_FILED, Measures.SUM, Measures.FIVE_MINUTES)),
                        3));
    }

    private List<IWidget> waiting() {
        return List.of(
                graph(
                        "Oldest message, seconds",
                        queues.values().stream()
                                .map(queue -> Measures.age(queue.queue()))
                                .toList(),
                        3),
                graph(
                        "Requests",
                        List.of(
                                api.metricCount(Measures.options(Measures.SUM, Measures.FIVE_MINUTES, "all")),
                                api.metricClientError(Measures.options(Measures.SUM, Measures.FIVE_MINUTES, "4xx")),
                                api.metricServerError(Measures.options(Measures.SUM, Measures.FIVE_MINUTES, "5xx"))),
                        3),
                graph(
                        "Latency of requests, milliseconds",
                        Stream.of("p50", "p99")
                                .<IMetric>map(share ->
                                        api.metricLatency(Measures.options(share, Measures.FIVE_MINUTES, share)))
                                .toList(),
                        3));
    }

    private List<IWidget> machinery() {
        return List.of(
                graph("Functions that ended without an answer", errors(), 3),
                graph("Duration, median, milliseconds", durations("p50"), 3),
                graph("Duration, p99, milliseconds", durations("p99"), 3));
    }

    private List<IMetric> errors() {
        return functions.stream()
                .<IMetric>map(function -> function.alias()
                        .metricErrors(Measures.options(
                                Measures.SUM,
                                Measures.FIVE_MINUTES,
                                function.spec().name())))
                .toList();
    }

    private List<IMetric> durations(String share) {
        return functions.stream()
                .<IMetric>map(function -> function.alias()
                        .metricDuration(Measures.options(
                                share, Measures.FIVE_MINUTES, function.spec().name())))
                .toList();
    }

    private IMetric highest(Metric metric) {
        return measures.own(metric, Measures.MAXIMUM, Measures.FIVE_MINUTES);
    }

    private List<IMetric> totals(Metric metric, Metric.Dimension by, Enum<?>[] words) {
        return Arrays.stream(words)
                .map(word -> measures.total(metric, by, word))
                .toList();
    }

    private static GraphWidget graph(String title, List<IMetric> metrics, int inARow) {
        return GraphWidget.Builder.create()
                .title(title)
                .width(WIDTH / inARow)
                .height(HEIGHT)
                .left(metrics)
                .build();
    }
}
