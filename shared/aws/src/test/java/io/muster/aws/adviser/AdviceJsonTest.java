package io.muster.aws.adviser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.muster.domain.adviser.Adviser;
import io.muster.domain.adviser.Allowed;
import io.muster.domain.adviser.Move;
import io.muster.domain.adviser.Question;
import io.muster.domain.adviser.Recommendation;
import io.muster.domain.adviser.Reply;
import io.muster.domain.campaign.Level;
import io.muster.domain.strategy.Urgency;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes from outside: whatever they are, a reply comes of them and nothing else happens. */
class AdviceJsonTest {

    private static final Path SAMPLES = Path.of("../../events/samples/adviser");

    private static final Question QUESTION = new Question(
            "c-1",
            Instant.parse("2026-06-01T20:00:00Z"),
            Question.Because.LEVEL,
            new Question.Facts(
                    "lawn care",
                    List.of("lawn-care"),
                    Urgency.URGENT,
                    Instant.parse("2026-06-02T14:00:00Z"),
                    4,
                    0,
                    2,
                    8,
                    18,
                    0.95),
            List.of(),
            List.of(),
            Level.CRITICAL,
            0,
            0.3,
            4,
            new Allowed(Set.of(Move.ADD_CONTRACTORS, Move.ALERT_OPERATOR, Move.CONTINUE), 6));

    @Test
    void the_sample_answer_is_read() throws IOException {
        var reply = AdviceJson.read(Files.readString(SAMPLES.resolve("advice.json")), QUESTION);
        assertEquals(
                List.of(
                        Recommendation.add(6),
                        Recommendation.of(Move.CHANGE_CHANNEL),
                        Recommendation.of(Move.ALERT_OPERATOR)),
                assertInstanceOf(Reply.Given.class, reply).advice().recommendations());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "true",
                "\"continue\"",
                "[]",
                "{}",
                "Sure! {\"escalation\": \"none\"}",
                "{\"a\": 1, \"a\": 2}",
                "{} {}",
                "{\"confidence\": 1e999999999}",
                "{\"confidence\": NaN}",
                "[[[[[[[[[[]]]]]]]]]]",
                "{\"confidence\": 123456789012345678901234567890}"
            })
    void what_is_no_advice_is_invalid(String answer) {
        var reply = assertInstanceOf(Reply.Unusable.class, AdviceJson.read(answer, QUESTION));
        assertEquals(Reply.Flaw.INVALID, reply.flaw());
    }

    @Test
    void an_endless_answer_is_not_even_looked_at() {
        var reply = AdviceJson.read("[".repeat(100_000), QUESTION);
        assertEquals(new Reply.Unusable(Reply.Flaw.INVALID, "the answer is longer than 32768 characters"), reply);
    }

    @Test
    void any_bytes_at_all_come_to_a_reply_that_permits_only_what_is_allowed() throws IOException {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(11);
        var sample = Files.readAllBytes(SAMPLES.resolve("advice.json"));
        int given = 0;
        for (int i = 0; i < 20_000; i++) {
            var bytes = sample.clone();
            for (int changes = random.nextInt(4); changes > 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            var reply = AdviceJson.read(new String(bytes, StandardCharsets.UTF_8), QUESTION);
            if (reply instanceof Reply.Given(var advice)) {
                given++;
                var done = QUESTION.allowed().of(advice);
                assertEquals(
                        done, done.stream().filter(QUESTION.allowed()::permits).toList());
                assertEquals(false, done.contains(Recommendation.of(Move.CHANGE_CHANNEL)));
            } else {
                assertNotNull(((Reply.Unusable) reply).detail());
            }
        }
        assertEquals(true, given > 1_000 && given < 19_000, "both kinds: " + given);
    }

    @Test
    void an_adviser_that_never_answers_is_late() {
        var never = new CountDownLatch(1);
        var silent = new Adviser() {
            @Override
            public String name() {
                return "a model";
            }

            @Override
            public Reply ask(Question question) {
                try {
                    never.await();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
                return new Reply.Unusable(Reply.Flaw.REFUSED, "not reached");
            }
        };
        assertEquals(
                new Reply.Unusable(Reply.Flaw.LATE, "no answer within 1 ms"),
                new TimedAdviser(silent, Duration.ofMillis(1)).ask(QUESTION));
    }
}
