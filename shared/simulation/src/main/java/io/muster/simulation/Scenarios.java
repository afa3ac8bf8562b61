package io.muster.simulation;

import io.muster.simulation.Market.Temper;
import io.muster.simulation.Scenario.Firm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The stories that there are. */
final class Scenarios {

    /** Ten in the morning in Austin, a Tuesday: nobody sleeps. */
    private static final Instant MORNING = Instant.parse("2026-06-02T15:00:00Z");

    /** An hour before midnight in Greenwich. */
    private static final Instant EVENING = Instant.parse("2026-06-02T23:00:00Z");

    /** Half past ten in the evening in Austin: texts wait until nine, and mail that is in no hurry until Wednesday's work. */
    private static final Instant NIGHT = Instant.parse("2026-06-03T03:30:00Z");

    private static final String ACME = "acme";
    private static final String OTHER = "other";
    private static final Duration AT_ONCE = Duration.ZERO;

    /** Those in which little happens, so that everything that can go wrong can be tried. */
    static final List<Scenario> SHORT = List.of(
            alone(),
            nobody(),
            edge(),
            late(),
            leaveMeAlone(),
            bounces(),
            complaints(),
            cap(),
            night(),
            texts(),
            rivals(),
            neighbours(),
            errands(),
            scheduled(),
            card());

    /** All of them. */
    static final List<Scenario> ALL = Stream.concat(
                    SHORT.stream(), Stream.of(emergency(), escalation(), controls(), MonthScenario.month()))
            .toList();

    private Scenarios() {}

