package io.muster.domain.campaign;

import static io.muster.domain.campaign.Fixture.DEADLINE;
import static io.muster.domain.campaign.Fixture.START;
import static io.muster.domain.campaign.Fixture.hours;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.domain.campaign.CampaignInput.Pool;
import io.muster.domain.campaign.CampaignInput.Replied;
import io.muster.domain.campaign.Response.Answer;
import io.muster.domain.contact.Tier;
import io.muster.domain.strategy.LearnedRates;
import io.muster.domain.strategy.Observed;
import io.muster.domain.strategy.TimeToBid;
import io.muster.domain.strategy.Urgency;
import io.muster.domain.strategy.Wait;
import io.muster.domain.touch.Channel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/**
 * Whole campaigns in markets whose rates are known to us and not to the campaigns: each is learned from as it ends, with
 * what was known by then. Every other one is called off after six hours, so that most silences are cut short.
 */
class LearningTest {

    private static final Rates RELUCTANT = new Rates(0.7, 0.4, 0.2);
    private static final Rates EAGER = new Rates(0.97, 0.95, 0.9);
    private static final TimeToBid SLOW = new TimeToBid(1.2, 8);
    private static final TimeToBid QUICK = new TimeToBid(1.2, 1);

    /** Contractors of each tier that a campaign asks: all that there are. */
    private static final int OF_EACH = 15;

    /** The market has so many declines among those who do not bid. */
    private static final double DECLINE = 0.1;

    /** What a workspace keeps of the waits. */
    private static final int KEPT = 200;

    @Test
    void the_rates_of_a_market_are_found_within_a_twentieth() {
        var learned = new Learned();
        learned.live(new Market(RELUCTANT, SLOW, 1), 40);
        for (var tier : Tier.values()) {
            var observed = learned.rates().in(List.of("lawn-care"), tier);
            assertEquals(RELUCTANT.of(tier), observed.bids() / observed.contacted(), 0.05, tier + ": " + observed);
        }
    }

    @Test
    void the_time_to_bid_is_found_within_a_tenth_although_half_the_campaigns_end_early() {
        var learned = new Learned();
        learned.live(new Market(RELUCTANT, SLOW, 2), 60);
        var time = TimeToBid.learned(learned.waits);
        assertEquals(1.2, time.shape(), 0.12, time::toString);
        assertEquals(8, time.scale(), 0.8, time::toString);
    }

    @Test
    void what_a_workspace_keeps_is_enough_to_know_the_time_within_a_third() {
        var learned = new Learned();
        learned.live(new Market(RELUCTANT, SLOW, 3), 20);
        var time = learned.time();
        assertEquals(1.2, time.shape(), 0.4, time::toString);
        assertEquals(8, time.scale(), 2.7, time::toString);
    }

    @Test
    void the_next_campaign_asks_fewer_in_an_eager_market_and_more_in_a_reluctant_one() {
        assertEquals(8, asked(new Learned()));
        var eager = new Learned();
        eager.live(new Market(EAGER, QUICK, 4), 20);
        assertTrue(asked(eager) < 8, () -> asked(eager) + " are asked");
        var reluctant = new Learned();
        reluctant.live(new Market(RELUCTANT, SLOW, 5), 20);
        assertTrue(asked(reluctant) > 8, () -> asked(reluctant) + " are asked");
    }

    @Test
    void the_next_campaign_asks_fewer_where_the_same_bids_come_sooner() {
        var rates = new Rates(0.7, 0.6, 0.5);
        var slow = new Learned();
        slow.live(new Market(rates, new TimeToBid(1.2, 12), 6), 20);
        var quick = new Learned();
        quick.live(new Market(rates, QUICK, 6), 20);
        assertTrue(asked(quick) < asked(slow), () -> asked(quick) + " and " + asked(slow) + " are asked");
    }

    /** The chance to bid of each tier. */
    private record Rates(double internal, double vetted, double general) {

        double of(Tier tier) {
            return switch (tier) {
                case INTERNAL -> internal;
                case PROSPECT -> vetted;
                case GENERAL -> general;
            };
        }
    }

    /** Who bids and when, told to nobody. */
    private record Market(Rates rates, TimeToBid time, RandomGenerator random) {

        Market(Rates rates, TimeToBid time, long seed) {
            this(rates, time, RandomGeneratorFactory.of("L64X128MixRandom").create(seed));
        }

        /** Returns an ended campaign that asked everybody at its start. */
        CampaignState campaign(LearnedRates rates, TimeToBid known, int number) {
            double until = number % 2 == 0 ? 24 : 6;
            var state = Fixture.sent(asking(rates, known, 50, OF_EACH, OF_EACH, OF_EACH), START);
            for (var touches : state.byContact().values()) {
                var touch = touches.getFirst();
                state = answered(state, touch.contactId(), Objects.requireNonNull(touch.tier()), until);
            }
            return Fixture.after(state, new CampaignInput.Cancelled("over", hours(until), null));
        }

        private CampaignState answered(CampaignState state, String contactId, Tier tier, double until) {
            double hours = time.scale() * Math.pow(-Math.log(1 - random.nextDouble()), 1 / time.shape());
            boolean bids = random.nextDouble() < rates.of(tier);
            boolean declines = random.nextDouble() < DECLINE;
            if (bids) {
                return hours > until ? state : Fixture.after(state, Fixture.bid(contactId, hours(hours)));
            }
            return declines
                    ? Fixture.after(state, new Replied("no-" + contactId, hours(1), contactId, Answer.DECLINED))
                    : state;
        }
    }

    /** What a workspace knows. */
    private static final class Learned {

        private final Map<Tier, Observed> observed = new EnumMap<>(Tier.class);
        private final List<Wait> waits = new ArrayList<>();

        void live(Market market, int campaigns) {
            for (int number = 0; number < campaigns; number++) {
                var lessons = Lessons.of(market.campaign(rates(), time(), number), rates(), time());
                lessons.observed().forEach((tier, more) -> observed.merge(tier, more, Observed::plus));
                waits.addAll(lessons.waits());
            }
        }

        LearnedRates rates() {
            return new LearnedRates(Map.of("lawn-care", observed));
        }

        TimeToBid time() {
            return TimeToBid.learned(waits.subList(Math.max(0, waits.size() - KEPT), waits.size()));
        }
    }

    private static int asked(Learned learned) {
        return asking(learned.rates(), learned.time(), 4, 3, 3, 60).byContact().size();
    }

    private static CampaignState asking(
            LearnedRates rates, TimeToBid time, int needed, int internal, int vetted, int general) {
        var pool = new Pool(Fixture.pool(internal, vetted, general).prospects(), rates, time, Fixture.ENABLED);
        return CampaignDecider.create(new CampaignRequested(
                        "create",
                        START,
                        Fixture.KEY,
                        "bc_1",
                        Fixture.request(),
                        needed,
                        0.95,
                        Urgency.URGENT,
                        List.of(Channel.EMAIL),
                        START,
                        DEADLINE,
                        false,
                        pool))
                .state();
    }
}
