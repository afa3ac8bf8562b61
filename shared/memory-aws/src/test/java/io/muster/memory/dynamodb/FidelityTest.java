package io.muster.memory.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.muster.memory.Journal;
import io.muster.memory.World;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;

/** Random operations on DynamoDB in memory and on Amazon's own DynamoDB Local: every answer and every error is compared. */
class FidelityTest {

    private static final int OPERATIONS = 12_000;
    private static final int TRACE = 12;

    /**
     * Where DynamoDB Local's wording is its own and AWS says something else, so that only class and code are compared:
     * the beginnings of its messages.
     */
    private static final List<String> LOCAL_WORDINGS = List.of(
            // keys: AWS names the attribute and the types
            "The number of conditions on the keys is invalid",
            "One of the required keys was not given a value",
            "One or more parameter values were invalid: Type mismatch for key",
            "One or more parameter values were invalid: Type mismatch for Index Key",
            // tables: AWS speaks of a requested resource
            "Cannot do operations on a non-existent table",
            // numbers and sets: AWS names the value, and ends a sentence with a full stop
            "A value provided cannot be converted into a number",
            "DynamoDB only supports precision up to 38 digits",
            "Input collection contains duplicates",
            "One or more parameter values were invalid: Input collection",
            // queries: AWS names the key, the parameter or the boundary
            "Query condition missed key schema element",
            "Limit must be greater than or equal to 1",
            "Exclusive Start Key must have same size as table's key schema",
            "The provided starting key does not match the range key predicate",
            "Type mismatch for attribute to update",
            "Invalid attribute value type",
            // several faults at once: which of them is reported, and in which order sets are printed, is nobody's
            // promise
            "Provided list of item keys contains duplicates",
            "Value provided in ExpressionAttribute",
            "The query can return at most one row and cannot be restarted",
            // paths: DynamoDB Local names a path that does not overlap, and lists type names in another order
            "Invalid UpdateExpression: Two document paths",
            "Invalid ProjectionExpression: Two document paths",
            "Invalid ConditionExpression: Invalid attribute type name found",
            "Invalid FilterExpression: Invalid attribute type name found");

    /** Faults met while an update runs; which of several is reported is nobody's promise. */
    private static final List<String> FAULTS_OF_AN_UPDATE = List.of(
            "The provided expression refers to an attribute that does not exist in the item",
            "The document path provided in the update expression is invalid for update",
            "An operand in the update expression has an incorrect data type");

    @Test
    void random_operations_get_the_answers_of_dynamodb_local() {
        var local = local();
        var seed = Long.getLong("muster.seed", 20_260_301L);
        var memory = new MemoryDynamoDb(World.of(InstantSource.system(), Journal.NONE));
        MemoryDynamoDbTest.createTable(local);
        MemoryDynamoDbTest.createTable(memory);
        var operations = new Operations(new SplittableRandom(seed));
        var trace = new ArrayDeque<String>();
        var outcomes = new TreeMap<String, Integer>();
        for (var i = 0; i < OPERATIONS; i++) {
            var operation = operations.next();
            trace.addLast(i + ": " + operation.text());
            if (trace.size() > TRACE) {
                trace.removeFirst();
            }
            var expected = outcome(operation, local);
            var actual = outcome(operation, memory);
            outcomes.merge(expected.getClass().getSimpleName(), 1, Integer::sum);
            if (!alike(expected, actual)) {
                fail("seed " + seed + ", operation " + i + "\n  DynamoDB Local: " + expected + "\n  in memory:      "
                        + actual + "\nafter\n  " + String.join("\n  ", trace));
            }
        }
        assertEquals(OPERATIONS, outcomes.values().stream().mapToInt(n -> n).sum());
        assertTrue(outcomes.getOrDefault("Refused", 0) > OPERATIONS / 20, () -> "too few refusals: " + outcomes);
    }

    private static DynamoDbClient local() {
        try {
            return DynamoDBEmbedded.create().dynamoDbClient();
        } catch (RuntimeException | LinkageError e) {
            System.out.println("FidelityTest skipped: DynamoDB Local does not start here: " + e);
            return Assumptions.abort("DynamoDB Local does not start here: " + e);
        }
    }

    /** What an operation came to. */
    private sealed interface Outcome {}

    private record Answered(Object answer) implements Outcome {}

    private record Refused(String code, String message, Object detail) implements Outcome {}

    private static Outcome outcome(Operations.Operation operation, DynamoDbClient client) {
        try {
            return new Answered(comparable(operation.on().apply(client)));
        } catch (AwsServiceException e) {
            var details = e.awsErrorDetails();
            return switch (e) {
                case TransactionCanceledException canceled
                when canceled.hasCancellationReasons() ->
                    new Refused(
                            details.errorCode(),
                            "",
                            canceled.cancellationReasons().stream()
                                    .map(r -> List.of(String.valueOf(r.code()), r.item()))
                                    .toList());
                case ConditionalCheckFailedException failed ->
                    new Refused(details.errorCode(), details.errorMessage(), failed.item());
                default -> new Refused(details.errorCode(), String.valueOf(details.errorMessage()), "");
            };
        }
    }

    /** Leaves out what nobody promises, such as orders, and what DynamoDB Local counts otherwise than AWS documents. */
    private static Object comparable(Object answer) {
        return switch (answer) {
            case ScanResponse scan -> Map.of("items", Set.copyOf(scan.items()), "count", scan.count());
            // AWS: a query that finds nothing costs half a unit
            case QueryResponse query
            when query.scannedCount() == 0 ->
                query.toBuilder().consumedCapacity((ConsumedCapacity) null).build();
            // AWS: a missing item costs a unit, a deletion one and not two
            case BatchGetItemResponse batch ->
                Map.of(
                        "items",
                        batch.responses().values().stream()
                                .flatMap(List::stream)
                                .collect(Collectors.toSet()));
            case BatchWriteItemResponse batch ->
                batch.toBuilder()
                        .consumedCapacity((List<ConsumedCapacity>) null)
                        .build();
            // AWS: two units for every item, missing ones included
            case TransactWriteItemsResponse transaction ->
                transaction.toBuilder()
                        .consumedCapacity((List<ConsumedCapacity>) null)
                        .build();
            default -> answer;
        };
    }

    private static boolean alike(Outcome expected, Outcome actual) {
        if (expected instanceof Refused local && actual instanceof Refused ours) {
            return alike(local, ours);
        }
        return expected.equals(actual);
    }

    private static boolean alike(Refused local, Refused ours) {
        // faults of items come before conditions here, beside or behind them there; it is cancelled either way
        if (local.code.equals("TransactionCanceledException")
                && ours.detail.toString().contains("ValidationError")) {
            return true;
        }
        if (local.code.equals(ours.code)) {
            return local.detail.equals(ours.detail)
                    && (local.message.equals(ours.message)
                            || LOCAL_WORDINGS.stream().anyMatch(local.message::startsWith)
                            || (FAULTS_OF_AN_UPDATE.contains(local.message)
                                    && FAULTS_OF_AN_UPDATE.contains(ours.message)));
        }
        // AWS cancels a transaction for a fault of one item, where DynamoDB Local refuses the request
        if (ours.code.equals("TransactionCanceledException")) {
            return local.code.equals("ValidationException")
                    && ours.detail.toString().contains("ValidationError");
        }
        // AWS looks at the request before the item, DynamoDB Local at the condition before the updated key
        return ours.message.contains("This attribute is part of the key");
    }
}
