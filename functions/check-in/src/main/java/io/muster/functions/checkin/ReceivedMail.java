package io.muster.functions.checkin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.domain.reply.Verdicts;
import io.muster.domain.reply.Verdicts.Verdict;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What SES says of a mail that came in, in SNS's envelope: for whom it is, what the checks found, and by its id where it
 * lies. The mail itself is not in it.
 *
 * @param id the provider's, the same in every delivery
 * @param recipients those of ours that it was delivered to
 * @param at when it came; absent where that is not said
 */
record ReceivedMail(
        String id,
        List<String> recipients,
        Verdicts verdicts,
        @Nullable Instant at) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,128}");
    private static final String FOLDER = "mail/";

    ReceivedMail {
        recipients = List.copyOf(recipients);
    }

    /** Returns the key of the file in which it is. */
    String file() {
        return FOLDER + id;
    }

    /** Returns what a body says of a mail that came in; empty when it is about something else. */
    static Optional<ReceivedMail> read(String body) {
        var outer = parsed(body);
        var inner =
                outer.path("Message").isTextual() ? parsed(outer.path("Message").asText()) : outer;
        var id = inner.at("/mail/messageId").asText();
        return inner.path("notificationType").asText().equals("Received")
                        && ID.matcher(id).matches()
                ? Optional.of(new ReceivedMail(
                        id,
                        inner.at("/receipt/recipients")
                                .valueStream()
                                .map(JsonNode::asText)
                                .toList(),
                        verdicts(inner.path("receipt")),
                        moment(inner.at("/mail/timestamp").asText())))
                : Optional.empty();
    }

    private static Verdicts verdicts(JsonNode receipt) {
        return new Verdicts(
                verdict(receipt, "spamVerdict"),
                verdict(receipt, "virusVerdict"),
                verdict(receipt, "dmarcVerdict"),
                receipt.path("dmarcPolicy").asText().equalsIgnoreCase("reject"));
    }

    private static Verdict verdict(JsonNode receipt, String check) {
        var status = receipt.path(check).path("status").asText();
        return Arrays.stream(Verdict.values())
                .filter(verdict -> verdict.name().equals(status))
                .findFirst()
                .orElse(Verdict.NONE);
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException wrong) {
            return JSON.missingNode();
        }
    }

    private static @Nullable Instant moment(String timestamp) {
        try {
            return Instant.parse(timestamp);
        } catch (DateTimeException wrong) {
            return null;
        }
    }
}
