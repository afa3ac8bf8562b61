package io.muster.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.local.cli.Console.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints what came of a campaign in simulated lives: a chart of its bids over time, and what else there is to know. */
final class SimulationPage {

    private static final int WIDTH = 32;
    private static final int TABLE = 65;
    private static final int COLUMN = 10;

    /** Of the moments that the API tells, as many as a screen takes. */
    private static final int EVERY = 3;

    private SimulationPage() {}

    static void print(JsonNode preview, Console console) {
        var simulation = preview.path("simulation");
        var words = Words.ofPreview(preview);
        int lives = simulation.path("simulations").asInt();
        console.line("   In " + lives + (lives == 1 ? " simulated life" : " simulated lives") + " (seed "
                + simulation.path("seed").asLong() + ") the goal was met in "
                + console.in(Style.BOLD, share(simulation.path("pSuccess"))) + " of them (with 95 % confidence "
                + share(simulation.at("/interval/low")) + " to " + share(simulation.at("/interval/high")) + ").");
        console.line("   On average " + Words.number(simulation.at("/bids/mean").asDouble()) + " bids came from "
                + Words.number(simulation.at("/contacted/mean").asDouble()) + " contacts; 5 to 95 %: "
                + range(simulation.path("bids")) + " bids, " + range(simulation.path("contacted")) + " contacts.");
        section(console, "bids by then (─ 5 to 95 %, █ 25 to 75 %, | goal)", "5–95 %", "goal met");
        chart(preview, words).forEach(console::line);
        section(console, "messages in the hour from", "mean", "most");
        for (var hour : simulation.path("sendsPerHour")) {
            console.line(row(
                    words.moment(hour.path("from")),
                    Words.number(hour.path("mean").asDouble()),
                    hour.path("most").asText()));
        }
        heldBack(simulation, console);
        levels(simulation, console);
        cost(simulation, console);
    }

    private static void section(Console console, String title, String... columns) {
        console.line();
        console.line(console.in(Style.QUIET, row(title, columns)));
    }

    /** Returns a line of a table: what it is about, and columns at its end. */
    private static String row(String about, String... columns) {
        var row = new StringBuilder(String.format("   %-" + (TABLE - COLUMN * columns.length) + "s", about));
        for (var column : columns) {
            row.append(String.format("%" + COLUMN + "s", column));
        }
        return row.toString();
    }

    /** Returns a line for every third moment. */
    static List<String> chart(JsonNode preview, Words words) {
        var moments = preview.at("/simulation/bidsOverTime");
        int needed = preview.path("bidsNeeded").asInt();
        double scale = Math.max(
                needed, moments.path(moments.size() - 1).at("/bids/p95").asInt());
        var lines = new ArrayList<String>();
        for (int i = 0; i < moments.size(); i += EVERY) {
            var moment = moments.path(i);
            var bar = bar(moment.path("bids"), needed, scale);
            lines.add(row(
                    String.format("%-10s %s", words.moment(moment.path("at")), bar),
                    range(moment.path("bids")),
                    Words.percent(moment.path("goalMet").asDouble())));
        }
        return lines;
    }

    private static String bar(JsonNode bids, int needed, double scale) {
        var bar = new StringBuilder();
        int goal = place(needed, scale);
        for (int i = 0; i <= WIDTH; i++) {
            bar.append(i == goal ? "|" : "");
            boolean middle = place(bids.path("p25").asInt(), scale) <= i
                    && i <= place(bids.path("p75").asInt(), scale);
            boolean most = place(bids.path("p5").asInt(), scale) <= i
                    && i <= place(bids.path("p95").asInt(), scale);
            bar.append(middle ? '█' : most ? '─' : '·');
        }
        return bar.toString();
    }

    private static int place(int bids, double scale) {
        return (int) Math.round(bids / scale * WIDTH);
    }

    private static void heldBack(JsonNode simulation, Console console) {
        if (simulation.path("heldBack").isEmpty()) {
            return;
        }
        section(console, "messages held back by", "waited", "by hand", "lost");
        for (var held : simulation.path("heldBack")) {
            console.line(row(
                    Words.plain(held.path("because").asText()),
                    Words.number(held.path("moved").asDouble()),
                    Words.number(held.path("byPerson").asDouble()),
                    Words.number(held.path("lost").asDouble())));
        }
    }

    private static void levels(JsonNode simulation, Console console) {
        section(console, "worst level", "lives", "escalated");
        for (var level : simulation.path("levels")) {
            console.line(row(
                    Words.plain(level.path("level").asText()),
                    share(level.path("highest")),
                    String.format(Locale.ROOT, "%.2f", level.path("escalations").asDouble())));
        }
    }

    private static void cost(JsonNode simulation, Console console) {
        var cost = simulation.path("cost");
        if (cost.isObject()) {
            console.line();
            console.line(String.format(
                    Locale.ROOT,
                    "   Cost %.2f on average, %.2f to %.2f in 90 %% of the lives.",
                    cost.at("/mean/total").asDouble(),
                    cost.path("p5").asDouble(),
                    cost.path("p95").asDouble()));
        }
    }

    private static String range(JsonNode spread) {
        return spread.path("p5").asInt() + "–" + spread.path("p95").asInt();
    }

    private static String share(JsonNode share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share.asDouble());
    }
}
