package io.muster.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.local.cli.Console.Style;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Locale;
import java.util.function.Function;

/** Prints an account campaign's report: the result, its people, what was sent, and all that happened to it. */
final class SequenceReportPage {

    private final JsonNode report;
    private final JsonNode account;
    private final Words words;
    private final Names names;
    private final Console console;

    SequenceReportPage(JsonNode report, Words words, Names names, Console console) {
        this.report = report;
        this.account = report.path("account");
        this.words = words;
        this.names = names;
        this.console = console;
    }

    void print() {
        summary();
        people();
        channels();
        list("answers", account.path("answers"), this::answer);
        list("what spoke against going on", account.path("conflicts"), this::conflict);
        list("pauses", account.path("pauses"), this::pause);
        list("meetings", account.path("meetings"), this::meeting);
        list(
                "deals",
                account.path("deals"),
                deal -> words.moment(deal.path("at")) + "  " + (deal.path("won").asBoolean() ? "won" : "lost"));
        list("messages that named a colleague", account.path("references"), this::reference);
    }

    private void summary() {
        var result =
                Words.plain(report.path("result").asText(report.path("status").asText()));
        var good = result.equals("goal met");
        var reason = report.path("statusReason").asText();
        console.line("   " + console.in(good ? Style.GOOD : Style.WARNING, result.toUpperCase(Locale.ROOT))
                + (reason.isEmpty() ? "" : ": " + Conflicts.reason(reason)));
        int touches = 0;
        for (var person : account.path("people")) {
            touches += person.path("reached").asInt();
        }
        console.line("   " + Words.count(touches, "touch", "touches") + " to "
                + Words.count(report.path("contacted").asInt(), "person", "people") + ", from " + time());
    }

    private String time() {
        var start = Instant.parse(report.path("startAt").asText());
        if (!report.hasNonNull("endedAt")) {
            return words.moment(start) + " on";
        }
        var end = Instant.parse(report.path("endedAt").asText());
        var days = (int) Duration.between(start, end).toDays();
        return words.moment(start) + " to " + words.moment(end) + ", " + Words.count(days, "day");
    }

    private void people() {
        console.line();
        console.line(
                console.in(Style.QUIET, "   who                       role       touches  last              answer"));
        for (var person : account.path("people")) {
            console.line(String.format(
                            "   %-25s %-10s %7d  %-16s  %s",
                            Words.cut(names.of(person.path("contactId").asText()), 25),
                            Words.plain(person.path("role").asText()),
                            person.path("reached").asInt(),
                            person.hasNonNull("lastReachedAt") ? words.moment(person.path("lastReachedAt")) : "-",
                            Words.plain(person.path("answer").asText("")))
                    .stripTrailing());
        }
    }

    private void channels() {
        console.line();
        console.line(console.in(Style.QUIET, "   channel    planned  went out  how they stand"));
        for (var line : report.path("channels")) {
            var states = new ArrayList<String>();
            line.path("states")
                    .properties()
                    .forEach(state -> states.add(state.getValue().asInt() + " " + Words.plain(state.getKey())));
            console.line(String.format(
                    "   %-10s %7d  %8d  %s",
                    Words.plain(line.path("channel").asText()),
                    line.path("touches").asInt(),
                    line.path("sent").asInt(),
                    String.join(", ", states)));
        }
    }

    private void list(String title, JsonNode items, Function<JsonNode, String> line) {
        if (items.isEmpty()) {
            return;
        }
        console.line();
        console.line(console.in(Style.QUIET, "   " + title));
        items.forEach(item -> console.line("   " + line.apply(item)));
    }

    private String answer(JsonNode answer) {
        var reading = answer.path("reading");
        return words.moment(answer.path("at")) + "  " + name(answer, "contactId") + ": "
                + Words.plain(answer.path("answer").asText())
                + (reading.isObject()
                        ? ", read as " + Words.plain(reading.path("intent").asText())
                        : "");
    }

    private String conflict(JsonNode conflict) {
        return words.moment(conflict.path("at")) + "  "
                + (conflict.hasNonNull("contactId") ? name(conflict, "contactId") + ": " : "")
                + Conflicts.word(conflict.path("conflict").asText());
    }

    private String pause(JsonNode pause) {
        var found = Conflicts.words(pause.path("conflicts"));
        var said = pause.path("said").asText();
        return words.moment(pause.path("from")) + " to "
                + (pause.hasNonNull("until") ? words.moment(pause.path("until")) : "now") + ": "
                + (found.isEmpty() ? Conflicts.reason(said) : said.isEmpty() ? found : found + ", " + said);
    }

    private String meeting(JsonNode line) {
        return words.moment(line.path("meeting").path("startsAt")) + "  "
                + Words.plain(line.path("fate").asText());
    }

    private String reference(JsonNode reference) {
        return (reference.hasNonNull("at") ? words.moment(reference.path("at")) : "at an unknown moment") + "  "
                + name(reference, "contactId") + " read that " + name(reference, "colleagueId")
                + (reference.path("inquired").asBoolean() ? " had asked" : " had been written to");
    }

    private String name(JsonNode line, String field) {
        return names.of(line.path(field).asText());
    }
}
