package io.muster.aws.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whom a body is about, as far as it says so, whoever wrote it: a message of ours, a provider's event, or that event in
 * SNS's envelope, what S3 says of an upload, or SES of a mail that came in. And the body as it may be shown: words of ours, ids and numbers, and nothing that somebody wrote.
 */
public final class Origin {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern WORKSPACE = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9][A-Za-z0-9:._/-]{0,159}");
    private static final Pattern LIKE_A_PHONE = Pattern.compile(".*[0-9][0-9(). -]{7,}[0-9].*");
    private static final Pattern MOMENT = Pattern.compile("20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z");
    private static final Pattern UPLOADED = Pattern.compile("imports/([^/]+)/([^/]+)/file");
    private static final Pattern ANSWERED =
            Pattern.compile("[rR]\\+([A-Za-z0-9_.-]{1,64})\\.[A-Za-z0-9_-]+\\.[a-z2-7]{16}@.*");
    private static final int DEEPEST = 8;

    /** Fields whose values are ids, moments or words of a fixed list. */
    private static final Set<String> SHOWN = Set.of(
            "type",
            "id",
            "workspace",
            "campaignId",
            "contactId",
            "importId",
            "row",
            "at",
            "wave",
            "slice",
            "number",
            "generation",
            "version",
            "answer",
            "touch",
            "eventType",
            "notificationType",
            "bounceType",
            "bounceSubType",
            "complaintFeedbackType",
            "timestamp");

    private final JsonNode body;
    private final int length;

    private Origin(JsonNode body, int length) {
        this.body = body;
        this.length = length;
    }

    /** Returns the origin of a body; one that is no JSON comes from nobody. */
    public static Origin of(String body) {
        return new Origin(unwrapped(parsed(body)), body.length());
    }

    /** Returns the workspace that it names; empty when it names none that could be one. */
    public Optional<String> workspace() {
        return text(body.path("workspace"))
                .or(() -> text(body.path("mail").path("tags").path("workspace").path(0)))
                .or(() -> uploaded(1))
                .or(this::answered)
                .or(() -> text(body.path("context").path("workspace")))
                .filter(name -> WORKSPACE.matcher(name).matches());
    }

    /** Returns the number of ours that a text was sent to: all that a text says of whom it is for. */
    public Optional<String> textedNumber() {
        return text(body.path("inboundMessageId")).flatMap(_ -> text(body.path("destinationNumber")));
    }

    /** Returns the campaign that it names. */
    public Optional<String> campaignId() {
        return text(body.path("campaignId")).filter(Origin::harmless);
    }

    /** Returns the import that it names. */
    public Optional<String> importId() {
        return text(body.path("importId")).or(() -> uploaded(2)).filter(Origin::harmless);
    }

    /** Returns what kind of message or event it says it is. */
    public Optional<String> type() {
        return text(body.path("type"))
                .or(() -> text(body.path("eventType")))
                .or(() -> text(body.path("notificationType")))
                .filter(Origin::harmless);
    }

    /** Returns the body with everything taken out that may be somebody's. */
    public String shown() {
        return body.isMissingNode()
                ? "not JSON, " + length + " characters"
                : shown("", body, 0).toString();
    }

    private static JsonNode shown(String field, JsonNode node, int depth) {
        var nodes = JsonNodeFactory.instance;
        if (depth > DEEPEST) {
            return nodes.textNode("...");
        }
        return switch (node) {
            case ObjectNode object -> {
                var shown = nodes.objectNode();
                object.properties().forEach(entry -> {
                    var name = field(entry.getKey());
                    shown.set(name, shown(name, entry.getValue(), depth + 1));
                });
                yield shown;
            }
            case ArrayNode array -> {
                var shown = nodes.arrayNode();
                array.forEach(element -> shown.add(shown(field, element, depth + 1)));
                yield shown;
            }
            default -> shownValue(field, node);
        };
    }

    private static JsonNode shownValue(String field, JsonNode node) {
        boolean known = SHOWN.contains(field);
        if (node.isNull() || node.isBoolean() || (known && node.isIntegralNumber() && Math.abs(node.asLong()) < 1e7)) {
            return node;
        }
        return known && node.isTextual() && harmless(node.asText())
                ? node
                : JsonNodeFactory.instance.textNode("[taken out]");
    }

    /** A name of a field may be anybody's too, in a body that is none of ours. */
    private static String field(String name) {
        return name.length() <= 40 && name.matches("[A-Za-z][A-Za-z_-]*") ? name : "[taken out]";
    }

    private static boolean harmless(String text) {
        var withoutMoments = MOMENT.matcher(text).replaceAll("");
        return HARMLESS.matcher(text).matches()
                && !LIKE_A_PHONE.matcher(withoutMoments).matches();
    }

    /** A part of the key under which S3 has a file of contacts. */
    private Optional<String> uploaded(int group) {
        return text(body.at("/Records/0/s3/object/key"))
                .map(UPLOADED::matcher)
                .filter(Matcher::matches)
                .map(key -> key.group(group));
    }

    /** The workspace in the address that a mail answers to. */
    private Optional<String> answered() {
        return text(body.at("/receipt/recipients/0"))
                .map(ANSWERED::matcher)
                .filter(Matcher::matches)
                .map(address -> address.group(1));
    }

    private static Optional<String> text(JsonNode node) {
        return node.isTextual() ? Optional.of(node.asText()) : Optional.empty();
    }

    private static JsonNode unwrapped(JsonNode outer) {
        if (outer.path("Message").isTextual()) {
            var inner = parsed(outer.path("Message").asText());
            return inner.isObject() ? inner : outer;
        }
        return outer;
    }

    private static JsonNode parsed(String text) {
        try {
            var node = JSON.readTree(text);
            return node.isObject() ? node : MissingNode.getInstance();
        } catch (JsonProcessingException notJson) {
            return MissingNode.getInstance();
        }
    }
}
