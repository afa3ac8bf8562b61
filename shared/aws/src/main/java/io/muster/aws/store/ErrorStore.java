package io.muster.aws.store;

import io.muster.domain.error.Category;
import io.muster.domain.error.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A workspace's failures, counted by the hour, category and code: as many items an hour as there are codes at most, kept
 * for thirty days, and written only when something fails. All times are the machine's.
 */
public final class ErrorStore {

    /** How long counts are kept. */
    public static final Duration KEPT = Duration.ofDays(30);

    private static final Map<String, String> NAMES =
            Map.of("#count", "count", "#first", "first", "#last", "last", "#severity", "severity", "#ttl", "ttl");

    private final Table table;

    public ErrorStore(Table table) {
        this.table = table;
    }

    /** Failures of one code. */
    public record Counted(Category category, Severity severity, String code, long count, Instant first, Instant last) {

        Counted plus(Counted other) {
            return new Counted(
                    category,
                    severity.compareTo(other.severity) > 0 ? severity : other.severity,
                    code,
                    count + other.count,
                    first.isBefore(other.first) ? first : other.first,
                    last.isAfter(other.last) ? last : other.last);
        }
    }

    /** Counts a failure. */
    public void count(String workspace, Category category, Severity severity, String code, Instant at) {
        var sk = hour(at) + "#" + category + "#" + code;
        table.client()
                .updateItem(update -> update.tableName(table.name())
                        .key(new Key(Keys.errors(workspace), sk).attributes())
                        .updateExpression("SET #first = if_not_exists(#first, :at), #last = :at, #severity = :severity,"
                                + " #ttl = :ttl ADD #count :one")
                        .expressionAttributeNames(NAMES)
                        .expressionAttributeValues(Map.of(
                                ":at", AttributeValue.fromS(at.toString()),
                                ":severity", AttributeValue.fromS(severity.name()),
                                ":ttl",
                                        AttributeValue.fromN(
                                                Long.toString(at.plus(KEPT).getEpochSecond())),
                                ":one", AttributeValue.fromN("1"))));
    }

    /** Returns the failures since a moment, the gravest and then the latest first; the hour of the moment counts whole. */
    public List<Counted> since(String workspace, Instant since) {
        var byCode = new TreeMap<String, Counted>();
        for (var item : table.queryFrom(Keys.errors(workspace), hour(since))) {
            var counted = counted(item);
            if (!counted.last().isBefore(since)) {
                byCode.merge(counted.category() + "#" + counted.code(), counted, Counted::plus);
            }
        }
        return sorted(byCode.values());
    }

    private static List<Counted> sorted(Collection<Counted> counted) {
        return counted.stream()
                .sorted(Comparator.comparing(Counted::severity)
                        .thenComparing(Counted::last)
                        .reversed()
                        .thenComparing(Counted::code))
                .toList();
    }

    private static Counted counted(Map<String, AttributeValue> item) {
        var parts = Items.text(item, "sk").split("#", 3);
        return new Counted(
                Category.valueOf(parts[1]),
                Severity.valueOf(Items.text(item, "severity")),
                parts[2],
                Items.number(item, "count"),
                Instant.parse(Items.text(item, "first")),
                Instant.parse(Items.text(item, "last")));
    }

    /** Sorts as time does: {@code 2026-11-21T08}. */
    private static String hour(Instant at) {
        return at.truncatedTo(ChronoUnit.HOURS).toString().substring(0, 13);
    }
}
