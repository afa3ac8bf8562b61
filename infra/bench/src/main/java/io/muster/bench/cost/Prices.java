package io.muster.bench.cost;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * AWS's list prices as data.
 *
 * @param title where and when they hold
 * @param prices by the name of what is counted, such as {@code sqs.requests}
 */
public record Prices(String title, SortedMap<String, Price> prices) {

    private static final String FILE = "prices.properties";
    private static final Pattern PRICE = Pattern.compile("([0-9.]+) per ([0-9]+)(?:, ([0-9]+) free)?");

    public Prices {
        prices = Collections.unmodifiableSortedMap(new TreeMap<>(prices));
    }

    /**
     * What one thing costs.
     *
     * @param dollars for so many
     * @param free how many of them a month cost nothing, for good
     */
    public record Price(double dollars, double per, double free) {

        double of(double quantity) {
            return quantity * dollars / per;
        }

        double beyondFree(double quantity) {
            return of(Math.max(0, quantity - free));
        }
    }

    /** Returns the list that is kept beside this class. */
    public static Prices known() {
        var list = Facts.read(FILE);
        var prices = new TreeMap<String, Price>();
        for (var name : list.stringPropertyNames()) {
            var price = PRICE.matcher(list.getProperty(name));
            if (price.matches()) {
                var free = Objects.requireNonNullElse(price.group(3), "0");
                prices.put(
                        name,
                        new Price(
                                Double.parseDouble(price.group(1)),
                                Double.parseDouble(price.group(2)),
                                Double.parseDouble(free)));
            }
        }
        return new Prices(list.getProperty("region") + ", " + list.getProperty("date"), prices);
    }

    /** Returns what one thing costs. */
    public Price of(String name) {
        return Objects.requireNonNull(prices.get(name), name);
    }

    /** Returns what an amount of each thing costs in US dollars, without what is free. */
    public double of(Map<String, Double> usage) {
        return usage.entrySet().stream()
                .mapToDouble(entry -> of(entry.getKey()).of(entry.getValue()))
                .sum();
    }

    /** Returns what an amount of each thing costs in US dollars where nothing else in the account uses what is free. */
    public double beyondFree(Map<String, Double> usage) {
        return usage.entrySet().stream()
                .mapToDouble(entry -> of(entry.getKey()).beyondFree(entry.getValue()))
                .sum();
    }
}
