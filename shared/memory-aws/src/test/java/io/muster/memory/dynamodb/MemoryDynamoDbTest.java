package io.muster.memory.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.memory.Journal;
import io.muster.memory.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class MemoryDynamoDbTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Map<String, AttributeValue> KEY = Map.of("pk", s("a"), "sk", s("b"));

    private final List<byte[]> log = new ArrayList<>();
    private final MemoryDynamoDb db = new MemoryDynamoDb(World.of(() -> NOON, (service, entry) -> log.add(entry)));

    @BeforeEach
    void createTable() {
        createTable(db);
    }

    static void createTable(software.amazon.awssdk.services.dynamodb.DynamoDbClient client) {
        client.createTable(b -> b.tableName("things")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(List.of(key("pk", KeyType.HASH), key("sk", KeyType.RANGE)))
                .attributeDefinitions(List.of(
                        attribute("pk", ScalarAttributeType.S),
                        attribute("sk", ScalarAttributeType.S),
                        attribute("gp", ScalarAttributeType.S),
                        attribute("gs", ScalarAttributeType.N)))
                .globalSecondaryIndexes(List.of(GlobalSecondaryIndex.builder()
                        .indexName("byRank")
                        .keySchema(List.of(key("gp", KeyType.HASH), key("gs", KeyType.RANGE)))
                        .projection(p -> p.projectionType(ProjectionType.ALL))
                        .build())));
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }

    private static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }

    private static AttributeValue n(String number) {
        return AttributeValue.fromN(number);
    }

    @Test
    void a_number_comes_back_in_its_one_spelling() {
        db.putItem(b -> b.tableName("things").item(Map.of("pk", s("a"), "sk", s("b"), "n", n("01.50"))));

        assertEquals(
                Map.of("pk", s("a"), "sk", s("b"), "n", n("1.5")),
                db.getItem(b -> b.tableName("things").key(KEY)).item());
    }

    @Test
    void a_failed_condition_shows_the_item_that_stood_in_the_way() {
        db.putItem(b -> b.tableName("things").item(KEY));

        var refusal = assertThrows(
                ConditionalCheckFailedException.class,
                () -> db.putItem(b -> b.tableName("things")
                        .item(KEY)
                        .conditionExpression("attribute_not_exists(pk)")
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)));

        assertEquals(KEY, refusal.item());
    }

    @Test
    void an_update_takes_all_its_values_from_the_item_as_it_was() {
        db.putItem(b -> b.tableName("things").item(Map.of("pk", s("a"), "sk", s("b"), "x", n("1"), "y", n("2"))));

        var after = db.updateItem(b -> b.tableName("things")
                        .key(KEY)
                        .updateExpression("SET x = y, y = x + :one REMOVE z ADD w :one")
                        .expressionAttributeValues(Map.of(":one", n("1")))
                        .returnValues(ReturnValue.ALL_NEW))
                .attributes();

        assertEquals(Map.of("pk", s("a"), "sk", s("b"), "x", n("2"), "y", n("2"), "w", n("1")), after);
    }

    @Test
    void a_query_of_an_index_follows_numbers_and_goes_on_where_it_stopped() {
        for (var rank : List.of("10", "9", "-1", "100")) {
            db.putItem(b ->
                    b.tableName("things").item(Map.of("pk", s("p" + rank), "sk", s("s"), "gp", s("g"), "gs", n(rank))));
        }
        var ranks = new ArrayList<String>();
        var pages = db.queryPaginator(b -> b.tableName("things")
                .indexName("byRank")
                .limit(2)
                .keyConditionExpression("gp = :g")
                .expressionAttributeValues(Map.of(":g", s("g"))));
        pages.items().forEach(item -> ranks.add(item.getOrDefault("gs", s("")).n()));

        assertEquals(List.of("-1", "9", "10", "100"), ranks);
    }

    @Test
    void a_reserved_word_is_refused_in_the_services_words() {
        var refusal = assertThrows(
                DynamoDbException.class,
                () -> db.updateItem(b -> b.tableName("things")
                        .key(KEY)
                        .updateExpression("SET status = :s")
                        .expressionAttributeValues(Map.of(":s", s("x")))));

        assertEquals(
                "Invalid UpdateExpression: Attribute name is a reserved keyword; reserved keyword: status",
                refusal.awsErrorDetails().errorMessage());
    }

    @Test
    void a_transaction_that_fails_changes_nothing_and_says_which_item_failed() {
        var before = log.size();

        var refusal = assertThrows(
                TransactionCanceledException.class,
                () -> db.transactWriteItems(b -> b.transactItems(
                        List.of(put("one", "attribute_not_exists(pk)"), put("two", "attribute_exists(pk)")))));

        assertEquals(
                List.of("None", "ConditionalCheckFailed"),
                refusal.cancellationReasons().stream().map(r -> r.code()).toList());
        assertEquals(before, log.size());
    }

    @Test
    void a_transaction_never_touches_one_item_twice() {
        var refusal = assertThrows(
                DynamoDbException.class,
                () -> db.transactWriteItems(b -> b.transactItems(
                        List.of(put("one", "attribute_not_exists(pk)"), put("one", "attribute_exists(pk)")))));

        assertEquals(
                "Transaction request cannot include multiple operations on one item",
                refusal.awsErrorDetails().errorMessage());
    }

    @Test
    void a_transaction_sent_twice_with_its_token_is_done_once() {
        for (var i = 0; i < 2; i++) {
            db.transactWriteItems(
                    b -> b.clientRequestToken("once").transactItems(List.of(put("one", "attribute_not_exists(pk)"))));
        }

        assertThrows(
                IdempotentParameterMismatchException.class,
                () -> db.transactWriteItems(b ->
                        b.clientRequestToken("once").transactItems(List.of(put("two", "attribute_not_exists(pk)")))));
    }

    @Test
    void a_transaction_costs_double_and_is_one_record() {
        var before = log.size();

        var answer = db.transactWriteItems(b -> b.returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .transactItems(
                        List.of(put("one", "attribute_not_exists(pk)"), put("two", "attribute_not_exists(pk)"))));

        assertEquals(4.0, answer.consumedCapacity().getFirst().capacityUnits());
        assertEquals(before + 1, log.size());
    }

    private static TransactWriteItem put(String pk, String condition) {
        return TransactWriteItem.builder()
                .put(Put.builder()
                        .tableName("things")
                        .item(Map.of("pk", s(pk), "sk", s("s")))
                        .conditionExpression(condition)
                        .build())
                .build();
    }

    @Test
    void what_is_left_out_is_refused_by_name() {
        var refusal =
                assertThrows(UnsupportedOperationException.class, () -> db.listBackups(b -> b.tableName("things")));

        assertTrue(String.valueOf(refusal.getMessage()).contains("ListBackups"), refusal.getMessage());
    }

    @Test
    void an_expired_item_stays_readable_until_it_is_removed() {
        db.updateTimeToLive(b -> b.tableName("things")
                .timeToLiveSpecification(t -> t.enabled(true).attributeName("until")));
        var item = new HashMap<>(KEY);
        item.put("until", n(Long.toString(NOON.getEpochSecond() - 1)));
        db.putItem(b -> b.tableName("things").item(item));

        assertEquals(item, db.getItem(b -> b.tableName("things").key(KEY)).item());
        assertEquals(1, db.expire());
        assertEquals(Map.of(), db.getItem(b -> b.tableName("things").key(KEY)).item());
    }

    @Test
    void replaying_any_prefix_of_the_log_gives_the_state_of_that_moment() {
        var random = new Random(7);
        var states = new HashMap<Integer, List<Map<String, AttributeValue>>>();
        for (var i = 0; i < 300; i++) {
            step(random);
            states.put(log.size(), all(db));
        }

        states.forEach((length, state) -> {
            var again = new MemoryDynamoDb(World.of(() -> NOON, Journal.NONE));
            log.subList(0, length).forEach(again::replay);
            assertEquals(state, all(again), "after " + length + " records");
        });
    }

    @Test
    void a_snapshot_replays_to_the_same_state() {
        var random = new Random(8);
        for (var i = 0; i < 500; i++) {
            step(random);
        }
        var again = new MemoryDynamoDb(World.of(() -> NOON, Journal.NONE));

        db.snapshot(again::replay);

        assertEquals(all(db), all(again));
    }

    private void step(Random random) {
        var key = Map.of("pk", s("p" + random.nextInt(5)), "sk", s("s" + random.nextInt(5)));
        switch (random.nextInt(4)) {
            case 0 -> db.deleteItem(b -> b.tableName("things").key(key));
            case 1 -> {
                var item = new HashMap<>(key);
                item.put("gp", s("g"));
                item.put("gs", n(Integer.toString(random.nextInt(100) - 50)));
                item.put("l", AttributeValue.fromL(List.of(s("x"), AttributeValue.fromBool(true))));
                db.putItem(b -> b.tableName("things").item(item));
            }
            case 2 ->
                db.updateItem(b -> b.tableName("things")
                        .key(key)
                        .updateExpression("ADD hits :one, tags :tags")
                        .expressionAttributeValues(
                                Map.of(":one", n("1"), ":tags", AttributeValue.fromSs(List.of("a", "b")))));
            default ->
                db.transactWriteItems(b -> b.clientRequestToken("t" + random.nextLong())
                        .transactItems(List.of(put("p1", "pk <> :none"), put("p2", "pk <> :none")).stream()
                                .map(i -> i.toBuilder()
                                        .put(i.put().toBuilder()
                                                .expressionAttributeValues(Map.of(":none", s("-")))
                                                .build())
                                        .build())
                                .toList()));
        }
    }

    private static List<Map<String, AttributeValue>> all(MemoryDynamoDb db) {
        var items = new ArrayList<>(db.scan(b -> b.tableName("things")).items());
        items.addAll(db.scan(b -> b.tableName("things").indexName("byRank")).items());
        return items;
    }
}
