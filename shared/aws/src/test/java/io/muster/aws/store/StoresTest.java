package io.muster.aws.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.muster.aws.Sample;
import io.muster.aws.Stack;
import io.muster.aws.shell.CampaignShell;
import io.muster.domain.campaign.Campaign;
import io.muster.domain.campaign.CampaignInput;
import io.muster.domain.campaign.Subject;
import io.muster.domain.contact.Tier;
import io.muster.domain.strategy.LearnedRates;
import io.muster.domain.strategy.Observed;
import io.muster.domain.task.HumanTask;
import io.muster.domain.task.TaskDecision;
import io.muster.domain.task.TaskInput;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("ports")
class StoresTest {

    private static final Instant NOW = Stack.START;

    private final Stack stack = new Stack();

    @AfterEach
    void close() {
        stack.close();
    }

    @Test
    void a_bid_card_is_written_over_the_version_that_was_read_and_no_other() {
        var cards = new BidCardStore(stack.table);
        var first = cards.put("acme", new BidCardStore.BidCard("bc_1", "{}", NOW, NOW, 0));
        assertEquals(Optional.of(first), cards.find("acme", "bc_1"));
        cards.put("acme", first);
        assertThrows(BidCardStore.CardChanged.class, () -> cards.put("acme", first));
        assertEquals(Optional.empty(), cards.find("other", "bc_1"));
    }

    @Test
    void a_potential_card_is_converted_once_however_often_it_is_asked() {
        var cards = new BidCardStore(stack.table);
        cards.putPotential("acme", new BidCardStore.BidCard("bc_1", "{\"bidsNeeded\":4}", NOW, NOW, 0), _ -> {});
        var converted = cards.convert("acme", "bc_1", NOW.plusSeconds(60));
        assertEquals(
                Optional.of(new BidCardStore.BidCard("bc_1", "{\"bidsNeeded\":4}", NOW, NOW.plusSeconds(60), 1)),
                converted);
        assertEquals(converted, cards.convert("acme", "bc_1", NOW.plusSeconds(90)));
        assertEquals(Optional.empty(), cards.findPotential("acme", "bc_1"));
        assertEquals(Optional.empty(), cards.convert("acme", "bc_2", NOW));
    }

    @Test
    void a_card_names_the_campaign_that_holds_it_until_the_deadline() {
        var guards = new Guards(stack.table);
        new CampaignShell(stack.platform).create(Sample.requested(), null);
        assertEquals(Optional.of(Sample.KEY.id()), guards.liveCampaign("acme", Subject.bidCard("bc_1"), NOW));
        assertEquals(
                Optional.empty(), guards.liveCampaign("acme", Subject.bidCard("bc_1"), NOW.plus(Duration.ofHours(25))));
        assertEquals(Optional.empty(), guards.liveCampaign("acme", Subject.bidCard("bc_2"), NOW));
    }

    @Test
    void a_draft_holds_its_card_until_it_is_launched_and_then_until_its_deadline() {
        var guards = new Guards(stack.table);
        var shell = new CampaignShell(stack.platform);
        shell.create(Sample.requested(Sample.KEY, "bc_1", NOW, true), null);
        var month = NOW.plus(Duration.ofDays(30));
        assertEquals(Optional.of(Sample.KEY.id()), guards.liveCampaign("acme", Subject.bidCard("bc_1"), month));
        shell.apply(Sample.KEY, _ -> new CampaignInput.Launched("launch", month, null, Sample.pool()));
        assertEquals(
                Optional.of(Sample.KEY.id()),
                guards.liveCampaign("acme", Subject.bidCard("bc_1"), month.plus(Duration.ofHours(23))));
        assertEquals(
                Optional.empty(),
                guards.liveCampaign("acme", Subject.bidCard("bc_1"), month.plus(Duration.ofHours(25))));
    }

