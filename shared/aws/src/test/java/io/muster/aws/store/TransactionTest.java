package io.muster.aws.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.muster.aws.Stack;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

@Tag("ports")
class TransactionTest {

    private final Stack stack = new Stack();
    private final Table table = stack.table;

    @AfterEach
    void close() {
        stack.close();
    }

    private static Map<String, AttributeValue> item(String pk, long version) {
        return Map.of(
                "pk", AttributeValue.fromS(pk),
                "sk", AttributeValue.fromS("X"),
                "version", AttributeValue.fromN(Long.toString(version)));
    }

    @Test
    void all_is_written_or_nothing_and_every_failed_condition_is_named_with_what_is_there() {
        table.put(item("a", 3));
        var transaction = table.transaction();
        int fresh = transaction.putIfAbsent(item("b", 1));
        int wrong = transaction.putIfVersion(item("a", 3), 2);
        int there = transaction.check(new Key("c", "X"), "attribute_exists(pk)", Map.of(), Map.of());
        var rejected = assertInstanceOf(Transaction.Result.Rejected.class, transaction.commit());
        assertEquals(List.of(false, true, true), List.of(rejected.at(fresh), rejected.at(wrong), rejected.at(there)));
        assertEquals(Optional.of(item("a", 3)), rejected.item(wrong));
        assertEquals(Optional.empty(), rejected.item(there));
        assertEquals(Optional.empty(), table.get(new Key("b", "X")));
    }

    @Test
    void a_version_stands_between_a_read_and_its_write() {
        assertInstanceOf(Transaction.Result.Committed.class, put(item("a", 1), 0));
        assertInstanceOf(Transaction.Result.Rejected.class, put(item("a", 1), 0));
        assertInstanceOf(Transaction.Result.Committed.class, put(item("a", 2), 1));
        assertInstanceOf(Transaction.Result.Rejected.class, put(item("a", 2), 1));
        assertEquals(Optional.of(item("a", 2)), table.get(new Key("a", "X")));
    }

    @Test
    void two_identical_transactions_are_two() {
        for (int i = 0; i < 2; i++) {
            var transaction = table.transaction();
            transaction.update(
                    new Key("n", "X"), "ADD hits :one", null, Map.of(), Map.of(":one", AttributeValue.fromN("1")));
            transaction.commit();
        }
        assertEquals(2, Items.number(table.get(new Key("n", "X")).orElseThrow(), "hits"));
    }

    @Test
    void contention_alone_is_a_conflict_and_a_failed_condition_outranks_it() {
        assertEquals(new Transaction.Result.Conflict(), cancelled("None", "TransactionConflict"));
        assertEquals(new Transaction.Result.Conflict(), cancelled("ThrottlingError", "ProvisionedThroughputExceeded"));
        var mixed = assertInstanceOf(
                Transaction.Result.Rejected.class, cancelled("TransactionConflict", "ConditionalCheckFailed"));
        assertEquals(List.of(1), List.copyOf(mixed.failed().keySet()));
    }

    @Test
    void what_can_never_pass_is_an_error() {
        assertThrows(TransactionCanceledException.class, () -> cancelled("ValidationError", "TransactionConflict"));
        assertThrows(
                TransactionCanceledException.class,
                () -> cancelled("ConditionalCheckFailed", "ItemCollectionSizeLimitExceeded"));
    }

    @Test
    void a_transaction_still_in_progress_is_a_conflict() {
        stack.wire.answer(
                "transactWriteItems", TransactionInProgressException.builder().build());
        assertEquals(new Transaction.Result.Conflict(), put(item("a", 1), 0));
    }

    @Test
    void what_others_are_at_is_written_when_they_are_gone() {
        stack.wire.answerOnce(
                "transactWriteItems", TransactionInProgressException.builder().build());
        var transaction = table.transaction();
        transaction.put(item("free", 1));
        assertEquals(new Transaction.Result.Committed(), transaction.commitAmongOthers());
    }

    @Test
    void a_transaction_takes_a_hundred_writes_and_no_more() {
        var transaction = table.transaction();
        for (int i = 0; i < Transaction.CAPACITY; i++) {
            transaction.put(item("many-" + i, 1));
        }
        assertThrows(IllegalStateException.class, () -> transaction.put(item("one-too-many", 1)));
        assertInstanceOf(Transaction.Result.Committed.class, transaction.commit());
    }

    private Transaction.Result put(Map<String, AttributeValue> item, long version) {
        var transaction = table.transaction();
        transaction.putIfVersion(item, version);
        return transaction.commit();
    }

    private Transaction.Result cancelled(String... codes) {
        stack.wire.answer(
                "transactWriteItems",
                TransactionCanceledException.builder()
                        .cancellationReasons(Arrays.stream(codes)
                                .map(code ->
                                        CancellationReason.builder().code(code).build())
                                .toList())
                        .build());
        try {
            return put(item("a", 1), 0);
        } finally {
            stack.wire.mend();
        }
    }
}
