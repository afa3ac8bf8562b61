package io.muster.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** How many touches of a sequence have been made, of how many, what comes next, and what holds it up. */
record SequenceProgress(Words words, Names names) implements Progress {

    @Override
    public String line(JsonNode status) {
        var account = status.path("account");
        var line = new StringBuilder(Progress.bar(
                account.path("made").asInt(), account.path("maxTouches").asInt()));
        line.append(account.path("made").asInt())
                .append(" of ")
                .append(Words.count(account.path("maxTouches").asInt(), "touch", "touches"));
        line.append(" made, ").append(account.path("engaged").size()).append(" engaged");
        if (Progress.ended(status)) {
            return line.append(", ").append(end(status)).toString();
        }
        if (paused(status)) {
            return line.append(", paused: ")
                    .append(Conflicts.reason(status.path("statusReason").asText()))
                    .toString();
        }
        var held = status.path("statusReason").asText();
        line.append(held.isEmpty() ? "" : ", held up: " + held);
        var next = account.path("nextTouch");
        if (next.isObject()) {
            line.append(", next ").append(words.moment(next.path("at"))).append(" by ");
            line.append(Words.plain(next.path("channel").asText()));
            line.append(" to ").append(names.of(next.path("contactId").asText()));
        }
        return line.toString();
    }

    @Override
    public List<String> advice(JsonNode status) {
        if (!paused(status)) {
            return List.of();
        }
        var path = "/campaigns/" + status.path("id").asText();
        var advice = new ArrayList<>(Conflicts.advice(status.at("/account/conflicts")));
        for (var meeting : status.at("/sequence/meetings")) {
            advice.add("It is complete when the meeting of " + words.moment(meeting.path("startsAt"))
                    + " has been held; if that is off: DELETE " + path + "/meetings/"
                    + meeting.path("id").asText());
        }
        advice.add((status.at("/sequence/meetings").isEmpty() ? "To go on with it: POST " + path + "/resume. " : "")
                + "To end it: POST " + path + "/cancel.");
        return advice;
    }

    private static boolean paused(JsonNode status) {
        return status.path("status").asText().equals("paused");
    }

    private static String end(JsonNode status) {
        var result = status.path("result").asText();
        var reason = status.path("statusReason").asText();
        return Words.plain(status.path("status").asText())
                + (result.isEmpty() ? "" : ": " + Words.plain(result))
                + (reason.isEmpty() ? "" : ", since " + reason);
    }
}
