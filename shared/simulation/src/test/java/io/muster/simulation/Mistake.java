package io.muster.simulation;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import io.muster.aws.api.Api;
import io.muster.aws.api.Router;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** What careless hands make of calls and functions: the kinds of mistakes, each for a choice of items or calls. */
interface Mistake extends Intervention {

    /** An item as it is written or read, by what it is. */
    record Item(Map<String, AttributeValue> fields) {

        private String text(String name) {
            var attribute = fields.get(name);
            return attribute == null || attribute.s() == null ? "" : attribute.s();
        }

        /** Returns whether it is the head of a campaign. */
        boolean head() {
            return text("sk").equals("META");
        }

        /** Returns whether it is a slice of touches. */
        boolean slice() {
            return text("sk").startsWith("S#");
        }

        /** Returns whether it proves that an input was applied. */
        boolean proof() {
            return text("sk").startsWith("H#");
        }

        /** Returns whether it is a contact's response. */
        boolean response() {
            return text("sk").startsWith("R#");
        }

        /** Returns whether it is the gate of a contact or of an address. */
        boolean gate() {
            return text("sk").equals("GATE");
        }

        /** Returns whether it is the answer to a request that may come twice. */
        boolean answer() {
            return text("sk").equals("IDEM");
        }

        /** Returns whether it counts what a channel may still send. */
        boolean counter() {
            return text("pk").contains("#CAP#");
        }
    }

    // ---- what is written

    /** Items are written whatever stands there. */
    static Mistake unconditional(Predicate<Item> which) {
        return writes(write -> {
            var put = write.put();
            var update = write.update();
            if (put != null && which.test(new Item(put.item()))) {
                return List.of(write.toBuilder()
                        .put(put.toBuilder()
                                .conditionExpression(null)
                                .expressionAttributeNames(null)
                                .expressionAttributeValues(null)
                                .build())
                        .build());
            }
            if (update != null && which.test(new Item(update.key()))) {
                var values = new HashMap<>(update.expressionAttributeValues());
                values.keySet().removeIf(name -> !update.updateExpression().contains(name));
                return List.of(write.toBuilder()
                        .update(update.toBuilder()
                                .conditionExpression(null)
                                .expressionAttributeValues(values)
                                .build())
                        .build());
            }
            return List.of(write);
        });
    }

    /** Items are not written, as if somebody had forgotten it. */
    static Mistake forgotten(Predicate<Item> which) {
        return writes(write -> {
            var put = write.put();
            var update = write.update();
            boolean dropped = (put != null && which.test(new Item(put.item())))
                    || (update != null && which.test(new Item(update.key())));
            return dropped ? List.of() : List.of(write);
        });
    }

    /** What a write rests on elsewhere is not looked at again. */
    static Mistake unchecked() {
        return writes(write -> write.conditionCheck() == null ? List.of(write) : List.of());
    }

    /** Items are written otherwise than they ought to be. */
    static Mistake miswritten(Predicate<Item> which, UnaryOperator<Map<String, AttributeValue>> change) {
        return writes(write -> {
            var put = write.put();
            return put == null || !which.test(new Item(put.item()))
                    ? List.of(write)
                    : List.of(write.toBuilder()
                            .put(put.toBuilder().item(change.apply(put.item())).build())
                            .build());
        });
    }

    private static Mistake writes(Function<TransactWriteItem, List<TransactWriteItem>> change) {
        return new Mistake() {
            @Override
            public Object call(Service.Call call, Function<Service.Call, Object> wire) {
                return wire.apply(call.with(changed(call.request(), change)));
            }
        };
    }

    private static Object changed(Object request, Function<TransactWriteItem, List<TransactWriteItem>> change) {
        if (request instanceof TransactWriteItemsRequest transaction) {
            var writes = transaction.transactItems().stream()
                    .flatMap(write -> change.apply(write).stream())
                    .toList();
            return writes.isEmpty()
                    ? request
                    : transaction.toBuilder().transactItems(writes).build();
        }
        if (request instanceof PutItemRequest put) {
            var alone = TransactWriteItem.builder()
                    .put(same -> same.tableName(put.tableName())
                            .item(put.item())
                            .conditionExpression(put.conditionExpression())
                            .expressionAttributeNames(
                                    put.hasExpressionAttributeNames() ? put.expressionAttributeNames() : null)
                            .expressionAttributeValues(
                                    put.hasExpressionAttributeValues() ? put.expressionAttributeValues() : null))
                    .build();
            var next = change.apply(alone);
            return next.isEmpty() || next.getFirst().equals(alone)
                    ? request
                    : put.toBuilder()
                            .item(next.getFirst().put().item())
                            .conditionExpression(next.getFirst().put().conditionExpression())
                            .expressionAttributeNames(
                                    next.getFirst().put().hasExpressionAttributeNames()
                                            ? next.getFirst().put().expressionAttributeNames()
                                            : null)
                            .expressionAttributeValues(
                                    next.getFirst().put().hasExpressionAttributeValues()
                                            ? next.getFirst().put().expressionAttributeValues()
                                            : null)
                            .build();
        }
        return request;
    }

    /** Returns an item with one field set, or without it. */
    static UnaryOperator<Map<String, AttributeValue>> field(String name, @Nullable AttributeValue value) {
        return item -> {
            var next = new HashMap<>(item);
            if (value == null) {
                next.remove(name);
            } else {
                next.put(name, value);
            }
            return next;
        };
    }

