package io.muster.aws.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.aws.Sample;
import io.muster.aws.Stack;
import io.muster.aws.message.Message;
import io.muster.aws.store.Idempotency;
import io.muster.aws.store.Items;
import io.muster.aws.store.Keys;
import io.muster.domain.campaign.Campaign;
import io.muster.domain.campaign.CampaignInput;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.Decision;
import io.muster.domain.campaign.History;
import io.muster.domain.campaign.Level;
import io.muster.domain.campaign.Response;
import io.muster.domain.campaign.Status;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Gate;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@Tag("ports")
class CampaignShellTest {

    private static final List<Response.Answer> ANSWERS = List.of(
            Response.Answer.NEUTRAL, Response.Answer.POSITIVE, Response.Answer.DECLINED, Response.Answer.OPTED_OUT);

    private final Stack stack = new Stack();
    private final CampaignShell shell = new CampaignShell(stack.platform);

    @AfterEach
    void close() {
        stack.close();
    }

    @Test
    void a_created_campaign_is_stored_whole_and_wants_its_wave_and_its_first_check_in() {
        var created = assertInstanceOf(Creation.Created.class, shell.create(Sample.requested(), null));
        var state = created.campaign().state();
        assertEquals(state, load());
        assertEquals(8, state.touches().count());
        assertEquals(
                List.of(new Message.WavePlanned(
                        Sample.KEY.id() + "/wave/1/0", "acme", Sample.KEY.id(), Stack.START, 1, 0)),
                stack.take(stack.queues().dispatch()));
        assertEquals(1, stack.timers().size());
        assertEquals(
                List.of(new History(
                        Sample.KEY.id() + "/request",
                        1,
                        Stack.START,
                        created.campaign().event())),
                stack.campaigns.history(Sample.KEY));
    }

    @Test
    void a_bid_card_has_one_live_campaign_and_the_refusal_names_it() {
        shell.create(Sample.requested(), null);
        var second = shell.create(Sample.requested(Sample.key(2), "bc_1", Stack.START, false), null);
        assertEquals(new Creation.SubjectTaken(Sample.KEY.id()), second);
        assertTrue(stack.campaigns.load(Sample.key(2)).isEmpty());
        shell.apply(Sample.KEY, _ -> new CampaignInput.Cancelled("stop", Stack.START, null));
        assertInstanceOf(
                Creation.Created.class,
                shell.create(Sample.requested(Sample.key(2), "bc_1", Stack.START, false), null));
    }

    @Test
    void a_guard_lapses_at_the_deadline_and_the_late_end_of_its_campaign_leaves_the_next_one_alone() {
        shell.create(Sample.requested(), null);
        stack.pass(Duration.ofHours(25));
        var later = Stack.START.plus(Duration.ofHours(25));
        assertInstanceOf(
                Creation.Created.class, shell.create(Sample.requested(Sample.key(2), "bc_1", later, false), null));
        var ended = shell.apply(Sample.KEY, _ -> new CampaignInput.Cancelled("stop", later, null));
        assertInstanceOf(Outcome.Applied.class, ended);
        assertEquals(
                new Creation.SubjectTaken(Sample.key(2).id()),
                shell.create(Sample.requested(Sample.key(3), "bc_1", later, false), null));
    }

    @Test
    void a_repeated_request_with_an_idempotency_key_makes_one_campaign() {
        var request = new Idempotency.Request("key-1", "hash-of-the-body");
        shell.create(Sample.requested(), request);
        stack.loseEverythingUnderWay();
        var again = shell.create(Sample.requested(Sample.key(2), "bc_1", Stack.START, false), request);
        assertEquals(new Creation.Repeated(Sample.KEY, null), again);
        assertEquals(1, stack.take(stack.queues().dispatch()).size(), "what was lost is emitted again");
        assertEquals(
                new Creation.KeyReused(),
                shell.create(
                        Sample.requested(Sample.key(3), "bc_3", Stack.START, false),
                        new Idempotency.Request("key-1", "hash-of-another-body")));
        stack.pass(Idempotency.REMEMBERED);
        assertInstanceOf(
                Creation.Created.class,
                shell.create(
                        Sample.requested(Sample.key(4), "bc_4", Stack.START, false),
                        new Idempotency.Request("key-1", "hash-of-another-body")));
    }

    @Test
    void the_second_delivery_of_an_input_changes_nothing_and_emits_what_is_wanted_again() {
        shell.create(Sample.requested(), null);
        var once = assertInstanceOf(Outcome.Applied.class, bid("b1", "contact-10"));
        stack.loseEverythingUnderWay();
        var twice = assertInstanceOf(Outcome.Repeated.class, bid("b1", "contact-10"));
        assertEquals(once.state(), twice.state());
        assertEquals(once.event(), twice.history().event());
        assertEquals(once.state(), load());
        assertEquals(1, stack.take(stack.queues().dispatch()).size());
        assertEquals(1, stack.timers().size());
    }

