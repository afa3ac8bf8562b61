package io.muster.memory.dynamodb;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a request did: the unit of the log, so that a transaction is in it as a whole or not at all. */
sealed interface Effect {

    /** A table with its indexes. */
    record TableCreated(String name, Instant created, KeySchema schema, List<Index> indexes) implements Effect {
        public TableCreated {
            indexes = List.copyOf(indexes);
        }
    }

    /** A table and all its items gone. */
    record TableDeleted(String name) implements Effect {}

    /** The attribute by which items expire; null for none. */
    record TimeToLiveSet(String table, @Nullable String attribute) implements Effect {}

    /** Items put and deleted, with the transaction's token if it had one. */
    record Written(List<Row> rows, @Nullable Token token) implements Effect {}

    /**
     * One item.
     *
     * @param key what to delete; not looked at if there is an item
     * @param item the item put; null if deleted
     */
    record Row(
            String table,
            Map<String, AttributeValue> key,
            @Nullable Map<String, AttributeValue> item) {}

    /**
     * A client request token that makes a transaction idempotent.
     *
     * @param parameters hash of the request that used it
     */
    record Token(String token, int parameters, Instant until) {}
}
