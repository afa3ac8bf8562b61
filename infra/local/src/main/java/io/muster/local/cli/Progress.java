package io.muster.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;

/** How far a campaign has come, in the words of its kind, from what the API tells as status. */
sealed interface Progress permits BidProgress, SequenceProgress {

    /** How many blocks a bar has. */
    int WIDTH = 12;

    /** Returns it in a line. */
    String line(JsonNode status);

    /** Returns what waits for a person, a line each. */
    List<String> advice(JsonNode status);

    /** Returns the words for a campaign, which its detail tells the kind of. */
    static Progress of(JsonNode campaign, Names names) {
        var words = Words.of(campaign);
        return campaign.path("kind").asText().equals("account")
                ? new SequenceProgress(words, names)
                : new BidProgress(words);
    }

    /** Returns whether nothing more will come of the campaign. */
    static boolean ended(JsonNode status) {
        return switch (status.path("status").asText().toUpperCase(Locale.ROOT)) {
            case "COMPLETED", "CANCELLED", "FAILED" -> true;
            default -> false;
        };
    }

    /** Returns a bar of what is done. */
    static String bar(int done, int all) {
        var filled = Math.min(WIDTH, done * WIDTH / Math.max(1, all));
        return "[" + "█".repeat(filled) + "·".repeat(WIDTH - filled) + "] ";
    }
}
