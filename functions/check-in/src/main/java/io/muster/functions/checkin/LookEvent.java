package io.muster.functions.checkin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.domain.reply.Look;
import io.muster.domain.touch.Looks;
import io.muster.domain.touch.TouchRef;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What SES tells of a mail that was opened, or of a link in it that was followed, where an installation has chosen to be
 * told: somebody or something looked, which is no answer.
 *
 * @param at when (machine time); absent where that is not said
 */
record LookEvent(
        String workspace,
        TouchRef touch,
        Looks.What what,
        Look by,
        @Nullable Instant at) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Returns the look in a body; empty when the body is something else, or is about no touch of ours. */
    static Optional<LookEvent> read(String body) {
        var outer = parsed(body);
        var event =
                outer.path("Message").isTextual() ? parsed(outer.path("Message").asText()) : outer;
        return switch (event.path("eventType").asText()) {
            case "Open" -> of(event, Looks.What.OPENED, event.path("open"));
            case "Click" -> of(event, Looks.What.CLICKED, event.path("click"));
            default -> Optional.empty();
        };
    }

    private static Optional<LookEvent> of(JsonNode event, Looks.What what, JsonNode look) {
        var mail = event.path("mail");
        var workspace = mail.at("/tags/workspace/0").asText();
        var at = moment(look);
        return TouchRef.parse(mail.at("/tags/touch/0").asText())
                .filter(_ -> !workspace.isEmpty())
                .map(touch -> new LookEvent(
                        workspace,
                        touch,
                        what,
                        Look.of(look.path("userAgent").asText(), between(moment(mail), at)),
                        at));
    }

    /** What comes without its moments is judged by its name alone. */
    private static Duration between(@Nullable Instant sent, @Nullable Instant looked) {
        return sent == null || looked == null ? Duration.ofDays(1) : Duration.between(sent, looked);
    }

    private static @Nullable Instant moment(JsonNode of) {
        try {
            return Instant.parse(of.path("timestamp").asText());
        } catch (DateTimeException absent) {
            return null;
        }
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException wrong) {
            return JSON.missingNode();
        }
    }
}
