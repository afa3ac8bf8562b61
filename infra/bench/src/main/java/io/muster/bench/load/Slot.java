package io.muster.bench.load;

import io.muster.aws.pool.ContactStore;
import io.muster.aws.store.Keys;
import io.muster.aws.store.Table;
import io.muster.bench.Caller;
import io.muster.bench.Crowd;
import io.muster.domain.contact.Tier;
import io.muster.local.Stack;
import io.muster.local.StackOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * One campaign at a time, again and again, with ten contractors of its own: eight are asked at once, the other two at
 * the second check-in, since only three of four bids came by then. The fourth bid revises the third, so that the campaign
 * runs to its deadline and ends by its own timer. After each campaign what it taught about them is forgotten, so that the
 * next is the same.
 */
final class Slot {

    private static final String WORKSPACE = StackOptions.WORKSPACE;
    private static final int BIDS = 4;

    /** Who bids, and how many business hours after the start: three in the first quarter, the last in the last. */
    private static final int[] BIDDERS = {0, 1, 2, 2};

    private static final double[] HOURS = {1, 2, 4, 20};

    private final Loaded loaded;
    private final Stack stack;
    private final Crowd crowd;
    private final Caller caller = new Caller(WORKSPACE);
    private int campaigns;

    Slot(Loaded loaded, Stack stack, int number) {
        this.loaded = loaded;
        this.stack = stack;
        this.crowd = Crowd.of("work-" + number, 3, 3, 4);
    }

    /** Stores the contractors. */
    void prepare() {
        new ContactStore(loaded.platform()).save(WORKSPACE, crowd.contacts());
    }

    /** Runs a campaign to its end; returns how long it took, in nanoseconds. */
    long run() throws InterruptedException {
        long begun = System.nanoTime();
        campaigns++;
        var start = stack.time().business();
        var id = caller.create(loaded.api("campaigns-api"), crowd.category(), BIDS, crowd.category() + "-" + campaigns);
        for (int bid = 0; bid < BIDS; bid++) {
            await(start.plusMillis(Math.round(HOURS[bid] * Duration.ofHours(1).toMillis())));
            caller.bid(
                    loaded.api("responses-api"),
                    id,
                    crowd.ids().get(BIDDERS[bid]),
                    crowd.category() + "-" + campaigns + "-" + bid);
        }
        loaded.finish().await(id);
        long took = System.nanoTime() - begun;
        forget();
        return took;
    }

    private void await(Instant business) throws InterruptedException {
        var left = Duration.between(stack.time().machine(), stack.time().machineAt(business));
        if (left.isPositive()) {
            Thread.sleep(left);
        }
    }

    private void forget() {
        var platform = loaded.platform();
        var transaction = Table.of(platform).transaction();
        crowd.ids().forEach(id -> transaction.delete(Keys.gate(WORKSPACE, id), null, Map.of()));
        for (var tier : Tier.values()) {
            transaction.delete(Keys.rate(WORKSPACE, crowd.category(), tier), null, Map.of());
        }
        transaction.commit();
    }
}
