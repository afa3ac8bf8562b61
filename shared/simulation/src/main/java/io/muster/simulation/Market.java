package io.muster.simulation;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** What becomes of accepted messages outside: the provider's events, and what contacts do. */
final class Market {

    private static final Pattern OPT_OUT = Pattern.compile("/u/([A-Za-z0-9_.-]+)");

    /** Long enough for the functions that the event sets going, and nothing beside a lease. */
    private static final Duration ANSWER = Duration.ofMillis(50);

    private final Script script;
    private final Map<String, String> contacts;
    private final Temper temper;
    private final Map<String, Integer> heard = new HashMap<>();

    /**
     * How contacts are, in shares of all; the rest never answers.
     *
     * @param bid the share that bids
     * @param decline the share that declines
     * @param optOut the share that wants no more messages, by link or by answer
     * @param bounce the share of addresses that are dead
     * @param complain the share that reports the message as spam
     * @param mail the share of answers to mails that are mails themselves, with a yes in place of a bid
     */
    record Temper(double bid, double decline, double optOut, double bounce, double complain, double mail) {

        /** Nobody answers by mail. */
        Temper(double bid, double decline, double optOut, double bounce, double complain) {
            this(bid, decline, optOut, bounce, complain, 0);
        }

        /** As people are. */
        static final Temper MIXED = new Temper(0.4, 0.1, 0.2, 0.1, 0);

        /** Nobody ever answers. */
        static final Temper SILENT = new Temper(0, 0, 0, 0, 0);
    }

    /**
     * Makes a market.
     *
     * @param contacts ids by workspace and address
     */
    Market(Script script, Map<String, String> contacts, Temper temper) {
        this.script = script;
        this.contacts = contacts;
        this.temper = temper;
    }

    /** Hears of a message at the moment at which its provider takes it. */
    void hear(Accepted message) {
        var world = script.world();
        world.trace().note(world.now(), message.touch(), "accepted for " + message.to());
        var contact = contacts.get(message.recipient());
        var place = Lots.place(Lots.place(message.touch(), 0), "market");
        if (!message.ofCampaign()) {
            feedback(message, News.Type.DELIVERY, place);
            return;
        }
        boolean bounces = contact != null && world.lots().unit(Lots.place(message.to(), 1)) < temper.bounce;
        feedback(message, bounces ? News.Type.BOUNCE : News.Type.DELIVERY, place);
        if (contact != null && !bounces && heard.merge(contact, 1, Integer::sum) == 1) {
            answer(message, contact, place);
        }
    }

    private void feedback(Accepted message, News.Type type, long place) {
        var world = script.world();
        var here = new Place(message.touch(), 0, "feedback", 0, place);
        var usual = Duration.ofMillis(world.lots().between(200, 30_000, place));
        var fault = world.fault(here, Fault.OF_FEEDBACK);
        if (fault == Fault.FEEDBACK_EARLY) {
            early(message, type, place);
            return;
        }
        script.feedback(message, type, usual);
        if (fault == Fault.FEEDBACK_TWICE) {
            script.feedback(message, News.Type.SEND, usual.multipliedBy(20));
            script.feedback(message, type, usual.multipliedBy(10));
        }
    }

    /** The provider tells, and its answer to whoever sends takes a moment longer. */
    private void early(Accepted message, News.Type type, long place) {
        var world = script.world();
        script.tell(message, type);
        var sending = world.actor();
        if (sending != null) {
            world.rest(sending, ANSWER, place);
        }
    }

    private void answer(Accepted message, String contact, long place) {
        var world = script.world();
        var lot = world.lots().unit(Lots.place(place, "answer"));
        var delay = Duration.ofSeconds(world.lots().between(20, 5_400, Lots.place(place, "delay")));
        var campaign = message.touch().replaceAll("-\\d+-\\d+-\\d+$", "");
        if (lot < temper.bid + temper.decline + temper.optOut
                && message.service() == Service.MAIL
                && world.lots().unit(Lots.place(place, "mail")) < temper.mail) {
            script.mails().answer(message, contact, words(lot), delay);
        } else if (lot < temper.bid) {
            script.bid(message.workspace(), campaign, contact, delay);
        } else if (lot < temper.bid + temper.decline) {
            script.reply(message.workspace(), campaign, contact, "declined", delay);
        } else if (lot < temper.bid + temper.decline + temper.optOut) {
            optOut(message, contact, campaign, delay);
        } else if (lot < temper.bid + temper.decline + temper.optOut + temper.complain
                && message.service() == Service.MAIL) {
            script.feedback(message, News.Type.COMPLAINT, delay);
        }
    }

    private Mails.Words words(double lot) {
        if (lot < temper.bid) {
            return Mails.Words.YES;
        }
        return lot < temper.bid + temper.decline ? Mails.Words.NO : Mails.Words.LEAVE_ME_ALONE;
    }

    private void optOut(Accepted message, String contact, String campaign, Duration delay) {
        var link = OPT_OUT.matcher(message.text());
        if (link.find()) {
            script.press(message.workspace(), contact, link.group(1), delay);
        } else {
            script.reply(message.workspace(), campaign, contact, "opted_out", delay);
        }
    }

    static Consumer<Accepted> deaf() {
        return message -> {};
    }
}
