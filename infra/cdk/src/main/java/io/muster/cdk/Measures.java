package io.muster.cdk;

import io.muster.aws.metric.Metric;
import io.muster.aws.metric.Metrics;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.sqs.IQueue;

/**
 * Metrics as alarms and dashboard ask for them: those that functions write, by the list that they write them from, and
 * those that AWS keeps.
 */
record Measures(String stage) {

    static final Duration MINUTE = Duration.minutes(1);
    static final Duration FIVE_MINUTES = Duration.minutes(5);

    static final String SUM = "Sum";
    static final String MAXIMUM = "Maximum";

    /** Returns a metric of ours with one word for each of its dimensions. */
    IMetric own(Metric metric, String statistic, Duration period, Enum<?>... words) {
        var dimensions = new LinkedHashMap<String, String>();
        dimensions.put(Metric.STAGE, stage);
        for (int i = 0; i < metric.dimensions().size(); i++) {
            dimensions.put(metric.dimensions().get(i).wire(), Metric.word(words[i]));
        }
        return of(Metrics.NAMESPACE, metric.wire(), dimensions, statistic, period);
    }

    /** Returns the sum of a metric of ours over all that one word of one of its dimensions is true of. */
    IMetric total(Metric metric, Metric.Dimension by, Enum<?> word) {
        var names = new StringBuilder(Metrics.NAMESPACE).append(',').append(Metric.STAGE);
        metric.dimensions().forEach(dimension -> names.append(',').append(dimension.wire()));
        return MathExpression.Builder.create()
                .label(Metric.word(word))
                .period(FIVE_MINUTES)
                .expression("SUM(SEARCH('{%s} MetricName=\"%s\" stage=\"%s\" %s=\"%s\"', 'Sum', 300))"
                        .formatted(names, metric.wire(), stage, by.wire(), Metric.word(word)))
                .build();
    }

    /** Returns a metric that AWS keeps. */
    static IMetric of(
            String namespace, String name, Map<String, String> dimensions, String statistic, Duration period) {
        return software.amazon.awscdk.services.cloudwatch.Metric.Builder.create()
                .namespace(namespace)
                .metricName(name)
                .dimensionsMap(dimensions)
                .statistic(statistic)
                .period(period)
                .build();
    }

    /** Returns how long the oldest message of a queue has waited, in seconds. */
    static IMetric age(IQueue queue) {
        return queue.metricApproximateAgeOfOldestMessage(options(MAXIMUM, MINUTE));
    }

    /** Returns how many messages a queue holds, those in somebody's hands too: what cannot be filed is put aside there. */
    static IMetric held(String label, IQueue queue) {
        var parts = new LinkedHashMap<String, IMetric>();
        parts.put("visible", queue.metricApproximateNumberOfMessagesVisible(options(MAXIMUM, FIVE_MINUTES)));
        parts.put("held", queue.metricApproximateNumberOfMessagesNotVisible(options(MAXIMUM, FIVE_MINUTES)));
        return MathExpression.Builder.create()
                .label(label)
                .expression("visible + held")
                .usingMetrics(parts)
                .period(FIVE_MINUTES)
                .build();
    }

    static MetricOptions options(String statistic, Duration period) {
        return MetricOptions.builder().statistic(statistic).period(period).build();
    }

    static MetricOptions options(String statistic, Duration period, String label) {
        return MetricOptions.builder()
                .statistic(statistic)
                .period(period)
                .label(label)
                .build();
    }
}
