package io.muster.cdk;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a function may ask of AWS: no more than it does, which a test holds against the calls that it really makes.
 *
 * @param table actions on the table and, where it queries, its indexes
 * @param sends the queues that it puts messages on
 * @param timers whether it sets timers
 * @param mail whether it sends messages to people: only the sender may
 * @param files whether it reads and writes uploaded files
 */
record Grants(Set<Table> table, Set<Step> sends, boolean timers, boolean mail, boolean files) {

    Grants {
        table = Collections.unmodifiableSet(copy(table, Table.class));
        sends = Collections.unmodifiableSet(copy(sends, Step.class));
    }

    /** Actions on items; a transaction needs those of its parts. */
    enum Table {
        GET("GetItem"),
        BATCH_GET("BatchGetItem"),
        QUERY("Query"),
        PUT("PutItem"),
        UPDATE("UpdateItem"),
        DELETE("DeleteItem"),
        CHECK("ConditionCheckItem");

        private final String action;

        Table(String action) {
            this.action = action;
        }

        String action() {
            return "dynamodb:" + action;
        }
    }

    static Grants on(Table... actions) {
        return new Grants(Set.copyOf(List.of(actions)), Set.of(), false, false, false);
    }

    Grants sending(Step... steps) {
        return new Grants(table, Set.copyOf(Arrays.asList(steps)), timers, mail, files);
    }

    Grants withTimers() {
        return new Grants(table, sends, true, mail, files);
    }

    Grants withMail() {
        return new Grants(table, sends, timers, true, files);
    }

    Grants withFiles() {
        return new Grants(table, sends, timers, mail, true);
    }

    private static <E extends Enum<E>> EnumSet<E> copy(Set<E> set, Class<E> type) {
        var copy = EnumSet.noneOf(type);
        copy.addAll(set);
        return copy;
    }
}
