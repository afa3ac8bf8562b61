package io.muster.aws.adviser;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.muster.aws.api.Wire;
import io.muster.domain.adviser.AdviceReading;
import io.muster.domain.adviser.Question;
import io.muster.domain.adviser.Reply;

/** The question as an adviser outside is sent it, and its answer as JSON that nobody vouches for. */
public final class AdviceJson {

    /** The most characters that an answer may have. */
    public static final int LONGEST = 32 * 1024;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(5)
                            .maxNumberLength(20)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private AdviceJson() {}

    /** Returns the question as JSON. */
    public static String question(Question question) {
        return Wire.json(question);
    }

    /** Returns what an answer comes to, whatever it is. */
    public static Reply read(String answer, Question question) {
        if (answer.length() > LONGEST) {
            return invalid("the answer is longer than " + LONGEST + " characters");
        }
        try {
            return AdviceReading.read(JSON.readValue(answer, Object.class), question);
        } catch (JsonProcessingException | ArithmeticException | NumberFormatException unreadable) {
            return invalid("the answer is not one JSON value without repeated fields");
        }
    }

    private static Reply invalid(String why) {
        return new Reply.Unusable(Reply.Flaw.INVALID, why);
    }
}
