package io.muster.simulation;

import io.muster.simulation.Market.Temper;
import io.muster.simulation.Scenario.Firm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;

/**
 * Thirty days of three workspaces that ask the same trades, each its own contacts: jobs in no hurry beside jobs of an
 * hour, nights and weekends in between, caps that fill and empty, and operators who come back after days.
 */
final class MonthScenario {

    /** Ten in the morning in Austin, a Monday. */
    private static final Instant FIRST = Instant.parse("2026-06-01T15:00:00Z");

    private static final int CALM_MAILS_A_DAY = 12;

    private MonthScenario() {}

    static Scenario month() {
        var firms = new ArrayList<Firm>();
        firms.addAll(Cast.firms("acme", 9));
        firms.addAll(Cast.firms("other", 6));
        firms.addAll(Cast.firms("third", 4));
        return new Scenario(
                "month", FIRST, Duration.ofDays(30), CALM_MAILS_A_DAY, Temper.MIXED, firms, MonthScenario::play);
    }

    private static void play(Script script) {
        script.campaign("acme", "spring", calm(4, 240), Duration.ZERO, id -> {
            script.control("acme", id, "pause", Duration.ofDays(2));
            script.control("acme", id, "resume", Duration.ofDays(4));
        });
        script.campaign("other", "fence", calm(3, 168), Duration.ofDays(1), id -> {});
        script.card("third", "porch", calm(2, 120), Duration.ofDays(3), id -> {});
        script.campaign("acme", "storm", urgent(3, 6), Duration.ofDays(9), id -> {});
        script.suppress("other", script.contact("other", 1), Duration.ofDays(10));
        script.campaign("third", "leak", urgent(2, 1), Duration.ofDays(12).plusHours(9), id -> {});
        script.campaign(
                "other",
                "hedge",
                calm(4, 300),
                Duration.ofDays(14),
                id -> script.control("other", id, "escalate", Duration.ofDays(5)));
        script.campaign(
                "acme",
                "autumn",
                calm(3, 96),
                Duration.ofDays(20),
                id -> script.control("acme", id, "cancel", Duration.ofDays(2)));
        script.campaign("third", "roof", calm(3, 72), Duration.ofDays(26), id -> {});
        script.work("acme", Duration.ofDays(9).plusHours(4));
        script.work("other", Duration.ofDays(25));
    }

    private static String calm(int bids, int hours) {
        return "\"bidsNeeded\":" + bids + ",\"timelineHours\":" + hours;
    }

    private static String urgent(int bids, int hours) {
        return calm(bids, hours) + ",\"urgency\":\"emergency\"";
    }
}