    /** Returns a slice whose touches in one state are written in another. */
    static UnaryOperator<Map<String, AttributeValue>> touches(String state, String written) {
        return item -> {
            var touches = item.get("touches");
            return touches == null
                    ? item
                    : field(
                                    "touches",
                                    AttributeValue.fromL(touches.l().stream()
                                            .map(touch -> touch.m()
                                                            .getOrDefault("state", AttributeValue.fromS(""))
                                                            .s()
                                                            .equals(state)
                                                    ? AttributeValue.fromM(field("state", AttributeValue.fromS(written))
                                                            .apply(touch.m()))
                                                    : touch)
                                            .toList()))
                            .apply(item);
        };
    }

    /** A transaction is written piece by piece, since that is cheaper. */
    static Mistake inPieces() {
        return new Mistake() {
            @Override
            public Object call(Service.Call call, Function<Service.Call, Object> wire) {
                if (!(call.request() instanceof TransactWriteItemsRequest transaction)) {
                    return wire.apply(call);
                }
                var answers = new ArrayList<Object>();
                for (var write : transaction.transactItems()) {
                    answers.add(wire.apply(call.with(transaction.toBuilder()
                            .transactItems(write)
                            .clientRequestToken(null)
                            .build())));
                }
                return answers.getLast();
            }
        };
    }

    // ---- what is read

    /** A claim reads items otherwise than they stand. */
    static Mistake misread(Predicate<Item> which, UnaryOperator<Map<String, AttributeValue>> change) {
        return new Mistake() {
            private @Nullable World world;

            @Override
            public void begins(World begun) {
                world = begun;
            }

            @Override
            public Object call(Service.Call call, Function<Service.Call, Object> wire) {
                var answer = wire.apply(call);
                var actor = world == null ? null : world.actor();
                return actor != null
                                && actor.name().startsWith("dispatch")
                                && answer instanceof BatchGetItemResponse items
                        ? seen(items, which, change)
                        : answer;
            }
        };
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

    /** Queries of an index find nothing. */
    static Mistake blind(String index) {
        return new Mistake() {
            @Override
            public Object call(Service.Call call, Function<Service.Call, Object> wire) {
                return call.request() instanceof QueryRequest query && index.equals(query.indexName())
                        ? QueryResponse.builder()
                                .items(List.<Map<String, AttributeValue>>of())
                                .count(0)
                                .build()
                        : wire.apply(call);
            }
        };
    }

    /** Queries look into another workspace. */
    static Mistake astray(String workspace, String other) {
        return new Mistake() {
            @Override
            public Object call(Service.Call call, Function<Service.Call, Object> wire) {
                if (!(call.request() instanceof QueryRequest query)) {
                    return wire.apply(call);
                }
                var values = new HashMap<>(query.expressionAttributeValues());
                values.replaceAll(
                        (name, value) -> value.s() != null && value.s().startsWith("W#" + workspace + "#SEL#")
                                ? AttributeValue.fromS(value.s().replace("W#" + workspace, "W#" + other))
                                : value);
                return wire.apply(call.with(
                        query.toBuilder().expressionAttributeValues(values).build()));
            }
        };
    }

    // ---- what goes wrong, and is taken for something else

    /** A call that goes wrong is taken for one that went right. */
    static Mistake swallowed(Predicate<Service.Call> which, Class<? extends RuntimeException> failure, Object answer) {
        return new Mistake() {
            @Override
            public Object call(Service.Call call, Function<Service.Call, Object> wire) {
                try {
                    return wire.apply(call);
                } catch (RuntimeException wrong) {
                    if (which.test(call) && failure.isInstance(wrong)) {
                        return answer;
                    }
                    throw wrong;
                }
            }
        };
    }

    /** A provider that does not answer is asked again at once. */
    static Mistake insistent() {
        return new Mistake() {
            @Override
            public Object call(Service.Call call, Function<Service.Call, Object> wire) {
                try {
                    return wire.apply(call);
                } catch (SdkClientException silence) {
                    if (call.service().provider()) {
                        return wire.apply(call);
                    }
                    throw silence;
                }
            }
        };
    }

    /** A provider that does not answer is taken for one that refuses with this status. */
    static Mistake silenceAs(int status) {
        return new Mistake() {
            @Override
            public Object call(Service.Call call, Function<Service.Call, Object> wire) {
                try {
                    return wire.apply(call);
                } catch (SdkClientException silence) {
                    throw call.service().provider() ? call.service().answer(status, "Refused") : silence;
                }
            }
        };
    }

    /** A provider's yes is taken for a refusal with this status. */
    static Mistake acceptanceAs(int status) {
        return new Mistake() {
            @Override
            public Object call(Service.Call call, Function<Service.Call, Object> wire) {
                var answer = wire.apply(call);
                if (call.service().provider()) {
                    throw call.service().answer(status, "Refused");
                }
                return answer;
            }
        };
    }

    // ---- functions

    /** A route is answered, and nothing is done. */
    static Mistake answered(String route, int status) {
        return new Mistake() {
            @Override
            public Deployment installed(Deployment functions) {
                var apis = new HashMap<>(functions.apis());
                apis.put(route, new Api() {
                    @Override
                    public Router router() {
                        throw new UnsupportedOperationException(route);
                    }

                    @Override
                    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
                        return APIGatewayV2HTTPResponse.builder()
                                .withStatusCode(status)
                                .build();
                    }
                });
                return new Deployment(apis, functions.feeds(), functions.sweep());
            }
        };
    }

    /** What a function answers for a batch is turned into something else. */
    static Mistake batches(UnaryOperator<SQSBatchResponse> change) {
        return new Mistake() {
            @Override
            public Deployment installed(Deployment functions) {
                var feeds = functions.feeds().stream()
                        .map(feed -> new Deployment.Feed(
                                feed.queue(),
                                (event, context) -> change.apply(feed.handler().handleRequest(event, context)),
                                feed.concurrency()))
                        .toList();
                return new Deployment(functions.apis(), feeds, functions.sweep());
            }
        };
    }
}