    @Test
    void an_input_that_was_applied_is_a_repetition_even_where_it_looks_impossible_now() {
        shell.create(Sample.requested(), null);
        var pause = new CampaignInput.Paused("p1", Stack.START, "holiday");
        assertInstanceOf(Outcome.Applied.class, shell.apply(Sample.KEY, _ -> pause));
        assertInstanceOf(Outcome.Repeated.class, shell.apply(Sample.KEY, _ -> pause));
        var another = shell.apply(Sample.KEY, _ -> new CampaignInput.Paused("p2", Stack.START, null));
        assertEquals(
                Decision.Code.ALREADY_PAUSED,
                assertInstanceOf(Outcome.Refused.class, another).code());
    }

    @Test
    void a_crash_between_commit_and_emission_is_healed_by_the_second_delivery() {
        shell.create(Sample.requested(), null);
        for (var contact : List.of("contact-10", "contact-11", "contact-12")) {
            bid("bid-" + contact, contact);
        }
        stack.wire.cut(operation -> operation.equals("sendMessageBatch"));
        assertThrows(SdkClientException.class, () -> bid("last", "contact-13"));
        assertEquals(Status.COMPLETED, load().campaign().status());
        assertEquals(List.of(), stack.take(stack.queues().reporting()));
        stack.wire.mend();
        assertInstanceOf(Outcome.Repeated.class, bid("last", "contact-13"));
        assertEquals(
                List.of(new Message.CampaignEnded(
                        Sample.KEY.id() + "/ended/5", "acme", Sample.KEY.id(), Stack.START, 5)),
                stack.take(stack.queues().reporting()));
    }

    @Test
    void an_answer_reaches_the_contacts_own_record_and_an_opt_out_closes_every_channel() {
        shell.create(Sample.requested(), null);
        bid("b1", "contact-10");
        bid("b2", "contact-10");
        shell.apply(
                Sample.KEY,
                _ -> new CampaignInput.Replied(
                        "r1", Stack.START.plusSeconds(60), "contact-10", Response.Answer.OPTED_OUT));
        var past = new Gate.Past(0, 0, 1, 0, 1, 3, Stack.START.plusSeconds(60), Stack.START);
        assertEquals(
                new Gate("contact-10", EnumSet.allOf(Channel.class), null, List.of(), past, 3), gate("contact-10"));
    }

