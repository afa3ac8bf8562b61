package io.muster.functions.checkin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.domain.reply.Look;
import io.muster.domain.touch.TouchRef;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What SES tells of a mail that was opened, or of a link in it that was followed, where an installation has chosen to be
 * told: somebody or something looked, which is no answer and changes nothing.
 *
 * @param what in words of the log
 */
record LookEvent(String workspace, String campaignId, String touchId, String what, Look by) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Returns the look in a body; empty when the body is something else, or is about no touch of ours. */
    static Optional<LookEvent> read(String body) {
        var outer = parsed(body);
        var event =
                outer.path("Message").isTextual() ? parsed(outer.path("Message").asText()) : outer;
        return switch (event.path("eventType").asText()) {
            case "Open" -> of(event, "mail_opened", event.path("open"));
            case "Click" -> of(event, "link_followed", event.path("click"));
            default -> Optional.empty();
        };
    }

    private static Optional<LookEvent> of(JsonNode event, String what, JsonNode look) {
        var mail = event.path("mail");
        var workspace = mail.at("/tags/workspace/0").asText();
        var touchId = mail.at("/tags/touch/0").asText();
        return TouchRef.parse(touchId)
                .filter(_ -> !workspace.isEmpty())
                .map(touch -> new LookEvent(
                        workspace,
                        touch.campaignId(),
                        touchId,
                        what,
                        Look.of(look.path("userAgent").asText(), between(mail, look))));
    }

    /** What comes without its moments is judged by its name alone. */
    private static Duration between(JsonNode mail, JsonNode look) {
        try {
            return Duration.between(
                    Instant.parse(mail.path("timestamp").asText()),
                    Instant.parse(look.path("timestamp").asText()));
        } catch (DateTimeException absent) {
            return Duration.ofDays(1);
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
