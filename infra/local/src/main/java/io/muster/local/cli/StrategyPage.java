package io.muster.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.local.cli.Console.Style;
import java.util.LinkedHashMap;
import java.util.Locale;

/** Prints a previewed strategy: how many of each tier, with what chance, and why these. */
final class StrategyPage {

    private StrategyPage() {}

    static void print(JsonNode preview, Console console) {
        console.line(console.in(Style.QUIET, "   tier              fit  asked  chance to bid  expected in time"));
        for (var tier : preview.path("tiers")) {
            console.line(String.format(
                    Locale.ROOT,
                    "   %-15s %5d  %5d  %13s  %16.1f",
                    Words.tierName(Words.tier(tier.path("tier").asText())),
                    tier.path("available").asInt(),
                    tier.path("toContact").asInt(),
                    Words.percent(tier.path("rate").asDouble()),
                    tier.path("forecast").asDouble()));
        }
        var range = preview.path("range");
        console.line("   Asking "
                + console.in(
                        Style.BOLD, String.valueOf(preview.path("toContact").asInt()))
                + " makes " + Words.count(preview.path("bidsNeeded").asInt(), "bid") + " "
                + console.in(Style.BOLD, Words.percent(preview.path("pSuccess").asDouble())) + " likely ("
                + Words.percent(preview.path("confidence").asDouble()) + " wanted); "
                + range.path("low").asInt() + " to " + range.path("high").asInt() + " bids are to be expected.");
        reasons(preview, console);
        for (var risk : preview.path("risks")) {
            console.line("   Risk: " + risk.asText());
        }
        for (var advice : preview.path("recommendations")) {
            console.line("   Advice: " + advice.asText());
        }
    }

    private static void reasons(JsonNode preview, Console console) {
        var passedOver = new LinkedHashMap<String, Integer>();
        console.line();
        console.line(console.in(Style.QUIET, "   who is asked                        why"));
        for (var contractor : preview.path("contractors")) {
            if (contractor.path("chosen").asBoolean()) {
                console.line("   "
                        + String.format(
                                "%-35s", Words.cut(contractor.path("name").asText(), 34)) + " "
                        + contractor.path("sentence").asText());
            } else {
                passedOver.merge(contractor.path("reason").asText(), 1, Integer::sum);
            }
        }
        if (!passedOver.isEmpty()) {
            var text = new StringBuilder("   Passed over:");
            passedOver.forEach((reason, number) -> text.append(text.toString().endsWith(":") ? " " : ", ")
                    .append(number)
                    .append(' ')
                    .append(Words.plain(reason)));
            console.line(text.toString());
        }
    }
}
