package io.muster.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.local.cli.Console.Style;
import java.util.HashMap;
import java.util.Map;

/** Prints a previewed sequence: who of the account, and every touch, when, on which channel and why. */
final class SequencePage {

    private static final int WIDTH = 116;

    private final JsonNode preview;
    private final Console console;
    private final Words words;
    private final Map<String, String> names = new HashMap<>();

    SequencePage(JsonNode preview, Console console) {
        this.preview = preview;
        this.console = console;
        this.words = Words.ofPreview(preview);
        for (var member : preview.path("members")) {
            var id = member.path("contactId").asText();
            names.put(id, member.path("name").asText(id));
        }
    }

    /** Returns what it is about, in a line. */
    String subject() {
        return preview.path("companyName").asText(preview.path("accountId").asText()) + ": "
                + preview.path("topic").asText();
    }

    void print() {
        console.line("   " + console.in(Style.BOLD, subject()));
        console.line();
        people();
        console.line();
        touches();
        conflicts();
    }

    void people() {
        console.line(console.in(Style.QUIET, "   who                       role       priority"));
        for (var member : preview.path("members")) {
            console.line(String.format(
                    "   %-25s %-10s %8d",
                    name(member.path("contactId"), 25),
                    Words.plain(member.path("role").asText()),
                    member.path("priority").asInt()));
        }
    }

    /** Prints the touches, in the hours of the account's place. */
    void touches() {
        console.line(console.in(
                Style.QUIET,
                String.format(
                        "       %-16s  %-20s  %-9s why", preview.path("zone").asText(), "who", "channel")));
        for (var step : preview.path("items")) {
            var line = String.format(
                    "   %2d  %s  %-20s  %-9s ",
                    step.path("number").asInt(),
                    words.moment(step.path("at")),
                    name(step.path("contactId"), 20),
                    Words.plain(step.path("channel").asText()));
            console.line(line + Words.wrapped(step.path("why").asText(), line.length(), line.length(), WIDTH));
        }
    }

    private void conflicts() {
        console.line();
        if (preview.path("conflicts").isEmpty()) {
            console.line("   Nothing speaks against it.");
        }
        for (var conflict : preview.path("conflicts")) {
            console.line("   " + console.in(Style.WARNING, "Conflict: " + Conflicts.word(conflict.asText())) + ".");
        }
    }

    private String name(JsonNode contactId, int width) {
        return Words.cut(names.getOrDefault(contactId.asText(), contactId.asText()), width);
    }
}
