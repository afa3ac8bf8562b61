package io.muster.local.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What a file asks for: bids for a bid card, or a sequence across the people of an account. */
sealed interface CampaignFile {

    /** Returns the request for its campaign. */
    ObjectNode request();

    /** A bid card, whose request names the card instead of being it. */
    record BidCard(ObjectNode card) implements CampaignFile {

        @Override
        public ObjectNode request() {
            var request = card.deepCopy();
            var id = request.remove("id");
            request.set("bidCardId", id == null ? TextNode.valueOf("preview") : id);
            return request;
        }
    }

    /** A request for an account campaign. */
    record Account(ObjectNode request) implements CampaignFile {}

    /** Reads a file, with the caller's own fields in it; a value that is JSON is taken as such, any other as text. */
    static CampaignFile read(Path file, Map<String, String> overrides) {
        var fields = fields(file);
        var json = new ObjectMapper();
        overrides.forEach((field, text) -> {
            try {
                fields.set(field, json.readTree(text));
            } catch (JsonProcessingException e) {
                fields.put(field, text);
            }
        });
        return fields.path("kind").asText().equals("account") || fields.has("accountId")
                ? new Account(fields)
                : new BidCard(fields);
    }

    private static ObjectNode fields(Path file) {
        try {
            if (new ObjectMapper().readTree(Files.readString(file)) instanceof ObjectNode fields) {
                return fields;
            }
            throw new Unusable(file + " asks for no campaign: it holds no JSON object");
        } catch (JsonProcessingException e) {
            throw new Unusable(file + " is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new Unusable(file + " cannot be read; give the path of a bid card such as"
                    + " events/samples/bid-cards/lawn-care.json, or of an account's request such as"
                    + " events/samples/accounts/barton-foods.json");
        }
    }

    /** The file does not do. */
    final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unusable(String message) {
            super(message);
        }
    }
}
