package io.muster.simulation;

import io.muster.simulation.Scenario.Firm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The stories that there are. */
final class Scenarios {

    /** All of them, the shortest first. */
    static final List<Scenario> ALL = List.of(emergency(), escalation(), controls());

    private static final String ACME = "acme";
    private static final String OTHER = "other";

    private Scenarios() {}

    static Scenario named(String name) {
        return ALL.stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no scenario " + name + "; there are "
                        + ALL.stream().map(Scenario::name).toList()));
    }

    /** Two goals at once in an hour, from few firms that both campaigns want, and a message that nobody can read. */
    private static Scenario emergency() {
        return new Scenario("emergency", Duration.ofHours(1), 50, firms(ACME, 8), script -> {
            script.campaign(ACME, "leak", emergency(2), Duration.ZERO, id -> {});
            script.campaign(ACME, "burst", emergency(1), Duration.ofSeconds(1), id -> {});
            script.poison(Duration.ofSeconds(1));
        });
    }

    /** Too few answer, so that reminders, alerts, calls and another wave come; a second workspace does the same. */
    private static Scenario escalation() {
        var firms = new ArrayList<>(firms(ACME, 10));
        firms.addAll(firms(OTHER, 4));
        return new Scenario("escalation", Duration.ofHours(6), 50, firms, script -> {
            var wishes = "\"bidsNeeded\":6,\"timelineHours\":6,\"urgency\":\"urgent\"";
            script.campaign(
                    ACME,
                    "hedge",
                    wishes,
                    Duration.ZERO,
                    id -> script.control(ACME, id, "escalate", Duration.ofMinutes(90)));
            script.campaign(
                    OTHER,
                    "fence",
                    "\"bidsNeeded\":3,\"timelineHours\":5,\"urgency\":\"urgent\"",
                    Duration.ofSeconds(2),
                    id -> {});
        });
    }

    /** Operators pause, resume and cancel in the middle of sending, while contacts bid and want out. */
    private static Scenario controls() {
        return new Scenario("controls", Duration.ofHours(4), 9, firms(ACME, 12), script -> {
            var wishes = "\"bidsNeeded\":4,\"timelineHours\":4,\"urgency\":\"urgent\"";
            script.campaign(ACME, "lawn", wishes, Duration.ZERO, id -> {
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

    private static String emergency(int bids) {
        return "\"bidsNeeded\":" + bids + ",\"timelineHours\":1,\"urgency\":\"emergency\"";
    }

    private static List<Firm> firms(String workspace, int count) {
        var firms = new ArrayList<Firm>();
        for (int number = 1; number <= count; number++) {
            firms.add(new Firm(workspace, number, 1 + number % 3, number % 2 == 0));
        }
        return firms;
    }
}
