package io.muster.simulation;

import static io.muster.simulation.Cast.ACME;
import static io.muster.simulation.Cast.AT_ONCE;
import static io.muster.simulation.Cast.MORNING;
import static io.muster.simulation.Cast.OTHER;
import static io.muster.simulation.Cast.brief;
import static io.muster.simulation.Cast.firms;
import static io.muster.simulation.Cast.urgently;

import io.muster.simulation.Market.Temper;
import java.time.Duration;
import java.util.ArrayList;

/** Stories in which many do much, some of it at the same time. */
final class LongStories {

    private LongStories() {}

    /** Two goals at once in an hour, from few firms that both campaigns want, and a message that nobody can read. */
    static Scenario emergency() {
        return brief("emergency", Temper.MIXED, firms(ACME, 8), script -> {
            script.campaign(ACME, "leak", urgently(2), AT_ONCE, id -> {});
            script.campaign(ACME, "burst", urgently(1), Duration.ofSeconds(1), id -> {});
            script.poison(Duration.ofSeconds(1));
        });
    }

    /** Too few answer, so that reminders, alerts, calls and another wave come; a second workspace does the same. */
    static Scenario escalation() {
        var firms = new ArrayList<>(firms(ACME, 10));
        firms.addAll(firms(OTHER, 4));
        return new Scenario("escalation", MORNING, Duration.ofHours(6), 50, Temper.MIXED, firms, script -> {
            var wishes = "\"bidsNeeded\":6,\"timelineHours\":6,\"urgency\":\"urgent\"";
            script.campaign(
                    ACME, "hedge", wishes, AT_ONCE, id -> script.control(ACME, id, "escalate", Duration.ofMinutes(90)));
            script.campaign(
                    OTHER,
                    "fence",
                    "\"bidsNeeded\":3,\"timelineHours\":5,\"urgency\":\"urgent\"",
                    Duration.ofSeconds(2),
                    id -> {});
        });
    }

    /** Operators pause, resume and cancel in the middle of sending, while contacts bid and want out. */
    static Scenario controls() {
        return new Scenario("controls", MORNING, Duration.ofHours(4), 9, Temper.MIXED, firms(ACME, 12), script -> {
            var wishes = "\"bidsNeeded\":4,\"timelineHours\":4,\"urgency\":\"urgent\"";
            script.campaign(ACME, "lawn", wishes, AT_ONCE, id -> {
                script.control(ACME, id, "pause", Duration.ofMillis(400));
                script.control(ACME, id, "resume", Duration.ofMinutes(20));
                script.control(ACME, id, "check-in", Duration.ofMinutes(50));
            });
            script.campaign(
                    ACME,
                    "hedge",
                    wishes,
                    Duration.ofMinutes(1),
                    id -> script.control(ACME, id, "cancel", Duration.ofMillis(700)));
        });
    }

    /** Operators pause, cancel and escalate at one moment, and two of them answer one and the same task. */
    static Scenario operators() {
        var both = new ArrayList<>(firms(ACME, 4, true));
        both.addAll(firms(OTHER, 2, false));
        return brief("operators", new Temper(0.3, 0.1, 0.2, 0, 0), both, script -> {
            script.campaign(ACME, "leak", urgently(2), AT_ONCE, id -> atOnce(script, id, AT_ONCE));
            script.campaign(ACME, "burst", urgently(2), AT_ONCE, id -> atOnce(script, id, Duration.ofMinutes(20)));
            script.campaign(OTHER, "roof", urgently(6), AT_ONCE, id -> {});
            script.dispute(OTHER, Duration.ofMinutes(46));
        });
    }

    private static void atOnce(Script script, String campaign, Duration delay) {
        script.control(ACME, campaign, "escalate", delay);
        script.control(ACME, campaign, "pause", delay);
        script.control(ACME, campaign, "cancel", delay);
    }

    /** Two slices of one wave go at one moment, and the day has room for less than both. */
    static Scenario crowd() {
        var wishes = "\"bidsNeeded\":8,\"timelineHours\":1,\"urgency\":\"emergency\",\"channels\":[\"email\"]";
        return new Scenario(
                "crowd",
                MORNING,
                Duration.ofHours(1),
                6,
                new Temper(0.2, 0, 0, 0.1, 0.3),
                firms(ACME, 16),
                script -> script.campaign(ACME, "hedge", wishes, AT_ONCE, id -> {}));
    }

    /** Everything that can be read is read, again and again, while a campaign takes its course. */
    static Scenario onlookers() {
        return brief("onlookers", new Temper(0.5, 0, 0.5, 0, 0), firms(ACME, 3), script -> {
            script.campaign(ACME, "leak", urgently(2), AT_ONCE, id -> {
                script.read(ACME, id, script.contact(ACME, 1), AT_ONCE);
                script.read(ACME, id, script.contact(ACME, 2), Duration.ofMinutes(31));
                script.read(ACME, id, script.contact(ACME, 3), Duration.ofMinutes(61));
            });
        });
    }
}