    @Test
    void inputs_from_many_threads_are_all_applied_and_the_history_has_no_gap() throws Exception {
        shell.create(Sample.requested(), null);
        var inputs = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 40; i++) {
            var contact = "contact-" + (10 + i % 20);
            var id = "reply-" + i % 20;
            inputs.add(() -> delivered(new CampaignInput.Replied(id, Stack.START, contact, Response.Answer.POSITIVE)));
        }
        Collections.shuffle(inputs, new Random(5));
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var done : threads.invokeAll(inputs)) {
                assertTrue(done.get());
            }
        }
        var state = load();
        assertEquals(21, state.campaign().version());
        assertEquals(20, state.campaign().tally().responses());
        assertEquals(20, state.responses().size());
        assertEquals(
                LongStream.rangeClosed(1, 21).boxed().toList(),
                stack.campaigns.history(Sample.KEY).stream()
                        .map(History::version)
                        .toList());
    }

    /** Delivers until it is taken, as a queue does. */
    private boolean delivered(CampaignInput input) {
        try {
            var outcome = shell.apply(Sample.KEY, _ -> input);
            return outcome instanceof Outcome.Applied || outcome instanceof Outcome.Repeated;
        } catch (Contended again) {
            return delivered(input);
        }
    }

    @Test
    void a_campaign_that_others_change_each_time_is_given_up_after_eight_attempts() {
        shell.create(Sample.requested(), null);
        var attempts = new ArrayList<Long>();
        assertThrows(
                Contended.class,
                () -> shell.apply(Sample.KEY, state -> {
                    attempts.add(state.campaign().version());
                    var other = new CampaignShell(stack.platform);
                    other.apply(
                            Sample.KEY,
                            _ -> new CampaignInput.Replied(
                                    "other-" + attempts.size(), Stack.START, "contact-30", Response.Answer.NEUTRAL));
                    return Sample.bid("mine", "contact-10", Stack.START);
                }));
        assertEquals(LongStream.rangeClosed(1, 8).boxed().toList(), attempts);
        assertTrue(stack.campaigns.history(Sample.KEY, "mine").isEmpty());
    }

    @Test
    void a_change_by_somebody_else_is_decided_on_again() {
        shell.create(Sample.requested(), null);
        var seen = new ArrayList<Integer>();
        shell.apply(Sample.KEY, state -> {
            seen.add(state.campaign().tally().bids());
            if (seen.size() == 1) {
                bid("first", "contact-10");
            }
            return Sample.bid("second", "contact-11", Stack.START);
        });
        assertEquals(List.of(0, 1), seen);
        assertEquals(2, load().campaign().tally().bids());
    }

    @Test
    void a_repetition_outranks_a_version_conflict_in_the_same_answer() {
        shell.create(Sample.requested(), null);
        var outcome = shell.apply(Sample.KEY, state -> {
            if (state.campaign().version() == 1) {
                bid("b1", "contact-10");
                bid("b2", "contact-11");
            }
            return Sample.bid("b1", "contact-10", Stack.START);
        });
        assertEquals(
                2, assertInstanceOf(Outcome.Repeated.class, outcome).history().version());
        assertEquals(3, load().campaign().version());
    }

    @Test
    void a_campaign_of_another_workspace_is_not_found() {
        shell.create(Sample.requested(), null);
        var stranger = new CampaignKey("other", Sample.KEY.id());
        assertEquals(new Outcome.NotFound(), shell.apply(stranger, _ -> Sample.bid("b1", "contact-10", Stack.START)));
        assertEquals(List.of(), stack.campaigns.list("other", 10, null).campaigns());
        assertEquals(1, stack.campaigns.list("acme", 10, null).campaigns().size());
    }

    @Test
    void replies_in_any_order_doubled_and_delayed_give_the_same_end() {
        var orders = IntStream.range(0, 5).mapToObj(this::endOfOneOrder).collect(Collectors.toSet());
        assertEquals(1, orders.size(), orders.toString());
    }

    /** Ten contacts answer, every input twice; only moments and versions may tell the orders apart. */
    private String endOfOneOrder(int seed) {
        var key = Sample.key(100 + seed);
        shell.create(Sample.requested(key, "bc-" + seed, Stack.START, false), null);
        var inputs = new ArrayList<CampaignInput>();
        for (int i = 0; i < 10; i++) {
            var contact = "contact-" + (10 + i);
            var at = Stack.START.plusSeconds(i);
            var input = i < 3
                    ? Sample.bid("in-" + i, contact, at)
                    : new CampaignInput.Replied("in-" + i, at, contact, ANSWERS.get(i % 4));
            inputs.add(input);
            inputs.add(input);
        }
        Collections.shuffle(inputs, new Random(seed));
        inputs.forEach(input -> shell.apply(key, _ -> input));
        var state = stack.campaigns.load(key).orElseThrow();
        return state.responses() + " " + state.campaign().tally() + " "
                + state.campaign().version();
    }

    @Test
    void the_head_of_a_large_campaign_stays_within_a_kilobyte() {
        shell.create(Sample.requested(), null);
        var start = Stack.START;
        for (int hour = 1; hour < 24; hour++) {
            var at = start.plus(Duration.ofHours(hour));
            var number = hour;
            shell.apply(Sample.KEY, state -> hour(state, number, at));
        }
        shell.apply(
                Sample.KEY,
                _ -> new CampaignInput.Cancelled(
                        "stop", start.plusSeconds(80_000), "The owner found somebody by phone"));
        var item = stack.table.get(Keys.meta(Sample.KEY)).orElseThrow();
        int size = size(AttributeValue.fromM(item)) - 3;
        assertTrue(size <= 1024, "the head has " + size + " bytes: " + item);
        assertEquals(8, Items.read(Campaign.class, item).done().size());
    }

    private static CampaignInput hour(CampaignState state, int hour, Instant at) {
        return hour % 6 == 0
                ? Sample.checkIn(state, at)
                : new CampaignInput.EscalationRequested("e-" + hour, at, Level.CRITICAL, Sample.pool());
    }

    /** The documented size of an item: names and texts in UTF-8, numbers in half their digits, three per container. */
    private static int size(AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s().getBytes(StandardCharsets.UTF_8).length;
            case N -> value.n().length() / 2 + 2;
            case BOOL -> 1;
            case L -> 3 + value.l().stream().mapToInt(one -> 1 + size(one)).sum();
            case M ->
                3
                        + value.m().entrySet().stream()
                                .mapToInt(entry -> 1 + entry.getKey().length() + size(entry.getValue()))
                                .sum();
            case SS, NS, BS, B, NUL, UNKNOWN_TO_SDK_VERSION -> throw new AssertionError(value);
        };
    }

    private Outcome bid(String id, String contactId) {
        return shell.apply(Sample.KEY, _ -> Sample.bid(id, contactId, Stack.START));
    }

    private CampaignState load() {
        return stack.campaigns.load(Sample.KEY).orElseThrow();
    }

    private Gate gate(String contactId) {
        return Items.read(
                Gate.class, stack.table.get(Keys.gate("acme", contactId)).orElseThrow());
    }
}
