package io.muster.simulation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** Mistakes in what is read. */
final class CarelessReads {

    private CarelessReads() {}

    /** A claim reads items otherwise than they stand. */
    static Intervention misread(Predicate<Item> which, UnaryOperator<Map<String, AttributeValue>> change) {
        return new Intervention() {
            private @Nullable World world;

            @Override
            public void begins(World begun) {
                world = begun;
            }

            @Override
            public Object call(Service.Call call, Function<Service.Call, Object> wire) {
                var answer = wire.apply(call);
                var actor = world == null ? null : world.actor();
                boolean claims = actor != null && actor.name().startsWith("dispatch");
                return claims && answer instanceof BatchGetItemResponse items ? seen(items, which, change) : answer;
            }
        };
    }

    /** A claim of a slice in which somebody is named reads all gates otherwise than they stand. */
    static Intervention unasked(UnaryOperator<Map<String, AttributeValue>> change) {
        var names = new AtomicBoolean();
        return misread(
                item -> {
                    if (item.slice()) {
                        names.set(item.names());
                    }
                    return item.gate() && names.get();
                },
                change);
    }

    /** A claim reads all gates otherwise than they stand, but those of whom it is to reach. */
    static Intervention others(UnaryOperator<Map<String, AttributeValue>> change) {
        var reached = new HashSet<String>();
        return misread(
                item -> {
                    if (item.slice()) {
                        reached.clear();
                        reached.addAll(item.reaches());
                    }
                    return item.gate() && !reached.contains(item.contact());
                },
                change);
    }

    private static Object seen(
            BatchGetItemResponse answer, Predicate<Item> which, UnaryOperator<Map<String, AttributeValue>> change) {
        var tables = new HashMap<String, List<Map<String, AttributeValue>>>();
        answer.responses()
                .forEach((table, items) -> tables.put(
                        table,
                        items.stream()
                                .map(item -> which.test(new Item(item)) ? change.apply(item) : item)
                                .toList()));
        return answer.toBuilder().responses(tables).build();
    }

    /** Queries find items otherwise than they stand. */
    static Careless seen(Predicate<Item> which, UnaryOperator<Map<String, AttributeValue>> change) {
        return (call, wire) -> {
            var answer = wire.apply(call);
            return answer instanceof QueryResponse found
                    ? found.toBuilder()
                            .items(found.items().stream()
                                    .map(item -> which.test(new Item(item)) ? change.apply(item) : item)
                                    .toList())
                            .build()
                    : answer;
        };
    }

    /** Queries of an index find nothing. */
    static Careless blind(String index) {
        return (call, wire) -> call.request() instanceof QueryRequest query && index.equals(query.indexName())
                ? QueryResponse.builder()
                        .items(List.<Map<String, AttributeValue>>of())
                        .count(0)
                        .build()
                : wire.apply(call);
    }

    /** Queries look into another workspace. */
    static Careless astray(String workspace, String other) {
        return (call, wire) -> {
            if (!(call.request() instanceof QueryRequest query)) {
                return wire.apply(call);
            }
            var values = new HashMap<>(query.expressionAttributeValues());
            values.replaceAll((name, value) -> value.s() != null && value.s().startsWith("W#" + workspace + "#SEL#")
                    ? AttributeValue.fromS(value.s().replace("W#" + workspace, "W#" + other))
                    : value);
            return wire.apply(call.with(
                    query.toBuilder().expressionAttributeValues(values).build()));
        };
    }
}
