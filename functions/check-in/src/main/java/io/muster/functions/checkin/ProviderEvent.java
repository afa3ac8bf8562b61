package io.muster.functions.checkin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.muster.aws.error.Malformed;
import io.muster.domain.touch.TouchRef;
import io.muster.domain.touch.Transition;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What SES or AWS End User Messaging tells about one of our messages, from their event publishing: as they write it, or in
 * SNS's envelope.
 *
 * @param permanent whether the address is dead for good, or has shut us out, on a bounce
 */
record ProviderEvent(String workspace, String touchId, TouchRef touch, Transition transition, boolean permanent) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What SES says, once and in plain words, when it was told where its events go. */
    private static final String GREETING = "Successfully validated SNS topic for Amazon SES";

    /** A body is no event of a provider. What it holds is not repeated: it has addresses in it. */
    static final class MalformedEvent extends RuntimeException implements Malformed {
        private static final long serialVersionUID = 1;

        MalformedEvent(String why) {
            super("The body is no event of a provider: " + why);
        }
    }

    /** Returns the event in a body; empty when it is about no touch, or tells nothing that a touch keeps. */
    static Optional<ProviderEvent> read(String body) {
        var event = event(body);
        if (text(event)) {
            var type = event.path("eventType").asText();
            var context = event.path("context");
            return of(
                    context.path("workspace").asText(),
                    context.path("touch").asText(),
                    transitionOfText(type),
                    type.equals("TEXT_INVALID") || type.equals("TEXT_BLOCKED"));
        }
        var tags = event.path("mail").path("tags");
        return of(
                tags.path("workspace").path(0).asText(),
                tags.path("touch").path(0).asText(),
                transition(event),
                event.path("bounce").path("bounceType").asText().equals("Permanent"));
    }

    private static Optional<ProviderEvent> of(
            String workspace, String touchId, @Nullable Transition transition, boolean permanent) {
        if (transition == null || workspace.isEmpty()) {
            return Optional.empty();
        }
        return TouchRef.parse(touchId)
                .map(touch -> new ProviderEvent(workspace, touchId, touch, transition, permanent));
    }

    private static JsonNode event(String body) {
        var outer = parsed(body);
        var message = outer.path("Message");
        if (message.asText().strip().startsWith(GREETING)) {
            return MissingNode.getInstance();
        }
        var inner = message.isTextual() ? parsed(message.asText()) : outer;
        if (!inner.path("mail").isObject() && !text(inner)) {
            throw new MalformedEvent("neither a mail nor a text");
        }
        return inner;
    }

    private static boolean text(JsonNode event) {
        return event.path("eventType").asText().startsWith("TEXT_");
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException wrong) {
            throw new MalformedEvent(wrong.getClass().getSimpleName());
        }
    }

    private static @Nullable Transition transition(JsonNode event) {
        return switch (event.path("eventType")
                .asText(event.path("notificationType").asText())) {
            case "Send" -> Transition.PROVIDER_ACCEPTED;
            case "Delivery" -> Transition.PROVIDER_DELIVERED;
            case "Bounce" -> Transition.PROVIDER_BOUNCED;
            case "Complaint" -> Transition.PROVIDER_COMPLAINED;
            case "Reject", "Rendering Failure" -> Transition.PROVIDER_REJECTED;
            default -> null;
        };
    }

    /**
     * What is on its way, and what nobody knows the end of after three days, has been sent; what a carrier keeps back for
     * its contents will not be sent to this number in other words either, so that the next channel is due.
     */
    private static @Nullable Transition transitionOfText(String type) {
        return switch (type) {
            case "TEXT_QUEUED", "TEXT_PENDING", "TEXT_SENT", "TEXT_SUCCESSFUL", "TEXT_UNKNOWN" ->
                Transition.PROVIDER_ACCEPTED;
            case "TEXT_DELIVERED" -> Transition.PROVIDER_DELIVERED;
            case "TEXT_INVALID",
                    "TEXT_BLOCKED",
                    "TEXT_UNREACHABLE",
                    "TEXT_CARRIER_UNREACHABLE",
                    "TEXT_CARRIER_BLOCKED",
                    "TEXT_SPAM",
                    "TEXT_TTL_EXPIRED" -> Transition.PROVIDER_BOUNCED;
            case "TEXT_INVALID_MESSAGE", "TEXT_PROTECT_BLOCKED" -> Transition.PROVIDER_REJECTED;
            default -> null;
        };
    }
}
