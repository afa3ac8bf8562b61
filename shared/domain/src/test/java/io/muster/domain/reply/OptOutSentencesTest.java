package io.muster.domain.reply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What ends all outreach, and what only sounds like it, a sentence a line. */
class OptOutSentencesTest {

    private static final int FEWEST = 60;

    static List<String> optOuts() {
        return lines("opt-outs.txt");
    }

    static List<String> others() {
        return lines("no-opt-outs.txt");
    }

    private static List<String> lines(String name) {
        try (var in = Objects.requireNonNull(OptOutSentencesTest.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replace("\\n", "\n"))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void there_are_enough_of_both_and_none_is_in_both() {
        assertTrue(optOuts().size() >= FEWEST && others().size() >= FEWEST);
        var all = new HashSet<>(optOuts());
        all.addAll(others());
        assertEquals(optOuts().size() + others().size(), all.size());
    }

    @ParameterizedTest
    @MethodSource("optOuts")
    void this_ends_all_outreach(String sentence) {
        var read = ReplyRules.classify(sentence);
        assertEquals(Intent.UNSUBSCRIBE, read.intent());
        assertTrue(read.sure(), "the rules are unsure");
    }

    @ParameterizedTest
    @MethodSource("others")
    void this_ends_nothing(String sentence) {
        assertNotEquals(
                Intent.UNSUBSCRIBE,
                ReplyRules.classify(sentence).intent(),
                () -> "by: " + ReplyRules.classify(sentence).rule());
    }

    @Test
    void blanks_and_dashes_in_any_number_break_nothing() {
        for (var between : List.of("\n", "\n\n", " ", "\t", " - ", "-", "\r\n")) {
            for (int times : new int[] {1, 50, 195, 196, 199, 200, 5_000}) {
                var gap = "\n" + between.repeat(times);
                assertEquals(
                        Intent.UNSUBSCRIBE,
                        ReplyRules.classify("STOP" + gap + "Mike").intent());
                assertNotEquals(
                        Intent.UNSUBSCRIBE,
                        ReplyRules.classify("Sure" + gap + "Mike").intent());
            }
        }
    }
}
