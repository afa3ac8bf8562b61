package io.muster.memory.dynamodb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;

/** Reads: the items are picked under the world's lock, filtered and projected outside it. */
final class Reads {

    private static final int PAGE = 1024 * 1024;
    private static final int BATCH = 100;

    private final Store store;

    Reads(Store store) {
        this.store = store;
    }

    /** An item to be read and what to show of it. */
    private record Get(Table table, Key key, @Nullable Projection projection) {
        @Nullable
        Map<String, AttributeValue> shown(@Nullable Stored item) {
            if (item == null) {
                return null;
            }
            return projection == null ? item.attributes() : projection.of(item.attributes());
        }
    }

    GetItemResponse get(GetItemRequest request) {
        if (request.hasAttributesToGet()) {
            throw Errors.uncovered("the legacy parameter AttributesToGet");
        }
        var get = get(
                store.table(request.tableName()),
                request.key(),
                request.projectionExpression(),
                request.hasExpressionAttributeNames() ? request.expressionAttributeNames() : null);
        var item = store.atomically(() -> get.table.items().get(get.key));
        var capacity = new Capacity(get.table.name());
        capacity.read(size(item), factor(request.consistentRead()));
        return GetItemResponse.builder()
                .item(get.shown(item))
                .consumedCapacity(capacity.report(request.returnConsumedCapacity()))
                .build();
    }

    private static Get get(
            Table table,
            Map<String, AttributeValue> key,
            @Nullable String projection,
            @Nullable Map<String, String> names) {
        var attributes = Values.canonical(key);
        table.schema().refuseEmpty(attributes);
        var expressions = Expressions.of("ProjectionExpression", projection != null, names, null);
        var shown = expressions.projection(projection);
        expressions.close();
        table.schema().checkKey(attributes);
        return new Get(table, table.schema().keyOf(attributes), shown);
    }

    private static int size(@Nullable Stored item) {
        return item == null ? 0 : item.size();
    }

    private static double factor(@Nullable Boolean consistent) {
        return Boolean.TRUE.equals(consistent) ? 1 : 0.5;
    }

    BatchGetItemResponse batch(BatchGetItemRequest request) {
        if (request.requestItems().isEmpty()) {
            throw Errors.validation("BatchGetItem must have some requests set");
        }
        var gets = new LinkedHashMap<String, List<Get>>();
        var factors = new HashMap<String, Double>();
        request.requestItems().forEach((name, keys) -> {
            gets.put(name, gets(name, keys));
            factors.put(name, factor(keys.consistentRead()));
        });
        if (gets.values().stream().mapToInt(List::size).sum() > BATCH) {
            throw Errors.validation("Too many items requested for the BatchGetItem call");
        }
        var capacities = new LinkedHashMap<String, Capacity>();
        var responses = new HashMap<String, List<Map<String, AttributeValue>>>();
        store.atomically(() -> {
            gets.forEach((name, list) -> {
                var factor = factors.getOrDefault(name, 0.5);
                var shown = responses.computeIfAbsent(name, n -> new ArrayList<>());
                for (var get : list) {
                    var item = get.table.items().get(get.key);
                    capacities.computeIfAbsent(name, Capacity::new).read(size(item), factor);
                    var attributes = get.shown(item);
                    if (attributes != null) {
                        shown.add(attributes);
                    }
                }
            });
            return responses;
        });
        return BatchGetItemResponse.builder()
                .responses(responses)
                .unprocessedKeys(Map.of())
                .consumedCapacity(Writes.reports(capacities, request.returnConsumedCapacity()))
                .build();
    }

