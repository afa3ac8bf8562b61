package io.muster.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.local.LocalApi;
import io.muster.local.cli.Console.Style;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells a campaign's timeline as it grows, a line for each thing that happened. */
final class Story {

    private static final int WIDTH = 101;

    /** What happened is named in so many columns, and told in those after. */
    private static final int NAMED = 12;

    private final LocalApi api;
    private final String campaign;
    private final Console console;
    private final Words words;
    private final int needed;
    private final Names names;
    private long told;
    private boolean reported;

    Story(LocalApi api, String campaign, Console console) {
        this.api = api;
        this.campaign = campaign;
        this.console = console;
        var detail = api.get("/campaigns/" + campaign);
        this.names = new Names(api);
        this.words = Words.of(detail);
        this.needed = detail.path("bidsNeeded").asInt();
    }

    /** Writes what happened since it last did. */
    void tell() {
        for (var line : api.get("/campaigns/" + campaign + "/timeline").path("items")) {
            if (line.path("version").asLong() > told) {
                told = line.path("version").asLong();
                var at = console.in(Style.QUIET, words.moment(line.path("at")));
                lines(line).forEach(text -> console.line("   " + at + "  " + wrapped(text)));
            }
        }
    }

    /** Breaks a long line, and sets what follows below its words. */
    private String wrapped(String text) {
        int left = words.moment(Instant.EPOCH).length() + 5;
        return Words.wrapped(text, left, left + NAMED, WIDTH);
    }

    private List<String> lines(JsonNode line) {
        var event = line.path("event");
        return switch (event.path("type").asText()) {
            case "created", "launched" ->
                List.of("start       " + (event.has("step") ? touch(event) : asked(event.path("plan"))));
            case "touch_planned" ->
                List.of("touch "
                        + String.format(
                                "%-5d", event.path("step").path("number").asInt()) + " " + touch(event));
            case "touch_postponed" -> List.of("later       " + postponed(line));
            case "meeting_changed" -> List.of(meeting(event));
            case "deal_recorded" -> List.of("deal        " + (event.path("won").asBoolean() ? "won" : "lost"));
            case "sequence_ended" ->
                List.of("result      "
                        + console.in(
                                Style.BOLD, Words.plain(event.path("result").asText())) + ": "
                        + event.path("why").asText());
            case "checked_in" -> checkedIn(event);
            case "escalated" -> List.of("escalation  " + escalated(event));
            case "rerouted" ->
                List.of("rerouted    " + Words.count(event.path("channels").size(), "contractor")
                        + " by another channel");
            case "bid_recorded" -> List.of(bid(event));
            case "answered" ->
                List.of("answer      " + name(event.path("contactId").asText()) + ": "
                        + Words.plain(event.path("answer").asText())
                        + (event.path("conflicts").isEmpty()
                                ? ""
                                : "; " + console.in(Style.WARNING, "paused") + " for "
                                        + Conflicts.words(event.path("conflicts"))));
            case "paused" ->
                List.of("paused      " + Conflicts.reason(event.path("reason").asText("")));
            case "resumed" -> List.of("resumed");
            case "cancelled" -> List.of("cancelled   " + event.path("reason").asText());
            case "reported" -> {
                reported = true;
                yield List.of("end         the report is stored"
                        + (needed == 0 ? ", and mailed to the owner" : " and its rates are learned"));
            }
            case String other -> List.of(Words.plain(other));
        };
    }

    private String touch(JsonNode event) {
        var step = event.path("step");
        var named = event.path("reference").path("contactId").asText();
        return name(step.path("contactId").asText()) + " by "
                + Words.plain(step.path("channel").asText()) + (named.isEmpty() ? "" : ", naming " + name(named)) + ": "
                + step.path("why").asText();
    }

    private String postponed(JsonNode line) {
        var event = line.path("event");
        return "to " + words.moment(event.path("until")) + ", since "
                + event.path("why").asText()
                + (line.has("times") ? "; put off so " + line.path("times").asInt() + " times" : "");
    }

