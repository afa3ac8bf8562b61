package io.muster.local.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A bid card in a file, and what the caller wants otherwise. */
final class BidCardFile {

    private static final ObjectMapper JSON = new ObjectMapper();

    private BidCardFile() {}

    /** Returns the card with the overrides; a value that is JSON is taken as such, any other as text. */
    static ObjectNode read(Path file, Map<String, String> overrides) {
        try {
            if (!(JSON.readTree(Files.readString(file)) instanceof ObjectNode card)) {
                throw new Unusable(file + " is no bid card: it holds no JSON object");
            }
            overrides.forEach((field, text) -> {
                try {
                    card.set(field, JSON.readTree(text));
                } catch (JsonProcessingException e) {
                    card.put(field, text);
                }
            });
            return card;
        } catch (JsonProcessingException e) {
            throw new Unusable(file + " is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new Unusable(file + " cannot be read; give the path of a bid card such as"
                    + " events/samples/bid-cards/lawn-care.json");
        }
    }

    /** Returns the card as a request for its campaign, which names the card instead of being it. */
    static ObjectNode request(ObjectNode card) {
        var request = card.deepCopy();
        var id = request.remove("id");
        request.set("bidCardId", id == null ? TextNode.valueOf("preview") : id);
        return request;
    }

    /** The file does not do. */
    static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unusable(String message) {
            super(message);
        }
    }
}
