package io.muster.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** How many bids have come in, of how many. */
record BidProgress(Words words) implements Progress {

    @Override
    public String line(JsonNode status) {
        var needed = status.path("bidsNeeded").asInt();
        var bids = status.path("tally").path("bids").asInt();
        var line = new StringBuilder(Progress.bar(bids, needed));
        line.append(bids).append('/').append(needed).append(" bids, ");
        line.append(Words.count(status.path("contacted").asInt(), "contractor")).append(" asked");
        var level = Words.plain(status.path("level").asText("none"));
        if (!level.equals("none")) {
            line.append(", level ").append(level);
        }
        if (status.hasNonNull("nextCheckInAt")) {
            line.append(", next check-in ").append(words.moment(status.path("nextCheckInAt")));
        }
        if (Progress.ended(status)) {
            line.append(", ").append(Words.plain(status.path("status").asText()));
            line.append(
                    status.hasNonNull("result")
                            ? ": " + Words.plain(status.path("result").asText())
                            : "");
        }
        return line.toString();
    }

    @Override
    public List<String> advice(JsonNode status) {
        return List.of();
    }
}
