package io.muster.aws.store;

import io.muster.domain.touch.Slice;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchState;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Touches of which nobody knows whether they went. A slice that has some stands in the index of due things, by when the
 * latest of them may have gone, and leaves it by the very write that settles them; so they are counted without a search,
 * and cost nothing while there are none.
 */
public final class UnknownTouches {

    /** How long a touch is counted: one that nothing settles, as no form ever is, does not ring for ever. */
    public static final Duration COUNTED = Duration.ofDays(1);

    private static final String BETWEEN = "#";

    private final Table table;

    public UnknownTouches(Table table) {
        this.table = table;
    }

    /** Marks the item of a slice, where one of its touches is of that kind. */
    static void mark(Map<String, AttributeValue> item, Slice slice) {
        var since = unknown(slice).stream()
                .map(Touch::sentAt)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder());
        since.ifPresent(at -> {
            item.put("due_pk", AttributeValue.fromS(Keys.UNKNOWN));
            item.put(
                    "due_sk",
                    AttributeValue.fromS(
                            CampaignStore.dueKey(at) + BETWEEN + unknown(slice).size()));
        });
    }

    private static List<Touch> unknown(Slice slice) {
        return slice.touches().stream()
                .filter(touch -> touch.state() == TouchState.UNKNOWN)
                .toList();
    }

    /** Returns how many there are in all workspaces that may have gone in the day before a business moment. */
    public int count(Instant now) {
        int count = 0;
        Map<String, AttributeValue> from = null;
        do {
            var page = table.page(query(now.minus(COUNTED), from));
            for (var item : page.items()) {
                var mark = Items.text(item, "due_sk");
                count += Integer.parseInt(mark.substring(mark.indexOf(BETWEEN) + 1));
            }
            from = page.next();
        } while (from != null);
        return count;
    }

    private QueryRequest query(Instant since, @Nullable Map<String, AttributeValue> from) {
        return QueryRequest.builder()
                .tableName(table.name())
                .indexName(Table.DUE)
                .keyConditionExpression("due_pk = :p AND due_sk > :since")
                .expressionAttributeValues(Map.of(
                        ":p", AttributeValue.fromS(Keys.UNKNOWN),
                        ":since", AttributeValue.fromS(CampaignStore.dueKey(since))))
                .exclusiveStartKey(from)
                .build();
    }
}