    private String meeting(JsonNode event) {
        if (event.has("meeting")) {
            return "meeting     " + words.moment(event.path("meeting").path("startsAt")) + "; the sequence is paused";
        }
        return "no meeting  "
                + (event.has("removed")
                        ? "that of " + words.moment(event.path("removed").path("startsAt")) + " is off; "
                        : "")
                + "the sequence is " + Words.plain(event.path("status").asText());
    }

    /** Returns whether the report has been told. */
    boolean reported() {
        return reported;
    }

    private static String asked(JsonNode plan) {
        return Words.count(plan.path("reasons").size(), "contractor") + " asked; chance of success "
                + Words.percent(plan.path("pSuccess").asDouble());
    }

    private List<String> checkedIn(JsonNode event) {
        var checkIn = event.path("checkIn");
        var level = checkIn.path("level").asText("none").toLowerCase(java.util.Locale.ROOT);
        var number = checkIn.path("number").asInt();
        var lines = new ArrayList<String>();
        lines.add("check-in " + (number == 0 ? " " : number) + "  "
                + checkIn.path("received").asInt() + " of "
                + Words.number(checkIn.path("expected").asDouble()) + " bids expected by now; "
                + console.in(
                        level.equals("none") ? Style.GOOD : Style.WARNING,
                        level.equals("none") ? "on track" : "level " + level)
                + (checkIn.path("added").asInt() > 0 ? "; chance without more " : "; chance of success ")
                + Words.percent(checkIn.path("pSuccess").asDouble()));
        if (checkIn.path("added").asInt() > 0) {
            lines.add("wave        " + checkIn.path("added").asInt() + " more asked: chance of success "
                    + Words.percent(checkIn.path("pSuccessAfter").asDouble()));
        }
        result(event).ifPresent(lines::add);
        return lines;
    }

    private Optional<String> result(JsonNode event) {
        return Optional.ofNullable(event.path("result").asText(null))
                .map(result -> "result      " + console.in(Style.BOLD, Words.plain(result)));
    }

    private static String escalated(JsonNode event) {
        var parts = new ArrayList<String>();
        var actions = new ArrayList<String>();
        event.path("actions").forEach(action -> actions.add(action(Words.plain(action.asText()))));
        if (!actions.isEmpty()) {
            parts.add(String.join(", ", actions));
        }
        if (event.path("reminders").asInt() > 0) {
            parts.add(Words.count(event.path("reminders").asInt(), "reminder"));
        }
        if (!event.path("tasks").isEmpty()) {
            parts.add(Words.count(event.path("tasks").size(), "task") + " for a person");
        }
        return parts.isEmpty() ? "nothing left to do at this level" : String.join("; ", parts);
    }

    private static String action(String name) {
        return switch (name) {
            case "remind silent" -> "remind the silent";
            case "call silent internal" -> "call the proven who are silent";
            case "manual outreach" -> "have a person reach out";
            case "suggest radius" -> "suggest a wider radius";
            case "alert requester" -> "tell the requester";
            case "alert operator" -> "tell the operator";
            case "suggest deadline" -> "suggest a later deadline";
            default -> name;
        };
    }

    private String bid(JsonNode event) {
        var standing = event.path("standing").asText();
        var label = event.path("standing").asText().equals("counted")
                ? "bid " + event.path("received").asInt() + " of " + needed
                : standing + " bid";
        return console.in(Style.GOOD, String.format("%-11s", label)) + " "
                + name(event.path("contactId").asText()) + "  "
                + Words.money(event.path("bid").path("amount"))
                + result(event)
                        .map(text -> "  →  " + text.replaceFirst("result +", ""))
                        .orElse("");
    }

    Names names() {
        return names;
    }

    private String name(String contactId) {
        return names.of(contactId);
    }

    Words words() {
        return words;
    }
}
