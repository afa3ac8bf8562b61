package io.muster.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.local.cli.Console.Style;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Prints a bid campaign's report: the result, the chart, the tiers, the bids. */
final class BidReportPage {

    private BidReportPage() {}

    static void print(JsonNode report, JsonNode monitoring, Words words, Names names, Console console) {
        summary(report, console, words);
        console.line();
        console.line(console.in(Style.QUIET, "   bids received by each check-in (| = expected by then)"));
        Chart.of(monitoring, words).forEach(line -> console.line("   " + line));
        tiers(report, console);
        bids(report, console, words, names);
    }

    private static void summary(JsonNode report, Console console, Words words) {
        var result =
                Words.plain(report.path("result").asText(report.path("status").asText()));
        var good = result.equals("goal met");
        console.line("   " + console.in(good ? Style.GOOD : Style.WARNING, result.toUpperCase(Locale.ROOT)) + ": "
                + report.path("tally").path("bids").asInt() + " of "
                + report.path("bidsNeeded").asInt() + " bids, "
                + Words.count(report.path("contacted").asInt(), "contractor") + " asked, "
                + Words.count(report.path("escalations").size(), "escalation")
                + ", highest level " + Words.plain(report.path("highestLevel").asText("none")));
        if (report.hasNonNull("endedAt")) {
            var start = Instant.parse(report.path("startAt").asText());
            var end = Instant.parse(report.path("endedAt").asText());
            console.line("   " + Words.hours(Duration.between(start, end)) + " after the start, " + words.moment(end)
                    + "; the deadline was " + words.moment(report.path("deadline")));
        }
    }

    private static void tiers(JsonNode report, Console console) {
        console.line();
        console.line(console.in(Style.QUIET, "   tier             asked  answered  bids  median time to answer"));
        for (var tier : report.path("tiers")) {
            console.line(String.format(
                    "   %-15s %6d  %8d  %4d  %21s",
                    Words.tierName(Words.tier(tier.path("tier").asText())),
                    tier.path("contacted").asInt(),
                    tier.path("responses").asInt(),
                    tier.path("bids").asInt(),
                    tier.hasNonNull("medianHours")
                            ? Words.number(tier.path("medianHours").asDouble()) + " h"
                            : "-"));
        }
    }

    private static void bids(JsonNode report, Console console, Words words, Names names) {
        if (report.path("bids").isEmpty()) {
            return;
        }
        console.line();
        console.line(console.in(Style.QUIET, "   bids"));
        for (var line : report.path("bids")) {
            var bid = line.path("bid");
            console.line(String.format(
                            "   %-10s %-35s %8s  %s",
                            words.moment(bid.path("receivedAt")),
                            Words.cut(names.of(line.path("contactId").asText()), 35),
                            Words.money(bid.path("amount")),
                            line.path("standing").asText().equals("counted")
                                    ? ""
                                    : Words.plain(line.path("standing").asText()))
                    .stripTrailing());
        }
    }
}
