package io.muster.simulation;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.scheduler.model.DeleteScheduleRequest;

/**
 * What a request is about without whose it is: the kinds of its items, messages or timers, so that calls that do the same
 * are told from calls that do not.
 */
final class Shape {

    private static final Pattern PARTITION = Pattern.compile("^(?:W#[^#]*#)?([A-Z]+)");
    private static final Pattern SORT = Pattern.compile("^([A-Z]+)(?:#|$)");
    private static final Pattern TYPE = Pattern.compile("\"(?:type|eventType)\":\"([^\"]+)\"");
    private static final Pattern PURPOSE = Pattern.compile("[a-z][a-z-]*[a-z]");

    private Shape() {}

    /** Returns the shape of a request, as words joined by plus signs; empty when there is nothing to tell. */
    static String of(Object request) {
        Set<String> parts = new TreeSet<>();
        switch (request) {
            case QueryRequest query -> parts.add(query(query));
            case DeleteScheduleRequest timer -> parts.add(first(PURPOSE, timer.name()));
            default -> Touched.by(request).forEach(item -> parts.add(part(item)));
        }
        return String.join("+", parts);
    }

    private static String part(Touched item) {
        return switch (item.verb()) {
            case "send", "timer" -> first(TYPE, item.what());
            case "mail", "text" -> "";
            default -> item(item.partition(), item.sort());
        };
    }

    private static String query(QueryRequest query) {
        var index = query.indexName() == null ? "" : query.indexName() + ":";
        return query.expressionAttributeValues().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(value -> value.getKey().equals(":p") ? partition(value.getValue()) : sort(value.getValue()))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("/", index, ""));
    }

    private static String item(String partition, String sort) {
        var kind = first(SORT, sort);
        return first(PARTITION, partition) + (kind.isEmpty() ? "" : "/" + kind);
    }

    private static String partition(AttributeValue value) {
        return value.s() == null ? "" : first(PARTITION, value.s());
    }

    private static String sort(AttributeValue value) {
        return value.s() == null ? "" : first(SORT, value.s());
    }

    private static String first(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        if (!found.find()) {
            return "";
        }
        return found.groupCount() == 0 ? found.group() : found.group(1);
    }
}
