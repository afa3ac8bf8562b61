package io.muster.memory.dynamodb;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteRequest;
import software.amazon.awssdk.services.dynamodb.model.Get;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Makes random operations on few keys, so that they meet each other's items; about a tenth of them are malformed. */
final class Operations {

    private static final String TABLE = "things";
    private static final List<String> NAMES = List.of("n", "t", "l", "m", "e", "f", "g", "x", "gp", "gs");

    private static final List<Map<String, AttributeValue>> KEYS = Stream.of("p0", "p1", "p2")
            .flatMap(p -> Stream.of("s0", "s1", "t2", "é3").map(k -> Map.of("pk", s(p), "sk", s(k))))
            .toList();

    private final RandomGenerator random;

    Operations(RandomGenerator random) {
        this.random = random;
    }

    /** An operation and the text that a failure shows. */
    record Operation(String text, Function<DynamoDbClient, Object> on) {}

    Operation next() {
        return switch (random.nextInt(13)) {
            case 0, 1 -> put();
            case 2, 3, 4 -> update();
            case 5 -> delete();
            case 6 -> get();
            case 7, 8 -> query();
            case 9 -> indexQuery();
            case 10 -> transaction();
            case 11 -> batchWrite();
            default -> reads();
        };
    }

    private Operation put() {
        var e = new Text();
        var condition = random.nextInt(3) == 0 ? null : condition(e, 2);
        var request = PutItemRequest.builder()
                .tableName(TABLE)
                .item(item())
                .conditionExpression(condition)
                .expressionAttributeNames(e.names())
                .expressionAttributeValues(e.values())
                .returnValues(one(ReturnValue.NONE, ReturnValue.ALL_OLD, ReturnValue.ALL_OLD))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)
                .build();
        return new Operation(request.toString(), c -> c.putItem(request));
    }

    private Operation delete() {
        var e = new Text();
        var condition = random.nextBoolean() ? null : condition(e, 2);
        var request = DeleteItemRequest.builder()
                .tableName(TABLE)
                .key(key())
                .conditionExpression(condition)
                .expressionAttributeNames(e.names())
                .expressionAttributeValues(e.values())
                .returnValues(ReturnValue.ALL_OLD)
                .returnValuesOnConditionCheckFailure(
                        one(ReturnValuesOnConditionCheckFailure.ALL_OLD, ReturnValuesOnConditionCheckFailure.NONE))
                .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)
                .build();
        return new Operation(request.toString(), c -> c.deleteItem(request));
    }

    private Operation update() {
        var e = new Text();
        var update = updateText(e);
        var condition = random.nextInt(3) > 0 ? null : condition(e, 2);
        var request = UpdateItemRequest.builder()
                .tableName(TABLE)
                .key(key())
                .updateExpression(update)
                .conditionExpression(condition)
                .expressionAttributeNames(e.names())
                .expressionAttributeValues(e.values())
                .returnValues(one(
                        ReturnValue.NONE,
                        ReturnValue.ALL_OLD,
                        ReturnValue.ALL_NEW,
                        ReturnValue.UPDATED_OLD,
                        ReturnValue.UPDATED_NEW))
                .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)
                .build();
        return new Operation(request.toString(), c -> c.updateItem(request));
    }

    private Operation get() {
        var e = new Text();
        var request = GetItemRequest.builder()
                .tableName(random.nextInt(30) == 0 ? "nothing" : TABLE)
                .key(random.nextInt(20) == 0 ? Map.of("pk", s("p1")) : key())
                .projectionExpression(random.nextBoolean() ? null : projection(e))
                .expressionAttributeNames(e.names())
                .consistentRead(random.nextBoolean())
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .build();
        return new Operation(request.toString(), c -> c.getItem(request));
    }

    private Operation query() {
        var e = new Text();
        var text = "pk = " + e.value(s(partition()))
                + switch (random.nextInt(8)) {
                    case 0 -> " AND sk = " + e.value(s(sort()));
                    case 1 -> " AND sk < " + e.value(s(sort()));
                    case 2 -> " AND sk >= " + e.value(s(sort()));
                    case 3 -> " AND sk BETWEEN " + e.value(s(sort())) + " AND " + e.value(s(sort()));
                    case 4 -> " AND begins_with(sk, " + e.value(s(one("s", "s1", "t", "é"))) + ")";
                    case 5 -> one("", " AND sk <> :k0", " OR sk = :k0", " AND n = :k0", " AND sk > sk", " AND");
                    default -> "";
                };
        var count = random.nextInt(8) == 0;
        var request = QueryRequest.builder()
                .tableName(TABLE)
                .keyConditionExpression(text)
                .filterExpression(random.nextBoolean() ? null : condition(e, 1))
                .projectionExpression(count || random.nextBoolean() ? null : projection(e))
                .select(count ? Select.COUNT : null)
                .limit(random.nextBoolean() ? null : random.nextInt(6))
                .scanIndexForward(random.nextBoolean())
                .exclusiveStartKey(random.nextInt(4) > 0 ? null : key())
                .expressionAttributeNames(e.names())
                .expressionAttributeValues(e.values())
                .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)
                .build();
        return new Operation(request.toString(), c -> c.query(request));
    }

    private Operation indexQuery() {
        var e = new Text();
        var text = "gp = " + e.value(s("g" + random.nextInt(3)))
                + (random.nextBoolean() ? "" : " AND gs " + one("<", "<=", ">", ">=") + " " + e.value(rank()));
        var request = QueryRequest.builder()
                .tableName(TABLE)
                .indexName(random.nextInt(15) == 0 ? "nothing" : "byRank")
                .keyConditionExpression(text)
                .limit(random.nextBoolean() ? null : 1 + random.nextInt(5))
                .scanIndexForward(random.nextBoolean())
                .consistentRead(random.nextInt(15) == 0)
                .expressionAttributeValues(e.values())
                .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)
                .build();
        return new Operation(
                request.toString(),
                c -> request.limit() == null
                        ? c.query(request)
                        : c.queryPaginator(request).items().stream().toList());
    }

    private Operation transaction() {
        var items = new ArrayList<TransactWriteItem>();
        var keys = new ArrayList<>(KEYS);
        Collections.shuffle(keys, Random.from(random));
        for (var i = 0; i < 1 + random.nextInt(4); i++) {
            items.add(transactItem(keys.get(i)));
        }
        if (random.nextInt(15) == 0) {
            items.add(TransactWriteItem.builder()
                    .delete(Delete.builder()
                            .tableName(TABLE)
                            .key(malformedKey())
                            .build())
                    .build());
        }
        var request = TransactWriteItemsRequest.builder()
                .transactItems(items)
                .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)
                .build();
        return new Operation(request.toString(), c -> c.transactWriteItems(request));
    }

    private TransactWriteItem transactItem(Map<String, AttributeValue> key) {
        var e = new Text();
        var kind = random.nextInt(4);
        var update = kind == 1 ? updateText(e) : null;
        var condition = kind == 3 || random.nextInt(3) == 0 ? condition(e, 1) : null;
        var old = ReturnValuesOnConditionCheckFailure.ALL_OLD;
        var item = TransactWriteItem.builder();
        return switch (kind) {
            case 0 ->
                item.put(Put.builder()
                                .tableName(TABLE)
                                .item(item(key))
                                .conditionExpression(condition)
                                .expressionAttributeNames(e.names())
                                .expressionAttributeValues(e.values())
                                .returnValuesOnConditionCheckFailure(old)
                                .build())
                        .build();
            case 1 ->
                item.update(Update.builder()
                                .tableName(TABLE)
                                .key(key)
                                .updateExpression(update)
                                .conditionExpression(condition)
                                .expressionAttributeNames(e.names())
                                .expressionAttributeValues(e.values())
                                .build())
                        .build();
            case 2 ->
                item.delete(Delete.builder()
                                .tableName(TABLE)
                                .key(key)
                                .conditionExpression(condition)
                                .expressionAttributeNames(e.names())
                                .expressionAttributeValues(e.values())
                                .build())
                        .build();
            default ->
                item.conditionCheck(ConditionCheck.builder()
                                .tableName(TABLE)
                                .key(key)
                                .conditionExpression(condition)
                                .expressionAttributeNames(e.names())
                                .expressionAttributeValues(e.values())
                                .returnValuesOnConditionCheckFailure(old)
                                .build())
                        .build();
        };
    }

    private Operation batchWrite() {
        var writes = new ArrayList<WriteRequest>();
        for (var i = 0; i < 1 + random.nextInt(5); i++) {
            writes.add(
                    random.nextBoolean()
                            ? WriteRequest.builder()
                                    .putRequest(PutRequest.builder()
                                            .item(item(key()))
                                            .build())
                                    .build()
                            : WriteRequest.builder()
                                    .deleteRequest(
                                            DeleteRequest.builder().key(key()).build())
                                    .build());
        }
        var request = BatchWriteItemRequest.builder()
                .requestItems(Map.of(TABLE, writes))
                .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)
                .build();
        return new Operation(request.toString(), c -> c.batchWriteItem(request));
    }

    private Operation reads() {
        var e = new Text();
        if (random.nextInt(3) == 0) {
            var scan = ScanRequest.builder()
                    .tableName(TABLE)
                    .filterExpression(condition(e, 1))
                    .expressionAttributeNames(e.names())
                    .expressionAttributeValues(e.values())
                    .build();
            return new Operation(scan.toString(), c -> c.scan(scan));
        }
        var keys = random.nextInt(10) == 0
                ? List.of(key(), key(), key())
                : List.of(one(KEYS.subList(0, 4)), one(KEYS.subList(4, 8)), one(KEYS.subList(8, 12)));
        if (random.nextBoolean()) {
            var request = BatchGetItemRequest.builder()
                    .requestItems(Map.of(
                            TABLE,
                            KeysAndAttributes.builder()
                                    .keys(keys)
                                    .projectionExpression(projection(e))
                                    .expressionAttributeNames(e.names())
                                    .build()))
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                    .build();
            return new Operation(request.toString(), c -> c.batchGetItem(request));
        }
        var request = TransactGetItemsRequest.builder()
                .transactItems(keys.stream()
                        .map(k -> TransactGetItem.builder()
                                .get(Get.builder().tableName(TABLE).key(k).build())
                                .build())
                        .toList())
                .build();
        return new Operation(request.toString(), c -> c.transactGetItems(request));
    }

    private String updateText(Text e) {
        var sections = new LinkedHashMap<String, List<String>>();
        for (var i = 0; i < 1 + random.nextInt(3); i++) {
            var path = path(e);
            switch (random.nextInt(8)) {
                case 0 -> section(sections, "REMOVE").add(path);
                case 1 ->
                    section(sections, "ADD")
                            .add(path + " "
                                    + e.value(random.nextInt(6) == 0 ? value(0) : one(n("3"), numbers(), texts())));
                case 2 -> section(sections, "DELETE").add(path + " " + e.value(one(numbers(), texts(), texts())));
                default -> section(sections, "SET").add(path + " = " + source(e));
            }
        }
        var text = new StringBuilder();
        sections.forEach((name, clauses) ->
                text.append(name).append(' ').append(String.join(", ", clauses)).append(' '));
        return random.nextInt(25) == 0
                ? damaged(text.toString().trim())
                : text.toString().trim();
    }

    private static List<String> section(Map<String, List<String>> sections, String name) {
        return sections.computeIfAbsent(name, s -> new ArrayList<>());
    }

    private String source(Text e) {
        return switch (random.nextInt(9)) {
            case 0 -> path(e);
            case 1 -> path(e) + one(" + ", " - ") + e.value(n("2"));
            case 2 -> "if_not_exists(" + path(e) + ", " + e.value(value(1)) + ")";
            case 3 -> "if_not_exists(" + path(e) + ", " + e.value(n("0")) + ") + " + e.value(n("1"));
            case 4 -> "list_append(" + path(e) + ", " + e.value(AttributeValue.fromL(List.of(value(0)))) + ")";
            default -> e.value(value(2));
        };
    }

    /** Takes a character out of a text or puts a strange one in. */
    private String damaged(String text) {
        if (text.length() < 2) {
            return text;
        }
        var at = 1 + random.nextInt(text.length() - 1);
        return random.nextBoolean()
                ? text.substring(0, at) + one("!", ")", "(", ",", "=", " AND ", "%") + text.substring(at)
                : text.substring(0, at);
    }

    private String condition(Text e, int depth) {
        var text = conditionText(e, depth);
        return random.nextInt(25) == 0 ? damaged(text) : text;
    }

    private String conditionText(Text e, int depth) {
        if (depth > 0 && random.nextInt(3) == 0) {
            var left = conditionText(e, depth - 1);
            var right = conditionText(e, depth - 1);
            return switch (random.nextInt(3)) {
                case 0 -> left + " AND " + right;
                case 1 -> left + " OR " + right;
                default -> "NOT " + left;
            };
        }
        return switch (random.nextInt(11)) {
            case 0 -> "attribute_exists(" + path(e) + ")";
            case 1 -> "attribute_not_exists(" + path(e) + ")";
            case 2 ->
                "attribute_type(" + path(e) + ", "
                        + e.value(s(one("S", "N", "L", "M", "SS", "NS", "BOOL", "NULL", "B", "Q"))) + ")";
            case 3 -> "begins_with(" + path(e) + ", " + e.value(random.nextInt(6) == 0 ? value(0) : s("v")) + ")";
            case 4 -> "contains(" + path(e) + ", " + e.value(value(0)) + ")";
            case 5 -> "size(" + path(e) + ") " + one("=", "<", ">") + " " + e.value(n("2"));
            case 6 -> path(e) + " BETWEEN " + e.value(n("0")) + " AND " + e.value(n("5"));
            case 7 -> path(e) + " IN (" + e.value(value(0)) + ", " + e.value(value(1)) + ")";
            default -> path(e) + one(" = ", " <> ", " < ", " <= ", " > ", " >= ") + e.value(value(1));
        };
    }

    private String projection(Text e) {
        var count = 1 + random.nextInt(3);
        var paths = new ArrayList<String>();
        for (var i = 0; i < count; i++) {
            paths.add(path(e));
        }
        return String.join(", ", paths);
    }

    private String path(Text e) {
        if (random.nextInt(60) == 0) {
            return one("status", "pk", "value");
        }
        var name = one(NAMES);
        var head = random.nextInt(4) == 0 ? e.name(name) : name;
        return switch (name) {
            case "l" -> head + one("", "[0]", "[1]", "[2]", "[5]", "[1].a");
            case "m" -> head + one("", ".a", ".b", ".a.b", "[0]");
            default -> head;
        };
    }

    private Map<String, AttributeValue> item() {
        var item = item(random.nextInt(40) == 0 ? Map.of("pk", s("p1")) : key());
        if (random.nextInt(40) == 0) {
            item.put("x", malformed());
        }
        return item;
    }

    private Map<String, AttributeValue> item(Map<String, AttributeValue> key) {
        var item = new HashMap<>(key);
        for (var i = 0; i < random.nextInt(6); i++) {
            var name = one(NAMES);
            item.put(name, typical(name));
        }
        if (item.containsKey("gp") != item.containsKey("gs")) {
            item.put("gp", typical("gp"));
            item.put("gs", rank());
        }
        return item;
    }

    private AttributeValue typical(String name) {
        return switch (name) {
            case "n" -> n(one("0", "1", "2.50", "-3", "1E3", "00.7"));
            case "t" -> s(one("v", "vw", "w", "", "über"));
            case "l" -> AttributeValue.fromL(List.of(value(0), value(1)));
            case "m" -> AttributeValue.fromM(Map.of("a", value(1), "b", value(0)));
            case "e" -> texts();
            case "f" -> numbers();
            case "gp" -> random.nextInt(30) == 0 ? n("1") : s("g" + random.nextInt(3));
            case "gs" -> rank();
            default -> value(2);
        };
    }

    private AttributeValue malformed() {
        return one(
                n("one"),
                n("1E400"),
                n("123456789012345678901234567890123456789"),
                AttributeValue.fromSs(List.of()),
                AttributeValue.fromSs(List.of("a", "a")),
                AttributeValue.fromNs(List.of("1", "1.0")),
                AttributeValue.fromNul(false),
                AttributeValue.builder().build());
    }

    private AttributeValue value(int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 6)) {
            case 0, 1 -> n(Integer.toString(random.nextInt(7) - 2));
            case 2, 3 -> s(one("v", "vw", "w"));
            case 4 -> AttributeValue.fromBool(random.nextBoolean());
            case 5 -> AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {(byte) random.nextInt(256), 2}));
            case 6 -> AttributeValue.fromL(List.of(value(depth - 1), value(depth - 1)));
            case 7 -> AttributeValue.fromM(Map.of("a", value(depth - 1)));
            default -> one(AttributeValue.fromNul(true), texts(), numbers());
        };
    }

    private AttributeValue texts() {
        return AttributeValue.fromSs(one(List.of("v"), List.of("w", "v"), List.of("x", "é")));
    }

    private AttributeValue numbers() {
        return AttributeValue.fromNs(one(List.of("1"), List.of("2", "1"), List.of("3", "-1.5", "10")));
    }

    /** Ranks hardly ever repeat, because the order of equal index keys is nobody's promise. */
    private AttributeValue rank() {
        return n(Long.toString(random.nextLong(-1_000_000_000L, 1_000_000_000L)));
    }

    private Map<String, AttributeValue> key() {
        return random.nextInt(100) == 0 ? malformedKey() : Map.of("pk", s(partition()), "sk", s(sort()));
    }

    private Map<String, AttributeValue> malformedKey() {
        return one(
                Map.of("pk", s(""), "sk", s("s")),
                Map.of("pk", n("1"), "sk", s("s")),
                Map.of("pk", s("p"), "sk", s("s"), "x", s("x")));
    }

    private String partition() {
        return "p" + random.nextInt(3);
    }

    private String sort() {
        return one("s", "t", "é") + random.nextInt(4);
    }

    private static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }

    private static AttributeValue n(String number) {
        return AttributeValue.fromN(number);
    }

    @SafeVarargs
    private <T> T one(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Gathers the names and values of one request's expressions. */
    private static final class Text {

        private final Map<String, String> names = new HashMap<>();
        private final Map<String, AttributeValue> values = new HashMap<>();

        private String name(String name) {
            names.put("#" + name, name);
            return "#" + name;
        }

        private String value(AttributeValue value) {
            var reference = ":v" + values.size();
            values.put(reference, value);
            return reference;
        }

        @org.jspecify.annotations.Nullable
        Map<String, String> names() {
            return names.isEmpty() ? null : names;
        }

        @org.jspecify.annotations.Nullable
        Map<String, AttributeValue> values() {
            return values.isEmpty() ? null : values;
        }
    }
}
