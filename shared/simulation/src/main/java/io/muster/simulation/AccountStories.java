package io.muster.simulation;

import static io.muster.simulation.Cast.ACME;
import static io.muster.simulation.Cast.AT_ONCE;
import static io.muster.simulation.Cast.MORNING;
import static io.muster.simulation.Cast.brief;
import static io.muster.simulation.Cast.firms;
import static io.muster.simulation.Cast.urgently;

import io.muster.simulation.Market.Temper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Sequences across the people of accounts, what people text back, and people who want to be forgotten. */
final class AccountStories {

    private static final String EVERY_DAY = "\"touchIntervalsDays\":[1],\"responseTimeoutHours\":24,"
            + "\"colleagueDelayDays\":0,\"owner\":{\"email\":\"dana@example.com\"}";

    /** Ten in the morning in Austin; on Sunday texts wait for noon. */
    private static final Instant THURSDAY = Instant.parse("2026-06-04T15:00:00Z");

    private AccountStories() {}

    /** One account, whose people fall silent, text or leave; somebody meets one of them in the end. */
    static Scenario account() {
        var temper = new Temper(0, 0.2, 0.2, 0.1, 0.1);
        return new Scenario("account", MORNING, Duration.ofDays(5), 50, temper, firms(ACME, 4, true), script -> {
            var texts = new Texts(script);
            var wishes =
                    EVERY_DAY + ",\"maxTouches\":5,\"channelEscalation\":[\"sms\",\"email\"],\"attemptsPerChannel\":1";
            script.account(ACME, "barton", List.of(1, 2, 3), wishes, AT_ONCE, id -> {
                texts.send(ACME, 1, "Help", Duration.ofMinutes(10));
                texts.send(ACME, 2, "Who is this?", Duration.ofHours(49));
                script.control(ACME, id, "resume", Duration.ofHours(50));
                texts.send(ACME, 1, "STOP", Duration.ofHours(51));
                texts.send(ACME, 4, "stop", Duration.ofHours(52));
                script.control(ACME, id, "resume", Duration.ofHours(53));
                script.meeting(ACME, id, MORNING.plus(Duration.ofDays(4)), Duration.ofHours(74));
            });
        });
    }

    /**
     * Two accounts of which one person is in both, written to day by day; one is paused and goes on, and both are called off
     * in the end.
     */
    static Scenario accounts() {
        var temper = new Temper(0, 0.2, 0.1, 0.1, 0.1);
        return new Scenario("accounts", MORNING, Duration.ofDays(5), 50, temper, firms(ACME, 5, true), script -> {
            var wishes = EVERY_DAY + ",\"maxTouches\":4";
            script.account(ACME, "barton", List.of(1, 2, 3), wishes, AT_ONCE, id -> {
                script.control(ACME, id, "pause", Duration.ofHours(1));
                script.control(ACME, id, "resume", Duration.ofHours(30));
                script.control(ACME, id, "next-touch", Duration.ofHours(55));
                script.control(ACME, id, "cancel", Duration.ofHours(110));
            });
            script.account(
                    ACME,
                    "rival",
                    List.of(1, 4, 5),
                    wishes,
                    AT_ONCE,
                    id -> script.control(ACME, id, "cancel", Duration.ofHours(110)));
        });
    }

    /**
     * Two of five people at a time: the best knows by name from the first text who asked, and wants no more on Sunday, while
     * the first text to the one who asked, which was to name the best, waits for noon.
     */
    static Scenario colleagues() {
        var temper = new Temper(0, 0.1, 0.1, 0.1, 0);
        return new Scenario("colleagues", THURSDAY, Duration.ofDays(6), 50, temper, firms(ACME, 5, true), script -> {
            var texts = new Texts(script);
            var wishes = EVERY_DAY + ",\"maxTouches\":7,\"maxConcurrentContacts\":2,\"channelEscalation\":[\"sms\"],"
                    + "\"pauseOnResponse\":false,\"lead\":{\"email\":\"" + Scenario.Firm.email(ACME, 2)
                    + "\",\"title\":\"Manager\",\"inquired\":true}";
            script.account(ACME, "barton", List.of(1, 2, 3, 4, 5), wishes, AT_ONCE, id -> {
                texts.send(ACME, 1, "STOP", Duration.ofHours(73));
                script.control(ACME, id, "resume", Duration.ofHours(100));
                script.control(ACME, id, "cancel", Duration.ofHours(140));
            });
        });
    }

    /** People of an account, and firms that are asked for bids, mail back: a yes, a no, or that they want no more. */
    static Scenario letters() {
        var temper = new Temper(0.3, 0.2, 0.3, 0.1, 0, 1);
        return new Scenario("letters", MORNING, Duration.ofDays(2), 50, temper, firms(ACME, 5), script -> {
            script.campaign(ACME, "leak", urgently(2), AT_ONCE, id -> {});
            script.account(ACME, "barton", List.of(3, 4, 5), EVERY_DAY + ",\"maxTouches\":3", AT_ONCE, id -> {
                script.control(ACME, id, "resume", Duration.ofHours(20));
                script.control(ACME, id, "cancel", Duration.ofHours(46));
            });
        });
    }

    /** People want to be forgotten before they are written to, while they are, and after it. */
    static Scenario forgotten() {
        return brief("forgotten", Temper.MIXED, firms(ACME, 5), script -> {
            script.campaign(ACME, "leak", urgently(2), AT_ONCE, id -> {
                script.erase(ACME, 1, Duration.ofMillis(300));
                script.erase(ACME, 2, Duration.ofMinutes(5));
            });
            script.account(ACME, "barton", List.of(3, 4), EVERY_DAY + ",\"maxTouches\":2", AT_ONCE, id -> {
                script.erase(ACME, 3, Duration.ofMillis(400));
                script.control(ACME, id, "cancel", Duration.ofHours(26));
            });
        });
    }
}
