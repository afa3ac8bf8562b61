package io.muster.domain.campaign;

import static io.muster.domain.campaign.Fixture.hours;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.muster.domain.campaign.Response.Answer;
import io.muster.domain.campaign.Response.Standing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AnswersTest {

    private static final List<Answer> ANSWERS =
            List.of(Answer.NEUTRAL, Answer.POSITIVE, Answer.DECLINED, Answer.OPTED_OUT);

    private final CampaignState running = Fixture.sent(Fixture.active(), hours(0));

    @Test
    void the_bid_that_meets_the_goal_ends_the_campaign_in_its_own_decision() {
        var state = bids(running, List.of("a0", "a1", "b0"), 2);
        assertEquals(Status.ACTIVE, state.campaign().status());
        state = Fixture.after(state, Fixture.bid("b1", hours(3)));
        assertEquals(Status.COMPLETED, state.campaign().status());
        assertEquals(Result.GOAL_MET, state.campaign().result());
        assertEquals(hours(3), state.campaign().endedAt());
        assertEquals(List.of(new Effect.EndCampaign(state.campaign().version())), Pending.of(state, hours(3)));
    }

    @Test
    void a_second_bid_of_the_same_contractor_revises_the_first_and_counts_once() {
        var state = Fixture.after(running, Fixture.bid("a0", hours(2)));
        var revised = new CampaignInput.BidReceived("bid-2", hours(4), "a0", "b-2", null, "cheaper", hours(4));
        var after = Fixture.after(state, revised);
        assertEquals(new Tally(1, 0, 1, 0), after.campaign().tally());
        assertEquals(
                new Response.Bid("b-2", null, "cheaper", hours(2)),
                Fixture.response(after, "a0").bid());
    }

    @Test
    void a_bid_after_the_goal_is_surplus_and_one_after_the_deadline_late_and_neither_is_dropped() {
        var met = bids(running, List.of("a0", "a1", "b0", "b1"), 2);
        assertEquals(Standing.SURPLUS, standing(met, Fixture.bid("c0", hours(5))));
        assertEquals(Standing.LATE, standing(met, Fixture.bid("c1", hours(25))));
        var after = Fixture.after(Fixture.after(met, Fixture.bid("c0", hours(5))), Fixture.bid("c1", hours(25)));
        assertEquals(new Tally(5, 1, 6, 0), after.campaign().tally());
        assertEquals(1, after.campaign().tally().surplus(4));
    }

    @Test
    void a_revised_bid_keeps_its_place_when_others_have_met_the_goal_since() {
        var met = bids(running, List.of("a0", "a1", "b0", "b1"), 2);
        met = Fixture.after(met, Fixture.bid("c0", hours(5)));
        var revised = new CampaignInput.BidReceived("again", hours(6), "a0", "b-a0", null, "cheaper", hours(6));
        assertEquals(Standing.COUNTED, standing(met, revised));
    }

    @Test
    void a_bid_received_in_time_but_recorded_after_the_end_still_improves_the_result() {
        var state = bids(running, List.of("a0", "a1", "b0"), 2);
        state = Fixture.after(state, new CampaignInput.CheckInDue("end", hours(24), 1, 1, Fixture.pool()));
        assertEquals(Result.PARTIAL, state.campaign().result());
        var recorded = new CampaignInput.BidReceived("late-post", hours(24.2), "b1", "b", null, null, hours(23.9));
        var after = Fixture.after(state, recorded);
        assertEquals(Result.GOAL_MET, after.campaign().result());
        assertEquals(Status.COMPLETED, after.campaign().status());
        assertEquals(List.of(new Effect.EndCampaign(after.campaign().version())), Pending.of(after, hours(24.2)));
    }

    @Test
    void a_bid_cannot_have_been_received_after_it_is_recorded() {
        var future = new CampaignInput.BidReceived("f", hours(2), "a0", "b", null, null, hours(20));
        var bid = Fixture.response(Fixture.after(running, future), "a0").bid();
        assertEquals(new Response.Bid("b", null, null, hours(2)), bid);
    }

    @Test
    void a_bid_after_a_decline_outweighs_it_and_a_decline_after_a_bid_does_not() {
        var declined = Fixture.after(running, new CampaignInput.Replied("r", hours(1), "a0", Answer.DECLINED));
        assertEquals(new Tally(0, 0, 1, 1), declined.campaign().tally());
        var bid = Fixture.after(declined, Fixture.bid("a0", hours(2)));
        assertEquals(new Tally(1, 0, 1, 0), bid.campaign().tally());
        var again = Fixture.after(bid, new CampaignInput.Replied("r2", hours(3), "a0", Answer.DECLINED));
        assertEquals(new Tally(1, 0, 1, 0), again.campaign().tally());
        assertEquals(Answer.BID, Fixture.response(again, "a0").answer());
    }

    @Test
    void a_bid_of_somebody_who_was_never_asked_counts_and_has_no_tier() {
        var after = Fixture.after(running, Fixture.bid("stranger", hours(2)));
        assertEquals(1, after.campaign().tally().bids());
        assertNull(Fixture.response(after, "stranger").tier());
    }

    /** Replies in every order, doubled and delayed, make the same end: the sums do not depend on the order. */
    @Test
    void the_replies_of_a_thousand_contractors_in_random_order_doubled_and_delayed_give_the_same_end_state() {
        var random = new Random(7);
        var replies = new ArrayList<CampaignInput>();
        for (int i = 0; i < 1_500; i++) {
            var at = hours(1 + random.nextDouble() * 30);
            var recorded = hours(40);
            replies.add(
                    random.nextInt(4) == 0
                            ? new CampaignInput.Replied("r" + i, at, "x" + i % 1_000, ANSWERS.get(random.nextInt(4)))
                            : new CampaignInput.BidReceived(
                                    "b" + i, recorded, "x" + i % 1_000, "b" + i, null, null, at));
        }
        var expected = end(replies);
        for (int round = 0; round < 5; round++) {
            var shuffled = new ArrayList<>(replies);
            shuffled.addAll(replies.subList(0, 500));
            Collections.shuffle(shuffled, random);
            assertEquals(expected, end(shuffled));
        }
    }

    /** What must not depend on the order: tally, result, and every contact's own record. */
    private Object end(List<CampaignInput> inputs) {
        var state = Fixture.after(running, new CampaignInput.CheckInDue("end", hours(31), 1, 1, Fixture.pool()));
        var seen = new java.util.HashSet<String>();
        for (var input : inputs) {
            if (seen.add(input.id())) {
                state = Fixture.after(state, input);
            }
        }
        return List.of(
                state.campaign().tally(), String.valueOf(state.campaign().result()), new TreeMap<>(state.responses()));
    }

    private static CampaignState bids(CampaignState from, List<String> contacts, double hour) {
        var state = from;
        for (var contact : contacts) {
            state = Fixture.after(state, Fixture.bid(contact, hours(hour)));
        }
        return state;
    }

    private static Standing standing(CampaignState state, CampaignInput bid) {
        var changed = assertInstanceOf(Decision.Changed.class, CampaignDecider.decide(state, bid));
        return assertInstanceOf(Event.BidRecorded.class, changed.event()).standing();
    }
}
