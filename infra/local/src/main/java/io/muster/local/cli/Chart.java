package io.muster.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Bids received beside bids expected, at the start, at each check-in and at the end. */
final class Chart {

    private static final int WIDTH = 32;

    private Chart() {}

    /** Returns the chart's lines, from what the API tells for monitoring. */
    static List<String> of(JsonNode monitoring, Words words) {
        var needed = monitoring.path("bidsNeeded").asInt();
        var lines = new ArrayList<String>();
        for (var at : monitoring.path("checkInTimes")) {
            var moment = Instant.parse(at.asText());
            var expected = expected(monitoring, moment, needed);
            var received = received(monitoring, moment);
            var scale = Math.max(needed, lastReceived(monitoring));
            lines.add(String.format(
                    Locale.ROOT,
                    "%-10s %s  %d of %.1f",
                    words.moment(moment),
                    bar(received, expected, scale),
                    received,
                    expected));
        }
        return lines;
    }

    /** A bar of what came, with a mark between its blocks where it should be by then. */
    static String bar(double received, double expected, double scale) {
        var bar = new StringBuilder();
        var filled = (int) Math.round(received / scale * WIDTH);
        var mark = (int) Math.round(expected / scale * WIDTH);
        for (int i = 0; i < WIDTH; i++) {
            bar.append(i == mark ? "|" : "").append(i < filled ? '█' : '·');
        }
        return bar.append(mark >= WIDTH ? "|" : "").toString();
    }

    private static int received(JsonNode monitoring, Instant until) {
        int bids = 0;
        for (var point : monitoring.path("received")) {
            if (!Instant.parse(point.path("at").asText()).isAfter(until)) {
                bids = point.path("bids").asInt();
            }
        }
        return bids;
    }

    private static int lastReceived(JsonNode monitoring) {
        return received(monitoring, Instant.MAX);
    }

    /** What the check-in there said; where there was none, since the campaign had ended, the straight line. */
    private static double expected(JsonNode monitoring, Instant moment, int needed) {
        for (var checkIn : monitoring.path("checkIns")) {
            var at = Instant.parse(checkIn.path("at").asText());
            if (Duration.between(at, moment).abs().compareTo(Duration.ofMinutes(2)) < 0) {
                return checkIn.path("expected").asDouble();
            }
        }
        var times = monitoring.path("checkInTimes");
        for (int i = 0; i < times.size(); i++) {
            if (Instant.parse(times.get(i).asText()).equals(moment)) {
                return needed * (i + 1.0) / times.size();
            }
        }
        return needed;
    }
}
