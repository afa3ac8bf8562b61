package io.muster.functions.checkin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A text that somebody sent to a number of ours, as AWS End User Messaging publishes it for two-way SMS: as it writes it,
 * or in SNS's envelope.
 *
 * @param id the provider's, the same in every delivery
 * @param from who sent it, E.164
 * @param to our number, E.164
 * @param words what it says; empty where it is a picture alone
 * @param publishedAt when SNS took it, which stays the same in every delivery; absent without an envelope
 */
record InboundSms(
        String id,
        String from,
        String to,
        String words,
        @Nullable Instant publishedAt) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Returns the text in a body; empty when the body is something else, which others know how to read. */
    static Optional<InboundSms> read(String body) {
        var outer = parsed(body);
        var enveloped = outer.path("Message").isTextual();
        var text = enveloped ? parsed(outer.path("Message").asText()) : outer;
        var id = text.path("inboundMessageId").asText();
        var from = text.path("originationNumber").asText();
        var to = text.path("destinationNumber").asText();
        return id.isBlank() || from.isBlank() || to.isBlank()
                ? Optional.empty()
                : Optional.of(new InboundSms(
                        id, from, to, text.path("messageBody").asText(), moment(outer.path("Timestamp"))));
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException wrong) {
            return JSON.missingNode();
        }
    }

    private static @Nullable Instant moment(JsonNode timestamp) {
        try {
            return timestamp.isTextual() ? Instant.parse(timestamp.asText()) : null;
        } catch (DateTimeException wrong) {
            return null;
        }
    }
}