    static Scenario named(String name) {
        return ALL.stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no scenario " + name + "; there are "
                        + ALL.stream().map(Scenario::name).toList()));
    }

    // ---- short ones

    /** One firm is asked, and bids: all that it takes. */
    private static Scenario alone() {
        return brief("alone", new Temper(1, 0, 0, 0, 0), firms(ACME, 1, false), script -> {
            script.campaign(ACME, "leak", emergency(1), AT_ONCE, id -> {});
        });
    }

    /** There is nobody to ask but one, who has had enough already: people have to find others. */
    private static Scenario nobody() {
        return brief("nobody", Temper.SILENT, firms(ACME, 1, false), script -> {
            script.suppress(ACME, script.contact(ACME, 1), AT_ONCE);
            script.campaign(ACME, "roof", emergency(1), Duration.ofSeconds(5), id -> {});
        });
    }

    /** Bids come at the very moments at which the campaign is looked at, the last one at its deadline. */
    private static Scenario edge() {
        return brief("edge", Temper.SILENT, firms(ACME, 4, false), script -> {
            script.campaign(ACME, "leak", emergency(3), AT_ONCE, id -> {
                bid(script, id, 1, Duration.ofMinutes(15));
                bid(script, id, 2, Duration.ofMinutes(30).minusMillis(1));
                bid(script, id, 3, Duration.ofMinutes(60).minusMillis(1));
                bid(script, id, 4, Duration.ofMinutes(60));
            });
        });
    }

    /** One bid too few by the deadline, one too late, and one that is said twice. */
    private static Scenario late() {
        return brief("late", Temper.SILENT, firms(ACME, 2, false), script -> {
            script.campaign(ACME, "leak", emergency(2), AT_ONCE, id -> {
                bid(script, id, 1, Duration.ofMinutes(5));
                bid(script, id, 2, Duration.ofMinutes(61));
                script.reply(ACME, id, script.contact(ACME, 1), "positive", Duration.ofMinutes(4));
            });
        });
    }

    /** Two want out while the first wave is on its way: one says so to an operator, one in answer to a text. */
    private static Scenario leaveMeAlone() {
        return brief("leave-me-alone", Temper.SILENT, firms(ACME, 4, true), script -> {
            script.campaign(ACME, "leak", emergency(4), AT_ONCE, id -> {
                script.suppress(ACME, script.contact(ACME, 1), AT_ONCE);
                script.reply(ACME, id, script.contact(ACME, 2), "opted_out", Duration.ofMillis(1));
            });
        });
    }

    /** Half of the addresses are dead, so that the next way to a firm is due. */
    private static Scenario bounces() {
        return brief("bounces", new Temper(0.5, 0, 0, 0.6, 0), firms(ACME, 3, true), script -> {
            script.campaign(ACME, "leak", emergency(2), AT_ONCE, id -> {});
        });
    }

    /** Whoever hears of us complains to the provider. */
    private static Scenario complaints() {
        return brief("complaints", new Temper(0, 0, 0, 0, 1), firms(ACME, 2, true), script -> {
            script.campaign(ACME, "leak", emergency(2), AT_ONCE, id -> {});
        });
    }

    /** A workspace may mail two firms a day, and has three to ask: one has to wait for midnight in Greenwich. */
    private static Scenario cap() {
        var wishes = "\"bidsNeeded\":3,\"timelineHours\":2,\"urgency\":\"urgent\",\"channels\":[\"email\"]";
        return new Scenario("cap", EVENING, Duration.ofHours(2), 2, Temper.SILENT, firms(ACME, 3, false), script -> {
            script.campaign(ACME, "lawn", wishes, AT_ONCE, id -> {});
        });
    }

    /** At night nobody is rung out of bed: texts wait for the morning, and so does mail that is in no hurry. */
    private static Scenario night() {
        var wishes = "\"bidsNeeded\":2,\"timelineHours\":14,\"channels\":[\"sms\",\"email\"]";
        return new Scenario(
                "night",
                NIGHT,
                Duration.ofHours(14),
                50,
                new Temper(0.5, 0.5, 0, 0, 0),
                firms(ACME, 3, true),
                script -> {
                    script.campaign(ACME, "lawn", wishes, AT_ONCE, id -> {});
                });
    }

    /** Texts first, then mail; an operator presses on. */
    private static Scenario texts() {
        var wishes = "\"bidsNeeded\":2,\"timelineHours\":1,\"urgency\":\"emergency\",\"channels\":[\"sms\",\"email\"]";
        return brief("texts", Temper.SILENT, firms(ACME, 3, true), script -> {
            script.campaign(
                    ACME, "leak", wishes, AT_ONCE, id -> script.control(ACME, id, "escalate", Duration.ofMinutes(20)));
        });
    }

    /** Two campaigns want the same two firms at the same moment. */
    private static Scenario rivals() {
        return brief("rivals", new Temper(0.5, 0.5, 0, 0, 0), firms(ACME, 2, false), script -> {
            script.campaign(ACME, "leak", emergency(1), AT_ONCE, id -> {});
            script.campaign(ACME, "burst", emergency(1), AT_ONCE, id -> {});
        });
    }

    /** Two workspaces ask the same firm, each on its own; one of them is told off. */
    private static Scenario neighbours() {
        var both = new ArrayList<>(firms(ACME, 1, true));
        both.addAll(firms(OTHER, 1, true));
        return brief("neighbours", Temper.SILENT, both, script -> {
            script.campaign(ACME, "leak", emergency(1), AT_ONCE, id -> bid(script, id, 1, Duration.ofMinutes(20)));
            script.campaign(OTHER, "burst", emergency(1), AT_ONCE, id -> {
                script.reply(OTHER, id, script.contact(OTHER, 1), "opted_out", Duration.ofMinutes(10));
            });
        });
    }

    /** Nobody answers, so that people are asked to do something; they do, half an hour in and near the end. */
    private static Scenario errands() {
        var wishes =
                "\"bidsNeeded\":1,\"timelineHours\":1,\"urgency\":\"emergency\",\"channels\":[\"manual\",\"phone\"]";
        return brief("errands", Temper.SILENT, firms(ACME, 2, false), script -> {
            script.campaign(ACME, "leak", wishes, AT_ONCE, id -> {});
            script.work(ACME, Duration.ofMinutes(31));
            script.work(ACME, Duration.ofMinutes(58));
        });
    }

    /** One campaign starts by itself in a quarter of an hour, another when somebody launches it. */
    private static Scenario scheduled() {
        var later = emergency(1) + ",\"startAt\":\"2026-06-02T15:15:00Z\"";
        return new Scenario(
                "scheduled",
                MORNING,
                Duration.ofMinutes(90),
                50,
                new Temper(1, 0, 0, 0, 0),
                firms(ACME, 2, false),
                script -> {
                    script.campaign(ACME, "leak", later, AT_ONCE, id -> {});
                    script.campaign(
                            ACME,
                            "burst",
                            emergency(1) + ",\"draft\":true",
                            AT_ONCE,
                            id -> script.control(ACME, id, "launch", Duration.ofMinutes(5)));
                });
    }

    /** What somebody might want becomes a bid card, and its campaign is stopped and goes on. */
    private static Scenario card() {
        return brief("card", new Temper(0, 0.5, 0, 0, 0), firms(ACME, 2, false), script -> {
            script.card(ACME, "leak", emergency(1), AT_ONCE, id -> {
                script.control(ACME, id, "pause", Duration.ofMillis(1));
                script.control(ACME, id, "resume", Duration.ofMinutes(10));
                bid(script, id, 1, Duration.ofMinutes(12));
            });
        });
    }

    // ---- longer ones

    /** Two goals at once in an hour, from few firms that both campaigns want, and a message that nobody can read. */
    private static Scenario emergency() {
        return brief("emergency", Temper.MIXED, firms(ACME, 8), script -> {
            script.campaign(ACME, "leak", emergency(2), AT_ONCE, id -> {});
            script.campaign(ACME, "burst", emergency(1), Duration.ofSeconds(1), id -> {});
            script.poison(Duration.ofSeconds(1));
        });
    }

    /** Too few answer, so that reminders, alerts, calls and another wave come; a second workspace does the same. */
    private static Scenario escalation() {
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
    private static Scenario controls() {
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

    // ---- what they are made of

    private static Scenario brief(String name, Temper temper, List<Firm> firms, Consumer<Script> play) {
        return new Scenario(name, MORNING, Duration.ofHours(1), 50, temper, firms, play);
    }

    private static void bid(Script script, String campaign, int firm, Duration delay) {
        script.bid(ACME, campaign, script.contact(ACME, firm), delay);
    }

    private static String emergency(int bids) {
        return "\"bidsNeeded\":" + bids + ",\"timelineHours\":1,\"urgency\":\"emergency\"";
    }

    /** Firms of all tiers, of which every other takes texts. */
    private static List<Firm> firms(String workspace, int count) {
        var firms = new ArrayList<Firm>();
        for (int number = 1; number <= count; number++) {
            firms.add(new Firm(workspace, number, 1 + number % 3, number % 2 == 0));
        }
        return firms;
    }

    private static List<Firm> firms(String workspace, int count, boolean consent) {
        return firms(workspace, count).stream()
                .map(firm -> new Firm(workspace, firm.number(), firm.tier(), consent))
                .toList();
    }
}
