package io.muster.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.domain.account.Conflict;
import io.muster.local.LocalApi;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Why a sequence stands still is said in words, and never by its name. */
final class ConflictsTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @ParameterizedTest
    @EnumSource
    void every_conflict_has_words(Conflict conflict) {
        var name = conflict.name().toLowerCase(Locale.ROOT);
        assertNotEquals(name, Conflicts.word(name));
        assertEquals(Conflicts.word(name) + ", an answer", Conflicts.reason(name + ", primary_responded"));
    }

    @Test
    void what_a_person_said_is_said_as_they_said_it() {
        assertEquals("the client is away, until June", Conflicts.reason("the client is away, until June"));
        assertEquals("by hand", Conflicts.reason(""));
    }

    @Test
    void of_whoever_left_a_person_decides_what_becomes_of_the_others() {
        assertEquals(
                List.of("Whoever opted out elsewhere or was erased is left alone; decide whether the others are, too."),
                Conflicts.advice(JSON.arrayNode().add("contact_left").add("meeting_scheduled")));
    }

    @Test
    void a_sequence_that_is_held_up_says_why() {
        var status = JSON.objectNode().put("status", "active");
        status.putObject("account").put("made", 2).put("maxTouches", 12);
        try (var api = new LocalApi("http://localhost:1", () -> "")) {
            var progress = new SequenceProgress(new Words(ZoneOffset.UTC), new Names(api));
            assertEquals("[██··········] 2 of 12 touches made, 0 engaged", progress.line(status));
            status.put("statusReason", "other campaigns have every contact that is left");
            assertEquals(
                    "[██··········] 2 of 12 touches made, 0 engaged,"
                            + " held up: other campaigns have every contact that is left",
                    progress.line(status));
        }
    }
}
