package io.muster.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** A campaign's progress in one line. */
final class Progress {

    private static final int WIDTH = 12;

    private Progress() {}

    /** Returns the line, from what the API tells as status. */
    static String line(JsonNode status, Words words) {
        var needed = status.path("bidsNeeded").asInt();
        var bids = bids(status);
        var filled = Math.min(WIDTH, bids * WIDTH / Math.max(1, needed));
        var line = new StringBuilder("[" + "█".repeat(filled) + "·".repeat(WIDTH - filled) + "] ");
        line.append(bids).append('/').append(needed).append(" bids, ");
        line.append(Words.count(status.path("contacted").asInt(), "contractor")).append(" asked");
        var level = Words.plain(status.path("level").asText("none"));
        if (!level.equals("none")) {
            line.append(", level ").append(level);
        }
        if (status.hasNonNull("nextCheckInAt")) {
            line.append(", next check-in ").append(words.moment(status.path("nextCheckInAt")));
        }
        if (ended(status)) {
            line.append(", ").append(Words.plain(status.path("status").asText()));
            line.append(
                    status.hasNonNull("result")
                            ? ": " + Words.plain(status.path("result").asText())
                            : "");
        }
        return line.toString();
    }

    /** Returns whether nothing more will come of the campaign. */
    static boolean ended(JsonNode status) {
        return switch (status.path("status").asText().toUpperCase(Locale.ROOT)) {
            case "COMPLETED", "CANCELLED", "FAILED" -> true;
            default -> false;
        };
    }

    private static int bids(JsonNode status) {
        return status.path("tally").path("bids").asInt();
    }
}