    private List<Get> gets(String name, KeysAndAttributes wanted) {
        if (wanted.hasAttributesToGet()) {
            throw Errors.uncovered("the legacy parameter AttributesToGet");
        }
        if (wanted.keys().isEmpty()) {
            throw Errors.validation(
                    "The list of keys in RequestItems for BatchGetItem is required: " + name + " has empty list");
        }
        if (wanted.keys().size() > BATCH) {
            throw Errors.validation("Too many items requested for the BatchGetItem call");
        }
        var table = store.table(name);
        wanted.keys().forEach(key -> table.schema().refuseEmpty(Values.canonical(key)));
        var gets = new ArrayList<Get>();
        var seen = new HashSet<Key>();
        for (var key : wanted.keys()) {
            var get = get(
                    table,
                    key,
                    wanted.projectionExpression(),
                    wanted.hasExpressionAttributeNames() ? wanted.expressionAttributeNames() : null);
            if (!seen.add(get.key)) {
                throw Errors.validation("Provided list of item keys contains duplicates");
            }
            gets.add(get);
        }
        return gets;
    }

    TransactGetItemsResponse transact(TransactGetItemsRequest request) {
        var count = request.transactItems().size();
        if (count == 0 || count > Transactions.LARGEST) {
            throw Errors.validation(
                    "1 validation error detected: Value at 'transactItems' failed to satisfy constraint:"
                            + (count == 0
                                    ? " Member must have length greater than or equal to 1"
                                    : " Member must have length less than or equal to 100"));
        }
        var gets = new ArrayList<Get>();
        var seen = new HashMap<String, HashSet<Key>>();
        for (var item : request.transactItems()) {
            var wanted = item.get();
            var get = transactional(wanted);
            if (!seen.computeIfAbsent(get.table.name(), t -> new HashSet<>()).add(get.key)) {
                throw Errors.validation("Transaction request cannot include multiple operations on one item");
            }
            gets.add(get);
        }
        var capacities = new LinkedHashMap<String, Capacity>();
        var responses = store.atomically(() -> {
            var items = new ArrayList<ItemResponse>();
            for (var get : gets) {
                var item = get.table.items().get(get.key);
                capacities.computeIfAbsent(get.table.name(), Capacity::new).read(size(item), 2);
                items.add(ItemResponse.builder().item(get.shown(item)).build());
            }
            return items;
        });
        return TransactGetItemsResponse.builder()
                .responses(responses)
                .consumedCapacity(Writes.reports(capacities, request.returnConsumedCapacity()))
                .build();
    }

    /** A key of a wrong shape cancels the transaction instead of being refused as a request. */
    private Get transactional(software.amazon.awssdk.services.dynamodb.model.Get wanted) {
        var table = store.table(wanted.tableName());
        try {
            table.schema().checkKey(Values.canonical(wanted.key()));
        } catch (DynamoDbException e) {
            throw Errors.canceled(List.of(CancellationReason.builder()
                    .code("ValidationError")
                    .message(e.awsErrorDetails().errorMessage())
                    .build()));
        }
        return get(
                table,
                wanted.key(),
                wanted.projectionExpression(),
                wanted.hasExpressionAttributeNames() ? wanted.expressionAttributeNames() : null);
    }

    /** What stands in a table or index, and how it is shown. */
    private record Source(Table table, @Nullable Index index, NavigableMap<Key, Stored> items) {

        KeySchema schema() {
            return index == null ? table.schema() : index.schema();
        }

        Map<String, AttributeValue> view(Stored item) {
            return index == null ? item.attributes() : index.project(item.attributes());
        }

        int size(Stored item) {
            return index == null ? item.size() : index.size(item);
        }

        Map<String, AttributeValue> lastKey(Stored item) {
            var key = new HashMap<>(table.schema().keyAttributes(item.attributes()));
            if (index != null) {
                key.putAll(index.schema().keyAttributes(item.attributes()));
            }
            return key;
        }

        /** Returns the place after which a page starts, or refuses what is no key of this source. */
        Key start(Map<String, AttributeValue> given) {
            var key = Values.canonical(given);
            var names = new HashSet<String>();
            for (var schema : List.of(table.schema(), schema())) {
                check(key, schema, names);
            }
            if (!key.keySet().equals(names)) {
                throw Errors.validation("The provided starting key is invalid");
            }
            var own = table.schema().keyOf(key);
            var entry = index == null ? own : index.schema().entryOf(key, own);
            return entry == null ? own : entry;
        }

