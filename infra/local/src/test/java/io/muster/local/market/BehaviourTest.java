package io.muster.local.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.local.market.Behaviour.Reaction;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BehaviourTest {

    private static final int CONTACTS = 4_000;

    @Test
    void the_same_seed_makes_the_same_market() {
        assertEquals(reactions(new Behaviour(7)), reactions(new Behaviour(7)));
        assertNotEquals(reactions(new Behaviour(7)), reactions(new Behaviour(8)));
    }

    @Test
    void as_many_bid_as_the_markets_true_rate_says() {
        for (int tier = 1; tier <= 3; tier++) {
            var market = new Behaviour(11);
            var drawn = tier;
            var share = IntStream.range(0, CONTACTS)
                            .mapToObj(i -> market.react("c" + i + "@example.com", drawn, "lawn", 1))
                            .filter(Reaction.Bids.class::isInstance)
                            .count()
                    / (double) CONTACTS;
            assertEquals(market.rate(tier), share, 0.03);
        }
    }

    @Test
    void better_tiers_bid_more_often_and_true_rates_scatter_around_the_priors() {
        var mean = new double[3];
        for (long seed = 0; seed < 500; seed++) {
            for (int tier = 1; tier <= 3; tier++) {
                mean[tier - 1] += new Behaviour(seed).rate(tier) / 500;
            }
        }
        assertEquals(0.88, mean[0], 0.03);
        assertEquals(0.75, mean[1], 0.03);
        assertEquals(0.50, mean[2], 0.03);
    }

    @Test
    void half_of_the_vetted_bidders_bid_within_the_weibulls_median() {
        var market = new Behaviour(3);
        var median = Duration.ofSeconds((long) (4 * Math.pow(Math.log(2), 1 / 0.7) * 3600));
        var bids = IntStream.range(0, CONTACTS)
                .mapToObj(i -> market.react("c" + i + "@example.com", 2, "lawn", 1))
                .filter(Reaction.Bids.class::isInstance)
                .map(Reaction.Bids.class::cast)
                .toList();
        var early =
                bids.stream().filter(bid -> bid.after().compareTo(median) <= 0).count();
        assertEquals(0.5, early / (double) bids.size(), 0.03);
    }

    @Test
    void a_reminder_wins_a_few_who_were_silent_and_nobody_bids_twice() {
        var market = new Behaviour(5);
        int won = 0;
        for (int i = 0; i < CONTACTS; i++) {
            var contact = "c" + i + "@example.com";
            var first = market.react(contact, 3, "lawn", 1);
            var second = market.react(contact, 3, "lawn", 2);
            assertTrue(!(second instanceof Reaction.Bids) || first instanceof Reaction.Silence, contact);
            assertEquals(new Reaction.Silence(), market.react(contact, 3, "lawn", 3));
            won += second instanceof Reaction.Bids ? 1 : 0;
        }
        assertEquals((1 - market.rate(3)) * 0.25, won / (double) CONTACTS, 0.03);
    }

    private static java.util.List<Reaction> reactions(Behaviour market) {
        return IntStream.range(0, 100)
                .mapToObj(i -> market.react("c" + i + "@example.com", 1 + i % 3, "lawn", 1 + i % 2))
                .toList();
    }
}
