package io.muster.simulation;

import io.muster.domain.campaign.AccountBrief;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.touch.Channel;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * What a message says of a colleague is true (8), by its own words: whom it names came with a question, or a message of the
 * same campaign had been accepted for that person before and not come back; and that person had not asked to be left alone,
 * on whatever channel, before the message could have been claimed.
 */
final class ReferencePromises implements Aftermath.Promise {

    @Override
    public void hold(Aftermath run, Consumer<String> broken) {
        var ledger = run.ledger();
        for (int place = 0; place < ledger.size(); place++) {
            var message = ledger.get(place);
            var touch = run.touch(message);
            var state = run.states().get(Aftermath.campaign(message));
            if (touch != null
                    && state != null
                    && state.brief() instanceof AccountBrief brief
                    && run.marketing(message)) {
                for (var named : run.script().named(message)) {
                    if (!named.equals(touch.contactId())) {
                        hold(run, new Mention(message, place, named), state, brief, broken);
                    }
                }
            }
        }
    }

    /**
     * Somebody is named.
     *
     * @param place where the message stands in the ledger
     * @param named the contact's id
     */
    private record Mention(Accepted message, int place, String named) {

        /** Returns the moment at which it may have been claimed first: what was known by then counts. */
        Instant claimed() {
            return message.at().minus(Aftermath.LAST_WORD);
        }
    }

    private static void hold(
            Aftermath run, Mention mention, CampaignState state, AccountBrief brief, Consumer<String> broken) {
        var told = "8: " + mention.message.touch() + " names " + mention.named + " at " + mention.message.at();
        boolean inquired =
                brief.member(mention.named).filter(member -> member.inquired()).isPresent();
        if (!inquired && !written(run, mention, state)) {
            broken.accept(told + ", to whom nobody had written");
        }
        if (leftAlone(run, mention)) {
            broken.accept(told + ", who wants to be left alone");
        }
    }

    private static boolean written(Aftermath run, Mention mention, CampaignState state) {
        return run.ledger().subList(0, mention.place).stream()
                .filter(before ->
                        Aftermath.campaign(before).equals(state.campaign().key()))
                .filter(before -> run.marketing(before) && to(run, before, mention.named))
                .anyMatch(before -> !cameBack(run, before, mention.claimed()));
    }

    private static boolean to(Aftermath run, Accepted message, String contact) {
        var touch = run.touch(message);
        return touch != null && touch.contactId().equals(contact);
    }

    private static boolean cameBack(Aftermath run, Accepted message, Instant by) {
        var news = run.world().news();
        return news.told().entrySet().stream()
                .filter(word -> word.getValue().type() == News.Type.BOUNCE)
                .filter(word -> word.getValue().message().touch().equals(message.touch()))
                .map(word -> news.heardAt(word.getKey()))
                .anyMatch(heard -> heard != null && heard.isBefore(by));
    }

    /** Whoever opts out does so on every channel. */
    private static boolean leftAlone(Aftermath run, Mention mention) {
        var pledges = run.world().pledges();
        return Arrays.stream(Channel.values())
                .map(channel -> pledges.silentSince(mention.message.workspace(), mention.named, channel))
                .allMatch(since -> since != null && since.isBefore(mention.claimed()));
    }
}
