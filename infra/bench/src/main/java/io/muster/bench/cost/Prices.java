package io.muster.bench.cost;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** AWS's list prices as data, in US dollars per million. */
public final class Prices {

    private static final String FILE = "prices.properties";
    private static final double MILLION = 1e6;

    private final Properties list;

    private Prices(Properties list) {
        this.list = list;
    }

    /** Returns the list that is kept beside this class. */
    public static Prices known() {
        try (var stream = Objects.requireNonNull(Prices.class.getResourceAsStream(FILE), FILE)) {
            var list = new Properties();
            list.load(stream);
            return new Prices(list);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns where and when the prices hold. */
    public String title() {
        return text("region") + ", " + text("date");
    }

    /**
     * Returns what is to be paid in US dollars, messages apart.
     *
     * @param timers schedules that fired; each also sends a message
     * @param calls requests to the API
     */
    public double of(Count count, int timers, int calls) {
        int invocations = count.of("Sqs.receiveMessage") + calls;
        return (count.writeUnits() * number("dynamodb.write.units")
                        + count.readUnits() * number("dynamodb.read.units")
                        + (count.of("Sqs.") + timers) * number("sqs.requests")
                        + timers * number("scheduler.invocations")
                        + invocations * number("lambda.requests")
                        + invocations
                                * number("lambda.gigabytes")
                                * number("lambda.seconds")
                                * number("lambda.gigabyte.seconds")
                        + calls * number("apigateway.http.requests"))
                / MILLION;
    }

    private double number(String name) {
        return Double.parseDouble(text(name));
    }

    private String text(String name) {
        return Objects.requireNonNull(list.getProperty(name), name);
    }
}
