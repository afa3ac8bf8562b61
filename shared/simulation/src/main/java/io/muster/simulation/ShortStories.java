package io.muster.simulation;

import static io.muster.simulation.Cast.ACME;
import static io.muster.simulation.Cast.AT_ONCE;
import static io.muster.simulation.Cast.EVENING;
import static io.muster.simulation.Cast.MORNING;
import static io.muster.simulation.Cast.NIGHT;
import static io.muster.simulation.Cast.OTHER;
import static io.muster.simulation.Cast.bid;
import static io.muster.simulation.Cast.brief;
import static io.muster.simulation.Cast.firms;
import static io.muster.simulation.Cast.urgently;

import io.muster.simulation.Market.Temper;
import java.time.Duration;
import java.util.ArrayList;

/** Stories in which little happens, so that everything that can go wrong can be tried. */
final class ShortStories {

    private ShortStories() {}

    /** One firm is asked, and bids: all that it takes. */
    static Scenario alone() {
        return brief("alone", new Temper(1, 0, 0, 0, 0), firms(ACME, 1, false), script -> {
            script.campaign(ACME, "leak", urgently(1), AT_ONCE, id -> {});
        });
    }

    /** There is nobody to ask but one, who has had enough already: people have to find others. */
    static Scenario nobody() {
        return brief("nobody", Temper.SILENT, firms(ACME, 1, false), script -> {
            script.suppress(ACME, script.contact(ACME, 1), AT_ONCE);
            script.campaign(ACME, "roof", urgently(1), Duration.ofSeconds(5), id -> {});
        });
    }

    /** Bids come at the very moments at which the campaign is looked at, the last one at its deadline. */
    static Scenario edge() {
        return brief("edge", Temper.SILENT, firms(ACME, 4, false), script -> {
            script.campaign(ACME, "leak", urgently(3), AT_ONCE, id -> {
                bid(script, id, 1, Duration.ofMinutes(15));
                bid(script, id, 2, Duration.ofMinutes(30).minusMillis(1));
                bid(script, id, 3, Duration.ofMinutes(60).minusMillis(1));
                bid(script, id, 4, Duration.ofMinutes(60));
            });
        });
    }

    /** One bid too few by the deadline, one too late, and one that is said twice. */
    static Scenario late() {
        return brief("late", Temper.SILENT, firms(ACME, 2, false), script -> {
            script.campaign(ACME, "leak", urgently(2), AT_ONCE, id -> {
                bid(script, id, 1, Duration.ofMinutes(5));
                bid(script, id, 2, Duration.ofMinutes(61));
                script.reply(ACME, id, script.contact(ACME, 1), "positive", Duration.ofMinutes(4));
            });
        });
    }

    /** Two want out while the first wave is on its way: one says so to an operator, one in answer to a text. */
    static Scenario leaveMeAlone() {
        return brief("leave-me-alone", Temper.SILENT, firms(ACME, 4, true), script -> {
            script.campaign(ACME, "leak", urgently(4), AT_ONCE, id -> {
                script.suppress(ACME, script.contact(ACME, 1), AT_ONCE);
                script.reply(ACME, id, script.contact(ACME, 2), "opted_out", Duration.ofMillis(1));
            });
        });
    }

    /** Half of the addresses are dead, so that the next way to a firm is due. */
    static Scenario bounces() {
        return brief("bounces", new Temper(0.5, 0, 0, 0.6, 0), firms(ACME, 3, true), script -> {
            script.campaign(ACME, "leak", urgently(2), AT_ONCE, id -> {});
        });
    }

    /** Whoever hears of us complains to the provider. */
    static Scenario complaints() {
        return brief("complaints", new Temper(0, 0, 0, 0, 1), firms(ACME, 2, true), script -> {
            script.campaign(ACME, "leak", urgently(2), AT_ONCE, id -> {});
        });
    }

    /** A workspace may mail two firms a day, and has three to ask: one has to wait for midnight in Greenwich. */
    static Scenario cap() {
        var wishes = "\"bidsNeeded\":3,\"timelineHours\":2,\"urgency\":\"urgent\",\"channels\":[\"email\"]";
        return new Scenario("cap", EVENING, Duration.ofHours(2), 2, Temper.SILENT, firms(ACME, 3, false), script -> {
            script.campaign(ACME, "lawn", wishes, AT_ONCE, id -> {});
        });
    }

    /** At night nobody is rung out of bed: texts wait for the morning, and so does mail that is in no hurry. */
    static Scenario night() {
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
    static Scenario texts() {
        var wishes = "\"bidsNeeded\":2,\"timelineHours\":1,\"urgency\":\"emergency\",\"channels\":[\"sms\",\"email\"]";
        return brief("texts", Temper.SILENT, firms(ACME, 3, true), script -> {
            script.campaign(
                    ACME, "leak", wishes, AT_ONCE, id -> script.control(ACME, id, "escalate", Duration.ofMinutes(20)));
        });
    }

    /** Two campaigns want the same two firms at the same moment. */
    static Scenario rivals() {
        return brief("rivals", new Temper(0.5, 0.5, 0, 0, 0), firms(ACME, 2, false), script -> {
            script.campaign(ACME, "leak", urgently(1), AT_ONCE, id -> {});
            script.campaign(ACME, "burst", urgently(1), AT_ONCE, id -> {});
        });
    }

    /** Two workspaces ask the same firm, each on its own; one of them is told off. */
    static Scenario neighbours() {
        var both = new ArrayList<>(firms(ACME, 1, true));
        both.addAll(firms(OTHER, 1, true));
        return brief("neighbours", Temper.SILENT, both, script -> {
            script.campaign(ACME, "leak", urgently(1), AT_ONCE, id -> bid(script, id, 1, Duration.ofMinutes(20)));
            script.campaign(OTHER, "burst", urgently(1), AT_ONCE, id -> {
                script.reply(OTHER, id, script.contact(OTHER, 1), "opted_out", Duration.ofMinutes(10));
            });
        });
    }

    /** Nobody answers, so that people are asked to do something; they do, a moment later and near the end. */
    static Scenario errands() {
        return brief("errands", Temper.SILENT, firms(ACME, 1, false), script -> {
            script.campaign(ACME, "leak", urgently(3), AT_ONCE, id -> {});
            script.work(ACME, Duration.ofMinutes(46));
            script.work(ACME, Duration.ofMinutes(58));
        });
    }

    /** One campaign starts by itself in a quarter of an hour, another when somebody launches it. */
    static Scenario scheduled() {
        var later = urgently(1) + ",\"startAt\":\"2026-06-02T15:15:00Z\"";
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
                            urgently(1) + ",\"draft\":true",
                            AT_ONCE,
                            id -> script.control(ACME, id, "launch", Duration.ofMinutes(5)));
                });
    }

    /** What somebody might want becomes a bid card, and its campaign is stopped and goes on. */
    static Scenario card() {
        return brief("card", new Temper(0, 0.5, 0, 0, 0), firms(ACME, 2, false), script -> {
            script.card(ACME, "leak", urgently(1), AT_ONCE, id -> {
                script.control(ACME, id, "pause", Duration.ofMillis(1));
                script.control(ACME, id, "resume", Duration.ofMinutes(10));
                bid(script, id, 1, Duration.ofMinutes(12));
            });
        });
    }
}
