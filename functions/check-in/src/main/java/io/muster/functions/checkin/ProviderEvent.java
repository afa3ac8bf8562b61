package io.muster.functions.checkin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.aws.error.Categorized;
import io.muster.domain.error.Category;
import io.muster.domain.touch.Step;
import io.muster.domain.touch.TouchRef;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What SES tells about one of our messages, from its event publishing: as SES writes it, or in SNS's envelope.
 *
 * @param permanent whether the address is dead for good, on a bounce
 */
record ProviderEvent(String workspace, String touchId, TouchRef touch, Step step, boolean permanent) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A body is no event of SES. What it holds is not repeated: it has addresses in it. */
    static final class MalformedEvent extends RuntimeException implements Categorized {
        private static final long serialVersionUID = 1;

        MalformedEvent(String why) {
            super("The body is no event of SES: " + why);
        }

        @Override
        public Category category() {
            return Category.VALIDATION;
        }

        @Override
        public String code() {
            return "malformed_message";
        }
    }

    /** Returns the event in a body; empty when it is about no touch, or tells nothing that a touch keeps. */
    static Optional<ProviderEvent> read(String body) {
        var event = event(body);
        var step = step(event);
        var tags = event.path("mail").path("tags");
        var workspace = tags.path("workspace").path(0).asText();
        var touchId = tags.path("touch").path(0).asText();
        if (step == null || workspace.isEmpty()) {
            return Optional.empty();
        }
        boolean permanent = event.path("bounce").path("bounceType").asText().equals("Permanent");
        return TouchRef.parse(touchId).map(touch -> new ProviderEvent(workspace, touchId, touch, step, permanent));
    }

    private static JsonNode event(String body) {
        var outer = parsed(body);
        var inner =
                outer.path("Message").isTextual() ? parsed(outer.path("Message").asText()) : outer;
        if (!inner.path("mail").isObject()) {
            throw new MalformedEvent("no mail");
        }
        return inner;
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException wrong) {
            throw new MalformedEvent(wrong.getClass().getSimpleName());
        }
    }

    private static @Nullable Step step(JsonNode event) {
        return switch (event.path("eventType")
                .asText(event.path("notificationType").asText())) {
            case "Send" -> Step.PROVIDER_ACCEPTED;
            case "Delivery" -> Step.PROVIDER_DELIVERED;
            case "Bounce" -> Step.PROVIDER_BOUNCED;
            case "Complaint" -> Step.PROVIDER_COMPLAINED;
            case "Reject", "Rendering Failure" -> Step.PROVIDER_REJECTED;
            default -> null;
        };
    }
}
