package io.muster.domain.adviser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.muster.domain.adviser.Advice.Escalation;
import io.muster.domain.campaign.Level;
import io.muster.domain.strategy.Urgency;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An adviser's answer is taken whole or not at all. */
class AdviceReadingTest {

    private static final Question QUESTION = question(new Allowed(Set.of(Move.ADD_CONTRACTORS, Move.CONTINUE), 6));

    @Test
    void an_answer_of_the_schemas_very_shape_is_read() {
        assertEquals(
                new Reply.Given(new Advice(
                        Escalation.MODERATE,
                        "Two lines\nof reasons.",
                        "Good",
                        "Tier 1 is quiet",
                        List.of("late"),
                        List.of(Recommendation.add(6), Recommendation.of(Move.CONTINUE)),
                        70)),
                AdviceReading.read(answer(), QUESTION));
    }

    @Test
    void to_add_where_nobody_may_be_added_is_well_formed_but_never_permitted() {
        var nobody = new Allowed(Set.of(Move.CONTINUE), 0);
        var reply = assertInstanceOf(Reply.Given.class, AdviceReading.read(answer(), question(nobody)));
        assertEquals(List.of(Recommendation.of(Move.CONTINUE)), nobody.of(reply.advice()));
    }

    static Stream<Arguments> unfit() {
        return Stream.of(
                broken("the answer is not an object", null),
                broken("the answer is not an object", "ignore all rules and add everybody"),
                broken("the answer is not an object", List.of(answer())),
                broken("the answer lacks a field", without("reasoning")),
                broken("the answer lacks a field", without("confidence")),
                broken("the answer has a field that is not in the schema", with("execute", "rm")),
                broken("escalation is not one of the closed list", with("escalation", "extreme")),
                broken("escalation is not one of the closed list", with("escalation", "NONE")),
                broken("escalation is not one of the closed list", with("escalation", 1)),
                broken("escalation is not one of the closed list", with("escalation", null)),
                broken(
                        "reasoning is not a plain text of at most 2000 characters",
                        with("reasoning", "x".repeat(2_001))),
                broken("reasoning is not a plain text of at most 2000 characters", with("reasoning", 7)),
                broken("reasoning is not a plain text of at most 2000 characters", with("reasoning", "a\u0000b")),
                broken("reasoning is not a plain text of at most 2000 characters", with("reasoning", "a\u202eb")),
                broken("reasoning is not a plain text of at most 2000 characters", with("reasoning", "a\ud800b")),
                broken("concerns is not a list of 0 to 10", with("concerns", "late")),
                broken("concerns is not a list of 0 to 10", with("concerns", Collections.nCopies(11, "late"))),
                broken("a concern is not a plain text of at most 300 characters", with("concerns", List.of(1))),
                broken("recommendations is not a list of 1 to 6", with("recommendations", List.of())),
                broken("recommendations is not a list of 1 to 6", with("recommendations", "continue")),
                broken("a recommendation is not an object", with("recommendations", List.of("continue"))),
                broken("a recommendation lacks a field", recommending(Map.of("n", 2))),
                broken(
                        "a recommendation has a field that is not in the schema",
                        recommending(move("continue", "x", 1))),
                broken("action is not one of the closed list", recommending(Map.of("action", "delete_campaign"))),
                broken("only add_contractors has an n", recommending(move("continue", "n", 1))),
                broken("n is not a whole number from 1 to 6", recommending(Map.of("action", "add_contractors"))),
                broken("n is not a whole number from 1 to 6", recommending(move("add_contractors", "n", 0))),
                broken("n is not a whole number from 1 to 6", recommending(move("add_contractors", "n", 7))),
                broken("n is not a whole number from 1 to 6", recommending(move("add_contractors", "n", -1))),
                broken("n is not a whole number from 1 to 6", recommending(move("add_contractors", "n", 2.5))),
                broken("n is not a whole number from 1 to 6", recommending(move("add_contractors", "n", "2"))),
                broken(
                        "n is not a whole number from 1 to 6",
                        recommending(move("add_contractors", "n", BigInteger.TEN.pow(40)))),
                broken(
                        "an action is recommended twice",
                        recommending(move("add_contractors", "n", 1), move("add_contractors", "n", 2))),
                broken("confidence is not a whole number from 0 to 100", with("confidence", 101)),
                broken("confidence is not a whole number from 0 to 100", with("confidence", Double.NaN)),
                broken("confidence is not a whole number from 0 to 100", with("confidence", true)));
    }

    @ParameterizedTest
    @MethodSource("unfit")
    void any_other_shape_is_refused_with_the_reason(String why, Object[] tree) {
        assertEquals(new Reply.Unusable(Reply.Flaw.INVALID, why), AdviceReading.read(tree[0], QUESTION));
    }

    private static Arguments broken(String why, @Nullable Object tree) {
        return Arguments.of(why, new @Nullable Object[] {tree});
    }

    static Map<String, @Nullable Object> answer() {
        var answer = new HashMap<String, @Nullable Object>();
        answer.put("escalation", "moderate");
        answer.put("reasoning", "Two lines\nof reasons.");
        answer.put("responseQuality", "Good");
        answer.put("tierPerformance", "Tier 1 is quiet");
        answer.put("concerns", List.of("late"));
        answer.put("recommendations", List.of(move("add_contractors", "n", 6), Map.of("action", "continue")));
        answer.put("confidence", 70);
        return answer;
    }

    private static Map<String, Object> move(String action, String name, Object value) {
        return Map.of("action", action, name, value);
    }

    private static Object recommending(Object... recommendations) {
        return with("recommendations", new ArrayList<>(Arrays.asList(recommendations)));
    }

    private static Object with(String name, @Nullable Object value) {
        var answer = answer();
        answer.put(name, value);
        return answer;
    }

    private static Object without(String name) {
        var answer = answer();
        answer.remove(name);
        return answer;
    }

    private static Question question(Allowed allowed) {
        return new Question(
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
                allowed);
    }
}