        private static void check(Map<String, AttributeValue> key, KeySchema schema, HashSet<String> names) {
            names.add(schema.hash().name());
            if (schema.range() != null) {
                names.add(schema.range().name());
            }
            if (!schema.matches(key, schema.hash())
                    || (schema.range() != null && !schema.matches(key, schema.range()))) {
                throw Errors.validation("The provided starting key is invalid");
            }
        }
    }

    /** A page of items as they were picked. */
    private record Page(List<Stored> items, @Nullable Map<String, AttributeValue> lastKey, long bytes) {}

    private Source source(@Nullable String tableName, @Nullable String indexName, @Nullable Boolean consistent) {
        var table = store.table(tableName);
        if (indexName == null) {
            return new Source(table, null, table.items());
        }
        var entries = table.index(indexName);
        if (Boolean.TRUE.equals(consistent)) {
            throw Errors.validation("Consistent reads are not supported on global secondary indexes");
        }
        return new Source(table, entries.index(), entries.items());
    }

    QueryResponse query(QueryRequest request) {
        if (request.hasKeyConditions()
                || request.hasQueryFilter()
                || request.hasAttributesToGet()
                || request.conditionalOperator() != null) {
            throw Errors.uncovered(
                    "the legacy parameters KeyConditions, QueryFilter, AttributesToGet and" + " ConditionalOperator");
        }
        if (request.keyConditionExpression() == null) {
            throw Errors.validation("Either the KeyConditions or KeyConditionExpression parameter must be specified in"
                    + " the request.");
        }
        var source = source(request.tableName(), request.indexName(), request.consistentRead());
        refuseLimit(request.limit());
        refuseSelect(request.select(), request.projectionExpression(), source);
        var expressions = Expressions.of(
                "KeyConditionExpression",
                true,
                request.hasExpressionAttributeNames() ? request.expressionAttributeNames() : null,
                request.hasExpressionAttributeValues() ? request.expressionAttributeValues() : null);
        var filter = expressions.condition("FilterExpression", request.filterExpression());
        var projection = expressions.projection(request.projectionExpression());
        var condition = expressions.condition("KeyConditionExpression", request.keyConditionExpression());
        expressions.close();
        if (condition == null) {
            throw new IllegalStateException("no key condition");
        }
        var range = KeyRange.of(condition, source.schema());
        refuseKeys(filter, source.schema());
        var forward = !Boolean.FALSE.equals(request.scanIndexForward());
        var start = request.hasExclusiveStartKey() ? source.start(request.exclusiveStartKey()) : null;
        if (start != null && (!range.contains(start) || (source.index == null && range.ends(start, forward)))) {
            throw Errors.validation(
                    "The provided starting key is outside query boundaries based on provided conditions");
        }
        var page = store.atomically(() -> {
            var stretch = source.items.subMap(range.from(), true, range.to(), false);
            var directed = forward ? stretch : stretch.descendingMap();
            return page(source, start == null ? directed : directed.tailMap(start, false), request.limit());
        });
        var shown = shown(page, source, filter, projection);
        return QueryResponse.builder()
                .items(request.select() == Select.COUNT ? null : shown)
                .count(shown.size())
                .scannedCount(page.items.size())
                .lastEvaluatedKey(exhausted(source, range, page, forward) ? null : page.lastKey)
                .consumedCapacity(
                        capacity(source, page, request.consistentRead()).report(request.returnConsumedCapacity()))
                .build();
    }

    /** Returns whether the key condition leaves nothing that could lie behind a page of a table. */
    private static boolean exhausted(Source source, KeyRange range, Page page, boolean forward) {
        return source.index == null
                && !page.items.isEmpty()
                && range.ends(page.items.getLast().key(), forward);
    }

