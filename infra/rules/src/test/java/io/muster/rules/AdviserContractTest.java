package io.muster.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.aws.adviser.AdviceJson;
import io.muster.aws.api.Wire;
import io.muster.domain.adviser.Allowed;
import io.muster.domain.adviser.Move;
import io.muster.domain.adviser.Question;
import io.muster.domain.adviser.Question.ResponseSummary;
import io.muster.domain.adviser.Question.TierPerformance;
import io.muster.domain.adviser.Reply;
import io.muster.domain.campaign.Level;
import io.muster.domain.campaign.Response;
import io.muster.domain.contact.Tier;
import io.muster.domain.strategy.Urgency;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Holds what is asked of an adviser, and what it may answer, to the schemas that it is given. */
class AdviserContractTest {

    private static final Question QUESTION = new Question(
            "01JZ0000000000000000000001",
            Instant.parse("2026-06-01T20:00:00Z"),
            Question.Because.LEVEL,
            new Question.Facts(
                    "lawn care",
                    List.of("lawn-care"),
                    Urgency.URGENT,
                    Instant.parse("2026-06-02T14:00:00Z"),
                    4,
                    0,
                    1,
                    8,
                    18,
                    0.95),
            List.of(
                    new TierPerformance(Tier.INTERNAL, 3, 1, 0, 1),
                    new TierPerformance(Tier.PROSPECT, 3, 0, 0, 0),
                    new TierPerformance(Tier.GENERAL, 2, 0, 0, 0)),
            List.of(new ResponseSummary(Tier.INTERNAL, Response.Answer.DECLINED, 2.5)),
            Level.CRITICAL,
            0,
            0.31,
            4,
            new Allowed(EnumSet.complementOf(EnumSet.of(Move.ADJUST_MESSAGE)), 6));

    @Test
    void a_question_is_its_sample_and_fits_its_schema() throws IOException {
        var written = Contract.JSON.readTree(AdviceJson.question(QUESTION));
        assertEquals(read("samples", "question"), written);
        assertEquals(Set.of(), Contract.messages(schema("question").validate(written)));
    }

    @Test
    void the_sample_answer_fits_its_schema_and_is_what_is_read() throws IOException {
        var sample = read("samples", "advice");
        assertEquals(Set.of(), Contract.messages(schema("advice").validate(sample)));
        var reply = assertInstanceOf(Reply.Given.class, AdviceJson.read(sample.toString(), QUESTION));
        assertEquals(sample, Contract.JSON.readTree(Wire.json(reply.advice())));
    }

    @Test
    void schema_and_reader_refuse_the_same_answers() throws IOException {
        for (var field : read("samples", "advice").properties()) {
            var without = ((ObjectNode) read("samples", "advice")).without(field.getKey());
            assertFalse(schema("advice").validate(without).isEmpty(), field.getKey());
            assertInstanceOf(Reply.Unusable.class, AdviceJson.read(without.toString(), QUESTION));
        }
        var more = ((ObjectNode) read("samples", "advice")).put("execute", "everything");
        assertFalse(schema("advice").validate(more).isEmpty());
        assertInstanceOf(Reply.Unusable.class, AdviceJson.read(more.toString(), QUESTION));
    }

    private static com.networknt.schema.JsonSchema schema(String name) throws IOException {
        return Contract.schema(read("schemas", name));
    }

    private static com.fasterxml.jackson.databind.JsonNode read(String kind, String name) throws IOException {
        return Contract.JSON.readTree(Files.readString(
                Contract.EVENTS.resolve(kind).resolve("adviser").resolve(name + ".json")));
    }
}
