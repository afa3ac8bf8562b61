package io.muster.domain.reply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * The rules on labelled replies. Whoever adds a rule adds the replies that called for it; what the rules get wrong stays
 * in the corpus, which is why the bounds are below one.
 */
class ReplyCorpusTest {

    private static final int SMALLEST_CORPUS = 150;
    private static final List<Labelled> CORPUS = corpus();

    private record Labelled(Intent intent, Sentiment sentiment, String text) {

        static Labelled of(String line) {
            var fields = line.split("\t", 3);
            return new Labelled(
                    Intent.valueOf(fields[0].toUpperCase(Locale.ROOT)),
                    Sentiment.valueOf(fields[1].toUpperCase(Locale.ROOT)),
                    fields[2].replace("\\n", "\n").replace("\\r", "\r"));
        }
    }

    private static List<Labelled> corpus() {
        try (var in = Objects.requireNonNull(ReplyCorpusTest.class.getResourceAsStream("replies.tsv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(Labelled::of)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** How often replies of an intent (first) were taken for another. */
    private static Map<Intent, Map<Intent, Integer>> confusion() {
        var confusion = new EnumMap<Intent, Map<Intent, Integer>>(Intent.class);
        for (var intent : Intent.values()) {
            confusion.put(intent, new EnumMap<>(Intent.class));
        }
        CORPUS.forEach(one -> Objects.requireNonNull(confusion.get(one.intent))
                .merge(ReplyRules.classify(one.text).intent(), 1, Integer::sum));
        return confusion;
    }

    private static int count(Map<Intent, Map<Intent, Integer>> confusion, Intent is, Intent taken) {
        return Objects.requireNonNull(confusion.get(is)).getOrDefault(taken, 0);
    }

    @Test
    void the_corpus_is_large_enough_and_says_nothing_twice() {
        assertTrue(CORPUS.size() >= SMALLEST_CORPUS, "only " + CORPUS.size() + " replies");
        assertEquals(CORPUS.size(), new HashSet<>(CORPUS).size());
    }

    @Test
    void nobody_who_wants_out_is_missed() {
        for (var reply : CORPUS) {
            if (reply.intent == Intent.UNSUBSCRIBE) {
                assertEquals(Intent.UNSUBSCRIBE, ReplyRules.classify(reply.text).intent(), reply.text);
            }
        }
    }

    @Test
    void nobody_is_put_out_who_did_not_ask_for_it() {
        for (var reply : CORPUS) {
            if (reply.intent != Intent.UNSUBSCRIBE) {
                assertTrue(ReplyRules.classify(reply.text).intent() != Intent.UNSUBSCRIBE, reply.text);
            }
        }
    }

    @Test
    void precision_and_recall_hold_for_every_intent() {
        var confusion = confusion();
        for (var intent : Intent.values()) {
            int right = count(confusion, intent, intent);
            int are = 0;
            int taken = 0;
            for (var other : Intent.values()) {
                are += count(confusion, intent, other);
                taken += count(confusion, other, intent);
            }
            double recall = (double) right / are;
            double precision = (double) right / taken;
            System.out.printf(
                    Locale.ROOT,
                    "%-15s %3d replies, precision %.3f, recall %.3f, taken for %s%n",
                    intent,
                    are,
                    precision,
                    recall,
                    confusion.get(intent));
            assertTrue(precision >= 0.95, intent + " precision " + precision);
            assertTrue(recall >= 0.95, intent + " recall " + recall);
        }
    }

    @Test
    void the_mood_is_right_in_nearly_all() {
        long right = CORPUS.stream()
                .filter(one -> ReplyRules.classify(one.text).sentiment() == one.sentiment)
                .count();
        assertTrue(right >= 0.97 * CORPUS.size(), right + " of " + CORPUS.size());
    }

    /** A wrong class that the rules stand by is the worst kind: nobody else is asked. */
    @Test
    void what_the_rules_stand_by_is_right() {
        for (var reply : CORPUS) {
            var read = ReplyRules.classify(reply.text);
            if (read.sure()) {
                assertEquals(reply.intent, read.intent(), reply.text);
            }
        }
    }
}