    ScanResponse scan(ScanRequest request) {
        if (request.hasScanFilter() || request.hasAttributesToGet() || request.conditionalOperator() != null) {
            throw Errors.uncovered("the legacy parameters ScanFilter, AttributesToGet and ConditionalOperator");
        }
        if (request.segment() != null || request.totalSegments() != null) {
            throw Errors.uncovered("parallel scans (Segment, TotalSegments)");
        }
        var source = source(request.tableName(), request.indexName(), request.consistentRead());
        refuseLimit(request.limit());
        refuseSelect(request.select(), request.projectionExpression(), source);
        var expressions = Expressions.of(
                "FilterExpression",
                request.filterExpression() != null || request.projectionExpression() != null,
                request.hasExpressionAttributeNames() ? request.expressionAttributeNames() : null,
                request.hasExpressionAttributeValues() ? request.expressionAttributeValues() : null);
        var filter = expressions.condition("FilterExpression", request.filterExpression());
        var projection = expressions.projection(request.projectionExpression());
        expressions.close();
        var start = request.hasExclusiveStartKey() ? source.start(request.exclusiveStartKey()) : null;
        var page = store.atomically(
                () -> page(source, start == null ? source.items : source.items.tailMap(start, false), request.limit()));
        var shown = shown(page, source, filter, projection);
        return ScanResponse.builder()
                .items(request.select() == Select.COUNT ? null : shown)
                .count(shown.size())
                .scannedCount(page.items.size())
                .lastEvaluatedKey(page.lastKey)
                .consumedCapacity(
                        capacity(source, page, request.consistentRead()).report(request.returnConsumedCapacity()))
                .build();
    }

    /** Picks items until the limit or, at the latest, the item with which a page reaches 1 MiB. */
    private static Page page(Source source, NavigableMap<Key, Stored> items, @Nullable Integer limit) {
        var picked = new ArrayList<Stored>();
        var bytes = 0L;
        for (var item : items.values()) {
            picked.add(item);
            bytes += source.size(item);
            if ((limit != null && picked.size() == limit) || bytes >= PAGE) {
                return new Page(picked, source.lastKey(item), bytes);
            }
        }
        return new Page(picked, null, bytes);
    }

    private static List<Map<String, AttributeValue>> shown(
            Page page, Source source, Expressions.@Nullable Bound filter, @Nullable Projection projection) {
        var shown = new ArrayList<Map<String, AttributeValue>>();
        for (var item : page.items) {
            var view = source.view(item);
            if (filter == null || filter.test(view)) {
                shown.add(projection == null ? view : projection.of(view));
            }
        }
        return shown;
    }

    private static Capacity capacity(Source source, Page page, @Nullable Boolean consistent) {
        var capacity = new Capacity(source.table.name());
        if (source.index == null) {
            capacity.read(page.bytes, factor(consistent));
        } else {
            capacity.readIndex(source.index.name(), page.bytes);
        }
        return capacity;
    }

    private static void refuseLimit(@Nullable Integer limit) {
        if (limit != null && limit < 1) {
            throw Errors.validation("1 validation error detected: Value '" + limit + "' at 'limit' failed to satisfy"
                    + " constraint: Member must have value greater than or equal to 1");
        }
    }

    private static void refuseSelect(@Nullable Select select, @Nullable String projection, Source source) {
        if (select == Select.COUNT && projection != null) {
            throw Errors.validation("Cannot specify the ProjectionExpression when choosing to get only the Count");
        }
        if (select == Select.SPECIFIC_ATTRIBUTES && projection == null) {
            throw Errors.validation("Must specify the AttributesToGet or ProjectionExpression when choosing to get"
                    + " SPECIFIC_ATTRIBUTES");
        }
        if (select == Select.ALL_ATTRIBUTES && source.index != null && source.index.projected() != null) {
            throw Errors.invalid("Select type ALL_ATTRIBUTES is not supported for global secondary index "
                    + source.index.name() + " because its projection type is not ALL");
        }
    }

    private static void refuseKeys(Expressions.@Nullable Bound filter, KeySchema schema) {
        if (filter == null) {
            return;
        }
        for (var path : filter.parsed().paths()) {
            if (schema.contains(path.attribute())) {
                throw Errors.validation("Filter Expression can only contain non-primary key attributes:"
                        + " Primary key attribute: " + path.attribute());
            }
        }
    }
}
