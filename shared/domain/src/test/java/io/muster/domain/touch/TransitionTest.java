package io.muster.domain.touch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TransitionTest {

    /** Every state with every transition that changes it; a transition that is missing changes nothing. */
    private static final String TABLE = """
        PLANNED    CLAIM              CLAIMED
        PLANNED    FAIL               FAILED
        PLANNED    HAND_OVER          SENT
        PLANNED    SKIP               SKIPPED
        PLANNED    CANCEL             CANCELLED
        PLANNED    PROVIDER_ACCEPTED  SENT
        PLANNED    PROVIDER_DELIVERED DELIVERED
        PLANNED    PROVIDER_BOUNCED   BOUNCED
        PLANNED    PROVIDER_COMPLAINED COMPLAINED
        PLANNED    PROVIDER_REJECTED  FAILED
        CLAIMED    SEND               SENDING
        CLAIMED    EXPIRE             PLANNED
        CLAIMED    CANCEL             CANCELLED
        CLAIMED    PROVIDER_ACCEPTED  SENT
        CLAIMED    PROVIDER_DELIVERED DELIVERED
        CLAIMED    PROVIDER_BOUNCED   BOUNCED
        CLAIMED    PROVIDER_COMPLAINED COMPLAINED
        CLAIMED    PROVIDER_REJECTED  FAILED
        SENDING    ACCEPT             SENT
        SENDING    REFUSE             PLANNED
        SENDING    FAIL               FAILED
        SENDING    LOSE               UNKNOWN
        SENDING    EXPIRE             UNKNOWN
        SENDING    PROVIDER_ACCEPTED  SENT
        SENDING    PROVIDER_DELIVERED DELIVERED
        SENDING    PROVIDER_BOUNCED   BOUNCED
        SENDING    PROVIDER_COMPLAINED COMPLAINED
        SENDING    PROVIDER_REJECTED  FAILED
        UNKNOWN    PROVIDER_ACCEPTED  SENT
        UNKNOWN    PROVIDER_DELIVERED DELIVERED
        UNKNOWN    PROVIDER_BOUNCED   BOUNCED
        UNKNOWN    PROVIDER_COMPLAINED COMPLAINED
        UNKNOWN    PROVIDER_REJECTED  FAILED
        UNKNOWN    OPERATOR_SENT      SENT
        UNKNOWN    OPERATOR_NOT_SENT  FAILED
        SENT       PROVIDER_DELIVERED DELIVERED
        SENT       PROVIDER_BOUNCED   BOUNCED
        SENT       PROVIDER_COMPLAINED COMPLAINED
        SENT       PROVIDER_REJECTED  FAILED
        DELIVERED  PROVIDER_BOUNCED   BOUNCED
        DELIVERED  PROVIDER_COMPLAINED COMPLAINED
        """;

    @Test
    void every_transition_leads_from_every_state_where_the_table_says_and_nowhere_else() {
        var expected = new TreeMap<String, String>();
        TABLE.lines().map(line -> line.split(" +")).forEach(row -> expected.put(row[0] + " " + row[1], row[2]));
        var actual = new TreeMap<String, String>();
        for (var state : TouchState.values()) {
            for (var transition : Transition.values()) {
                transition.from(state).ifPresent(next -> actual.put(state + " " + transition, next.name()));
            }
        }
        assertEquals(expected, actual);
    }

    @Test
    void nothing_is_sent_from_anywhere_but_a_claim() {
        var from = Arrays.stream(TouchState.values())
                .filter(state -> Arrays.stream(Transition.values())
                        .anyMatch(transition -> transition.from(state).equals(Optional.of(TouchState.SENDING))))
                .toList();
        assertEquals(List.of(TouchState.CLAIMED), from);
    }

    @Test
    void no_transition_brings_back_what_the_provider_may_have() {
        for (var state : TouchState.values()) {
            for (var transition : Transition.values()) {
                if (state.reached()) {
                    assertTrue(transition.from(state).filter(TouchState::open).isEmpty(), state + " " + transition);
                }
            }
        }
    }
}
