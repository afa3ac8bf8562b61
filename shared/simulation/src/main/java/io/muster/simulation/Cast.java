package io.muster.simulation;

import io.muster.simulation.Market.Temper;
import io.muster.simulation.Scenario.Firm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What stories are made of: when they begin, who is in them, and what is wished for. */
final class Cast {

    /** Ten in the morning in Austin, a Tuesday: nobody sleeps. */
    static final Instant MORNING = Instant.parse("2026-06-02T15:00:00Z");

    /** An hour before midnight in Greenwich. */
    static final Instant EVENING = Instant.parse("2026-06-02T23:00:00Z");

    /** Half past ten in the evening in Austin: texts wait until nine, and mail that is in no hurry until Wednesday's work. */
    static final Instant NIGHT = Instant.parse("2026-06-03T03:30:00Z");

    static final String ACME = "acme";
    static final String OTHER = "other";
    static final Duration AT_ONCE = Duration.ZERO;

    private Cast() {}

    static Scenario brief(String name, Temper temper, List<Firm> firms, Consumer<Script> play) {
        return new Scenario(name, MORNING, Duration.ofHours(1), 50, temper, firms, play);
    }

    static void bid(Script script, String campaign, int firm, Duration delay) {
        script.bid(ACME, campaign, script.contact(ACME, firm), delay);
    }

    static String urgently(int bids) {
        return "\"bidsNeeded\":" + bids + ",\"timelineHours\":1,\"urgency\":\"emergency\"";
    }

    /** Firms of all tiers, of which every other takes texts. */
    static List<Firm> firms(String workspace, int count) {
        var firms = new ArrayList<Firm>();
        for (int number = 1; number <= count; number++) {
            firms.add(new Firm(workspace, number, 1 + number % 3, number % 2 == 0));
        }
        return firms;
    }

    static List<Firm> firms(String workspace, int count, boolean consent) {
        return firms(workspace, count).stream()
                .map(firm -> new Firm(workspace, firm.number(), firm.tier(), consent))
                .toList();
    }
}
