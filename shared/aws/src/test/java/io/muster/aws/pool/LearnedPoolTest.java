package io.muster.aws.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.aws.Sample;
import io.muster.aws.Stack;
import io.muster.aws.store.RateStore;
import io.muster.aws.store.Transaction;
import io.muster.aws.store.Waits;
import io.muster.domain.campaign.CampaignDecider;
import io.muster.domain.campaign.CampaignInput.Pool;
import io.muster.domain.contact.Tier;
import io.muster.domain.strategy.Observed;
import io.muster.domain.strategy.TimeToBid;
import io.muster.domain.strategy.Wait;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the next campaign knows of the earlier ones. */
@Tag("ports")
class LearnedPoolTest {

    private static final List<String> LAWN = List.of("lawn-care");

    private final Stack stack = new Stack();
    private final RateStore rates = new RateStore(stack.table);

    @AfterEach
    void close() {
        stack.close();
    }

    @Test
    void rates_are_those_that_were_learned() {
        var transaction = stack.table.transaction();
        RateStore.learn(transaction, "acme", "lawn-care", Tier.GENERAL, new Observed(3, 5, 1.25));
        RateStore.learn(transaction, "acme", "roofing", Tier.GENERAL, new Observed(9, 9, 9));
        assertEquals(new Transaction.Result.Committed(), transaction.commit());
        assertEquals(new Observed(3, 5, 1.25), pool().rates().in(LAWN, Tier.GENERAL));
    }

    @Test
    void the_time_to_bid_is_the_prior_until_thirty_bids_were_seen_and_learned_from_then_on() {
        keep("lawn-care", bids(29));
        assertEquals(TimeToBid.PRIOR, pool().timeToBid());
        keep("lawn-care", bids(1));
        var learned = pool().timeToBid();
        assertNotEquals(TimeToBid.PRIOR, learned);
        assertEquals(TimeToBid.learned(rates.of("acme").waits("lawn-care").observed()), learned);
        assertTrue(learned.within(12) > 0.9, () -> "bids came within 10 h, but " + learned);
    }

    @Test
    void waits_of_other_categories_and_workspaces_do_not_count() {
        keep("roofing", bids(60));
        assertEquals(TimeToBid.PRIOR, pool().timeToBid());
        assertEquals(Waits.NONE, rates.of("other").waits("roofing"));
    }

    @Test
    void the_latest_two_hundred_waits_are_kept() {
        keep("lawn-care", Collections.nCopies(150, new Wait(0, false)));
        keep("lawn-care", bids(60));
        var kept = rates.of("acme").waits("lawn-care");
        var expected = new ArrayList<>(Collections.nCopies(140, new Wait(0.01, false)));
        expected.addAll(bids(60));
        assertEquals(expected, kept.observed());
        assertEquals(2, kept.version());
    }

    @Test
    void waits_that_another_campaign_has_added_to_are_not_overwritten() {
        var stale = rates.of("acme").waits("lawn-care");
        keep("lawn-care", bids(2));
        var transaction = stack.table.transaction();
        RateStore.keep(transaction, "acme", "lawn-care", stale.plus(bids(1)));
        assertTrue(transaction.commit() instanceof Transaction.Result.Rejected);
        assertEquals(bids(2), rates.of("acme").waits("lawn-care").observed());
    }

    private void keep(String category, List<Wait> waits) {
        var transaction = stack.table.transaction();
        RateStore.keep(
                transaction, "acme", category, rates.of("acme").waits(category).plus(waits));
        assertEquals(new Transaction.Result.Committed(), transaction.commit());
    }

    /** Bids after one hour to ten, in turn. */
    private static List<Wait> bids(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Wait(1 + i % 10, true))
                .toList();
    }

    private Pool pool() {
        var draft = CampaignDecider.create(Sample.requested(Sample.KEY, "bc_1", Stack.START, true));
        return new TableProspectFinder(stack.platform).find(draft.state(), Stack.START);
    }
}
