package io.muster.aws.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.aws.error.Malformed;
import io.muster.aws.store.Keys;
import io.muster.aws.token.SealedText;
import io.muster.domain.reply.Keyword;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * To dispatch: a text that no campaign can answer, since none has touched its sender, is to be answered all the same. It
 * is no {@link Message}, which is about a campaign; the number travels sealed, since queues hold nobody's data.
 *
 * @param id of the text, the same however often it comes
 * @param keyword what was texted
 * @param to who texted it, sealed
 * @param textedAt when (machine time)
 */
public record AnswerDue(String id, String workspace, Keyword keyword, String to, Instant textedAt) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TYPE = AnswerDue.class.getSimpleName();

    /** A body says that it is this message, and is not. What it holds is not repeated: it may be anybody's data. */
    public static final class MalformedAnswer extends RuntimeException implements Malformed {
        private static final long serialVersionUID = 1;

        MalformedAnswer(String why) {
            super("the body asks for no answer: " + why);
        }
    }

    /** Returns the message that asks for an answer to a number. */
    public static AnswerDue to(
            String number, String id, String workspace, Keyword keyword, Instant textedAt, SealedText seals) {
        var sealed = Base64.getUrlEncoder().withoutPadding().encodeToString(seals.seal(workspace, id, number));
        return new AnswerDue(id, workspace, keyword, sealed, textedAt);
    }

    /** Returns who texted. */
    public String number(SealedText seals) {
        return seals.open(workspace, id, Base64.getUrlDecoder().decode(to));
    }

    /** Returns the message as JSON. */
    public String write() {
        return JSON.createObjectNode()
                .put("type", TYPE)
                .put("id", id)
                .put("workspace", workspace)
                .put("keyword", keyword.name())
                .put("to", to)
                .put("textedAt", textedAt.toString())
                .toString();
    }

    /** Returns the message that a body holds; empty when it is another. */
    public static Optional<AnswerDue> read(String body) {
        var message = tree(body);
        return message.path("type").asText().equals(TYPE) ? Optional.of(of(message)) : Optional.empty();
    }

    private static AnswerDue of(JsonNode message) {
        try {
            var answer = new AnswerDue(
                    message.path("id").asText(),
                    message.path("workspace").asText(),
                    Keyword.valueOf(message.path("keyword").asText()),
                    message.path("to").asText(),
                    Instant.parse(message.path("textedAt").asText()));
            Keys.arrival(answer.workspace, answer.id);
            return answer;
        } catch (IllegalArgumentException | DateTimeException wrong) {
            throw new MalformedAnswer(wrong.getClass().getSimpleName());
        }
    }

    private static JsonNode tree(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException other) {
            return JSON.missingNode();
        }
    }
}