    @Test
    void open_tasks_are_listed_oldest_first_page_by_page_and_leave_the_list_when_done() {
        var tasks = new TaskStore(stack.table);
        for (int i = 0; i < 5; i++) {
            stack.table.put(TaskStore.item("acme", task(i)));
        }
        var first = tasks.open("acme", 3, null);
        assertEquals(List.of(task(0), task(1), task(2)), first.tasks());
        assertEquals(
                List.of(task(3), task(4)), tasks.open("acme", 3, first.next()).tasks());
        var completed = new TaskInput.Completed(HumanTask.Outcome.REACHED, null, "ada", NOW.plusSeconds(99));
        var changed = assertInstanceOf(
                TaskDecision.Changed.class, tasks.apply("acme", "t1", completed).orElseThrow());
        assertEquals(Optional.of(changed.task()), tasks.find("acme", "t1"));
        var again = new TaskInput.Completed(HumanTask.Outcome.REACHED, null, "bob", NOW.plusSeconds(100));
        assertEquals(Optional.of(new TaskDecision.Same(changed.task())), tasks.apply("acme", "t1", again));
        assertEquals(
                List.of(task(0), task(2), task(3), task(4)),
                tasks.open("acme", 10, null).tasks());
        assertEquals(List.of(), tasks.open("other", 10, null).tasks());
        assertEquals(
                List.of(changed.task()),
                tasks.list("acme", HumanTask.State.DONE, 10, null).tasks());
        assertEquals(Optional.empty(), tasks.apply("acme", "t9", completed));
    }

    @Test
    void tasks_that_nobody_needs_any_more_are_closed_and_those_that_are_done_stay_so() {
        var tasks = new TaskStore(stack.table);
        for (int i = 0; i < 3; i++) {
            stack.table.put(TaskStore.item("acme", task(i)));
        }
        tasks.apply("acme", "t0", new TaskInput.Completed(HumanTask.Outcome.OTHER, null, "ada", NOW));
        tasks.apply("acme", "t1", new TaskInput.Assigned("Grace"));
        var ended = new TaskInput.NoLongerNeeded("the campaign has ended: goal_met", "campaign", NOW.plusSeconds(9));
        tasks.close("acme", List.of("t0", "t1", "t7"), ended);
        var closed = tasks.find("acme", "t1").orElseThrow();
        assertEquals(HumanTask.State.CANCELLED, closed.state());
        assertEquals("the campaign has ended: goal_met", closed.closedBecause());
        assertEquals("Grace", closed.assignee());
        assertEquals(
                HumanTask.State.DONE, tasks.find("acme", "t0").orElseThrow().state());
        assertEquals(List.of(task(2)), tasks.open("acme", 10, null).tasks());
    }

    private static HumanTask task(int number) {
        return new HumanTask(
                "t" + number,
                HumanTask.Kind.CALL,
                Sample.KEY.id(),
                "contact-10",
                "Call Firm 10",
                "Ask whether they will bid",
                NOW.plusSeconds(number),
                null,
                HumanTask.State.OPEN,
                null);
    }

    @Test
    void campaigns_are_listed_newest_first_page_by_page() {
        var shell = new CampaignShell(stack.platform);
        for (int i = 1; i <= 5; i++) {
            shell.create(Sample.requested(Sample.key(i), "bc_" + i, NOW, false), null);
        }
        var listed = new ArrayList<String>();
        String from = null;
        do {
            var page = stack.campaigns.list("acme", 2, from);
            page.campaigns().stream().map(Campaign::key).forEach(key -> listed.add(key.id()));
            from = page.next();
        } while (from != null);
        assertEquals(
                List.of(5, 4, 3, 2, 1).stream().map(i -> Sample.key(i).id()).toList(), listed);
    }

    @Test
    void rates_add_up_by_category_and_tier() {
        var rates = new RateStore(stack.table);
        assertEquals(new RateStore.Learned(LearnedRates.NOTHING, Map.of()), rates.of("acme"));
        for (int i = 0; i < 2; i++) {
            var transaction = stack.table.transaction();
            RateStore.learn(transaction, "acme", "lawn-care", Tier.INTERNAL, new Observed(2, 1, 0));
            RateStore.learn(transaction, "acme", "lawn-care", Tier.GENERAL, new Observed(0, 1, 4));
            transaction.commit();
        }
        assertEquals(
                new LearnedRates(Map.of(
                        "lawn-care",
                        Map.of(Tier.INTERNAL, new Observed(4, 2, 0), Tier.GENERAL, new Observed(0, 2, 8)))),
                rates.of("acme").rates());
        assertEquals(LearnedRates.NOTHING, rates.of("other").rates());
    }

    @Test
    void many_items_are_read_in_as_few_requests_as_may_be() {
        var keys = new ArrayList<Key>();
        for (int i = 0; i < 150; i++) {
            var task = Keys.task("acme", "many-" + i);
            stack.table.put(Items.write(task, new Idempotency.Entry("f" + i, "r")));
            keys.add(task);
            keys.add(task);
        }
        keys.add(Keys.task("acme", "absent"));
        stack.wire.requests();
        assertEquals(150, stack.table.getAll(keys).size());
        assertEquals(Map.of("batchGetItem", 2), stack.wire.requests());
    }
}
