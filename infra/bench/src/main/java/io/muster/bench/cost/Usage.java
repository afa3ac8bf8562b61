package io.muster.bench.cost;

import io.muster.aws.metric.Metric;
import io.muster.bench.cost.MeteredCampaign.Whole;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much of each thing is used that AWS has a price for.
 *
 * @param amounts by the name of the price
 */
public record Usage(SortedMap<String, Double> amounts) {

    private static final double GIGABYTE = 1 << 30;

    /** A month as AWS counts it. */
    private static final double HOURS = 730;

    private static final double MINUTES = HOURS * 60;

    /** Metrics that there are every minute, whatever happens. */
    private static final double TOLD_BY_THE_SWEEP = 2;

    public Usage {
        amounts = Collections.unmodifiableSortedMap(new TreeMap<>(amounts));
    }

    /** Returns the amounts of one campaign without its messages and what the provider says of them. */
    static Usage of(Count count, int timers, int calls, Facts facts) {
        return functions(count, invocations(count) + calls, facts)
                .and("sqs.requests", count.of("Sqs.") + timers)
                .and("scheduler.invocations", timers)
                .and("apigateway.http.requests", calls);
    }

    /** Returns all amounts of the reference campaign, storage for its first month and the messages included. */
    static Usage of(Whole whole, Facts facts) {
        var ended = whole.ended();
        var count = ended.total();
        int invocations = invocations(count) + ended.calls() + invocations(whole.feedback());
        double platformLog =
                invocations * facts.number("invocation.log.bytes") + ended.calls() * facts.number("call.log.bytes");
        return of(count, ended.timers(), ended.calls(), facts)
                .plus(functions(whole.feedback(), invocations(whole.feedback()), facts))
                .and("sqs.requests", whole.feedback().of("Sqs.") + whole.events())
                .and("sns.publishes", whole.events())
                .and("ses.messages", count.sends())
                .and("xray.traces", invocations)
                .and("cloudwatch.logs.gigabytes", (whole.logged() + platformLog) / GIGABYTE)
                .and("dynamodb.stored.gigabytes", whole.stored() / GIGABYTE)
                .and("dynamodb.recovery.gigabytes", whole.stored() / GIGABYTE);
    }

    /** Returns the amounts of a month in which nobody uses the installation. */
    static Usage idle(Whole whole, Facts facts) {
        double log = facts.number("invocation.log.bytes") + whole.sweepLogged();
        return functions(whole.idleSweep(), 1, facts)
                .and("scheduler.invocations", 1)
                .and("xray.traces", 1)
                .and("cloudwatch.logs.gigabytes", log / GIGABYTE)
                .times(MINUTES)
                .and(
                        "sqs.requests",
                        facts.number("event.sources")
                                * facts.number("pollers")
                                * facts.number("polls.a.minute")
                                * MINUTES)
                .and("kms.requests", facts.number("key.requests.an.hour") * HOURS)
                .and("cloudwatch.metrics", TOLD_BY_THE_SWEEP)
                .and("cloudwatch.alarms", facts.number("alarms"))
                .and("cloudwatch.dashboards", facts.number("dashboards"))
                .and("cognito.clients", facts.number("machine.clients"));
    }

    /** Returns what a month adds in which the installation is used at all: every function, by one client, all day long. */
    static Usage inUse(Facts facts) {
        return new Usage(new TreeMap<>(Map.of(
                "kms.requests", facts.number("key.requests.an.hour") * (facts.number("functions") - 1) * HOURS,
                "cloudwatch.metrics", metrics() - TOLD_BY_THE_SWEEP,
                "cognito.tokens", facts.number("tokens.an.hour") * HOURS)));
    }

    /** Returns how many metrics there are where every combination of their dimensions occurs, all month. */
    private static double metrics() {
        return Arrays.stream(Metric.values()).mapToInt(Metric::streams).sum();
    }

    /** Every receive that brought something is an invocation. */
    private static int invocations(Count count) {
        return count.of("Sqs.receiveMessage");
    }

    /** What was asked of AWS but by the pollers was asked by functions, which wait for the answers. */
    private static Usage functions(Count count, int invocations, Facts facts) {
        int asked = count.total() - count.of("Sqs.receiveMessage") - count.of("Sqs.deleteMessage");
        double seconds = invocations * facts.number("own.seconds")
                + asked * facts.number("request.seconds")
                + count.sends() * facts.number("send.seconds");
        return new Usage(new TreeMap<>(Map.of(
                "dynamodb.write.units",
                count.writeUnits(),
                "dynamodb.read.units",
                count.readUnits(),
                "lambda.requests",
                (double) invocations,
                "lambda.gigabyte.seconds",
                seconds * facts.number("memory.gigabytes"))));
    }

    /** Returns how much of one thing there is. */
    double amount(String name) {
        return amounts.getOrDefault(name, 0.0);
    }

    /** Returns this and so much more of one thing. */
    Usage and(String name, double amount) {
        return plus(new Usage(new TreeMap<>(Map.of(name, amount))));
    }

    /** Returns this and the other together. */
    Usage plus(Usage other) {
        var both = new TreeMap<>(amounts);
        other.amounts.forEach((name, amount) -> both.merge(name, amount, Double::sum));
        return new Usage(both);
    }

    /** Returns this so many times. */
    Usage times(double times) {
        var all = new TreeMap<>(amounts);
        all.replaceAll((_, amount) -> amount * times);
        return new Usage(all);
    }

    /** Returns this without one thing. */
    Usage without(String name) {
        var rest = new TreeMap<>(amounts);
        rest.remove(name);
        return new Usage(rest);
    }
}
