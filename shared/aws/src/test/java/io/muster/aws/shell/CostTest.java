package io.muster.aws.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.aws.Sample;
import io.muster.aws.Stack;
import io.muster.aws.store.CampaignStore;
import io.muster.aws.store.Idempotency;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.Status;
import io.muster.domain.touch.Slice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the shell's part of the reference campaign costs on AWS: the figures are printed, the bounds hold. */
class CostTest {

    private final Stack stack = new Stack();
    private final CampaignShell shell = new CampaignShell(stack.platform);
    private final List<String> lines = new ArrayList<>();
    private int requests;
    private double units;

    @AfterEach
    void close() {
        stack.close();
    }

    @Test
    void creating_bidding_and_looking_stay_within_their_share_of_the_budget() {
        count("before", () -> {});
        requests = 0;
        units = 0;
        count("create", () -> shell.create(Sample.requested(), new Idempotency.Request("key", "hash")));
        send();
        bidAt(1, "contact-10");
        bidAt(2, "contact-11");
        lookAt(6);
        bidAt(10, "contact-12");
        lookAt(12);
        lookAt(18);
        lookAt(24);
        assertEquals(Status.COMPLETED, state().campaign().status());
        assertTrue(requests <= 24, () -> requests + " requests: " + lines);
        assertTrue(units <= 80, () -> units + " write units: " + lines);
    }

    @Test
    void a_bid_costs_a_query_a_gate_and_a_transaction() {
        shell.create(Sample.requested(), null);
        stack.wire.requests();
        shell.apply(Sample.KEY, _ -> Sample.bid("b1", "contact-10", Stack.START));
        assertEquals(Map.of("query", 1, "getItem", 1, "transactWriteItems", 1), stack.wire.requests());
    }

    @Test
    void a_look_costs_a_query_a_transaction_and_a_timer() {
        shell.create(Sample.requested(), null);
        send();
        stack.pass(Duration.ofHours(6));
        stack.wire.requests();
        shell.apply(
                Sample.KEY,
                state -> Sample.checkInWithoutPool(state, stack.platform.time().business()));
        var counted = stack.wire.requests();
        assertEquals(1, counted.get("query"));
        assertEquals(1, counted.get("transactWriteItems"));
        assertEquals(1, counted.get("createSchedule"));
    }

    private void bidAt(int hour, String contactId) {
        var at = Stack.START.plus(Duration.ofHours(hour));
        count("bid", () -> shell.apply(Sample.KEY, _ -> Sample.bid("bid-" + contactId, contactId, at)));
    }

    private void lookAt(int hour) {
        var at = Stack.START.plus(Duration.ofHours(hour));
        count("check-in", () -> shell.apply(Sample.KEY, state -> Sample.checkInWithoutPool(state, at)));
    }

    private void count(String what, Runnable step) {
        step.run();
        var counted = stack.wire.requests();
        double written = stack.wire.writeUnits();
        requests += counted.values().stream().mapToInt(Integer::intValue).sum();
        units += written;
        lines.add(what + " " + counted + " " + written + " WU");
        System.out.println(lines.getLast());
    }

    private CampaignState state() {
        return stack.campaigns.load(Sample.KEY).orElseThrow();
    }

    /** Marks every open touch as sent, as dispatch does. */
    private void send() {
        for (var slice : state().slices()) {
            var touches = slice.touches().stream()
                    .map(touch -> touch.sent(Stack.START))
                    .toList();
            stack.table.put(CampaignStore.slice(
                    Sample.KEY, new Slice(slice.wave(), slice.index(), touches, null, slice.version() + 1)));
        }
        stack.wire.requests();
        stack.wire.writeUnits();
    }
}
